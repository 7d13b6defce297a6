package org.sceau.trust;

import org.bouncycastle.asn1.x509.ReasonFlags;
import org.jspecify.annotations.Nullable;

/** Why certificates are revoked: masks of ReasonFlags and names of CRLReason (RFC 5280, sections 4.2.1.13 and 5.3.1). */
final class Reasons {
    /** keyCompromise to aACompromise, bits 1 to 8. */
    static final int ALL = 0x1fe;

    private static final String[] NAMES = {
        "UNSPECIFIED",
        "KEY_COMPROMISE",
        "CA_COMPROMISE",
        "AFFILIATION_CHANGED",
        "SUPERSEDED",
        "CESSATION_OF_OPERATION",
        "CERTIFICATE_HOLD",
        "UNUSED",
        "REMOVE_FROM_CRL",
        "PRIVILEGE_WITHDRAWN",
        "AA_COMPROMISE"
    };

    private Reasons() {}

    /** The mask of flags; all when there are none. */
    static int of(@Nullable ReasonFlags flags) {
        if (flags == null) {
            return ALL;
        }
        byte[] bits = flags.getBytes();
        int mask = 0;
        for (int bit = 1; bit <= 8 && bit < bits.length * 8; bit++) {
            if ((bits[bit / 8] & (0x80 >> (bit % 8))) != 0) {
                mask |= 1 << bit;
            }
        }
        return mask;
    }

    /** Whether there is such a CRLReason. */
    static boolean known(int reason) {
        return reason >= 0 && reason < NAMES.length && reason != 7;
    }

    static String name(int reason) {
        return NAMES[reason];
    }
}
