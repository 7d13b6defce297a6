package org.sceau.signature;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.sceau.access.Accepted;
import org.sceau.proof.Digest;
import org.sceau.proof.Lifespan;

/**
 * An accepted submission under the operator's seal. Made by {@link SealSubmission} only; nothing of it is durable yet.
 * Holds patient data: tells nothing in toString.
 */
public final class Signed {
    private final Accepted accepted;
    private final byte[] jades;
    private final List<X509Certificate> chain;
    private final Digest sha256;

    Signed(Accepted accepted, byte[] jades, List<X509Certificate> chain) {
        this.accepted = accepted;
        this.jades = jades;
        this.chain = List.copyOf(chain);
        this.sha256 = Digest.sha256(jades);
    }

    /** What is sealed. */
    public Accepted accepted() {
        return accepted;
    }

    /** The seal: detached JAdES, JSON. It names documents by their identifiers, so it is kept encrypted. MUST NOT be changed. */
    public byte[] jades() {
        return jades;
    }

    /** SHA-256 of {@link #jades()}. */
    public Digest sha256() {
        return sha256;
    }

    /** When the first certificate under the seal ends: a time-stamp over it must be from before. */
    public Instant ends() {
        return chain.stream()
                .map(certificate -> certificate.getNotAfter().toInstant())
                .min(Instant::compareTo)
                .orElse(Instant.MAX);
    }

    /** What it rests on beside its certificates, once a time-stamp shows that it is older than their end. */
    public Lifespan lifespan() {
        return Lifespan.ofSignature("ES256", chain);
    }

    @Override
    public String toString() {
        return "Signed[" + accepted.transfer() + "]";
    }
}
