package org.sceau.ledger;

import java.util.List;

/** Something that came after a signature (ETSI TS 119 182-1 clause 5.3), as it is stored: what follows from the rest is not. */
public sealed interface AfterSignature {

    /**
     * A time-stamp.
     *
     * @param element of {@code etsiU}
     */
    record Stamp(String element) implements AfterSignature {}

    /**
     * Revocation lists that answer for time-stamps before them.
     *
     * @param lists DER, in their order
     */
    record Lists(List<Octets> lists) implements AfterSignature {

        /** Copies. */
        public Lists {
            lists = List.copyOf(lists);
        }
    }
}
