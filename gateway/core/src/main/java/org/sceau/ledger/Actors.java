package org.sceau.ledger;

import org.sceau.identity.Caller;
import org.sceau.proof.Actor;

/** Who acts, as entries state it. */
public final class Actors {
    private Actors() {}

    /** A partner that authenticated itself by its TLS client certificate. */
    public static Actor mutualTls(Caller caller) {
        return new Actor(caller.thumbprint(), caller.quality().label(), "mtls");
    }
}
