package org.sceau.ledger;

import org.sceau.identity.Caller;
import org.sceau.proof.Digest;

/**
 * Who acted, as an entry of the journal states it: never a name.
 *
 * @param thumbprint SHA-256 of the DER certificate that authenticated the actor; for the gateway's own acts, of its seal
 * @param quality {@link org.sceau.identity.ProfessionalQuality#label()}, or {@code gateway} or {@code operator}
 * @param method how the actor was authenticated: {@code mtls}, {@code seal}, {@code console}
 */
public record Actor(Digest thumbprint, String quality, String method) {

    /** A partner that authenticated itself by its TLS client certificate. */
    public static Actor mutualTls(Caller caller) {
        return new Actor(caller.thumbprint(), caller.quality().label(), "mtls");
    }
}
