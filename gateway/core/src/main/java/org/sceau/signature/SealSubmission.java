package org.sceau.signature;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.sceau.access.Accepted;
import org.sceau.keys.KeyUnusable;
import org.sceau.keys.Seal;
import org.sceau.proof.Jades;
import org.sceau.proof.SignedObject;

/**
 * Puts the operator's seal on an accepted submission: one detached JAdES (ETSI TS 119 182-1, level B-B) over every payload
 * and the metadata object, commitment "Source" (ASTM E1762-95), the sender's professional quality as claimed attribute.
 * Thread-safe.
 *
 * <p>Guarantees: whoever holds the operator's certificate can check that the operator received exactly these bytes from a
 * sender it had authenticated. It is not the sender's signature, and never an author's.
 */
public final class SealSubmission {
    /** Source signature: ASTM E1762-95, 1.2.840.10065.1.12.1.14. */
    private static final String SOURCE = "urn:oid:1.2.840.10065.1.12.1.14";

    private final Supplier<Seal> seals;
    private final InstantSource clock;

    /** Seals with the key that is in force at this clock's now. */
    public SealSubmission(Supplier<Seal> seals, InstantSource clock) {
        this.seals = seals;
        this.clock = clock;
    }

    /** Seals. Throws {@link KeyUnusable} when the seal's certificate is out of its validity, or the key does not answer. */
    public Signed seal(Accepted accepted) {
        Instant now = clock.instant();
        Seal seal = seals.get();
        requireValid(seal.chain().getFirst(), now);
        List<SignedObject> objects = SealedObjects.of(accepted.transfer(), accepted.submission());
        String quality = accepted.caller().quality().label();
        return new Signed(accepted, Jades.seal(seal, objects, now, SOURCE, quality), seal.chain());
    }

    private static void requireValid(X509Certificate certificate, Instant now) {
        if (now.isBefore(certificate.getNotBefore().toInstant())
                || now.isAfter(certificate.getNotAfter().toInstant())) {
            throw new KeyUnusable("the certificate of the seal is out of its validity");
        }
    }
}
