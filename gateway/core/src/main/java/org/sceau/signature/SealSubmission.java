package org.sceau.signature;

import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.sceau.access.Accepted;
import org.sceau.keys.KeyUnusable;
import org.sceau.keys.Seal;
import org.sceau.proof.BatchSeal;

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
    private final SecureRandom random;

    /** Seals with the key that is in force at this clock's now. */
    public SealSubmission(Supplier<Seal> seals, InstantSource clock, SecureRandom random) {
        this.seals = seals;
        this.clock = clock;
        this.random = random;
    }

    /** Seals. Throws {@link KeyUnusable} when the seal's certificate is out of its validity, or the key does not answer. */
    public Signed seal(Accepted accepted) {
        return seal(List.of(Prepared.of(accepted))).getFirst();
    }

    /** What is to be sealed of a submission; what is wrong with it is found here. */
    record Prepared(Accepted accepted, BatchSeal.Submitted submitted) {

        static Prepared of(Accepted accepted) {
            return new Prepared(
                    accepted,
                    new BatchSeal.Submitted(
                            SealedObjects.of(accepted.transfer(), accepted.submission()),
                            accepted.caller().quality().label()));
        }
    }

    /** Seals with one signature, at most {@link BatchSeal#MOST}; all or none. Throws as for one. */
    List<Signed> seal(List<Prepared> all) {
        Instant now = clock.instant();
        Seal seal = seals.get();
        requireValid(seal.chain().getFirst(), now);
        List<byte[]> files =
                BatchSeal.seal(seal, all.stream().map(Prepared::submitted).toList(), now, SOURCE, random);
        List<Signed> signed = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            signed.add(new Signed(all.get(i).accepted(), files.get(i), seal.chain()));
        }
        return signed;
    }

    private static void requireValid(X509Certificate certificate, Instant now) {
        if (now.isBefore(certificate.getNotBefore().toInstant())
                || now.isAfter(certificate.getNotAfter().toInstant())) {
            throw new KeyUnusable("the certificate of the seal is out of its validity");
        }
    }
}
