package org.sceau.routing.crypto;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What signatures and time-stamps rest on, under the names of {@link org.sceau.proof.AlgorithmDates}. */
public enum Algorithm {
    /** The journal's checkpoints. */
    ED25519,
    /** Second seals. */
    ML_DSA,
    /** Seals and most certificates. */
    P_256,
    /** Certificates, authors' signatures. */
    P_384,
    /** Certificates, authors' signatures. */
    P_521,
    /** RSA below 3072 bits. */
    RSA_2048,
    /** RSA from 3072 bits on. */
    RSA_3072,
    /** Everything. */
    SHA_256,
    /** Certificates, authors' signatures. */
    SHA_384,
    /** Renewals, second seals. */
    SHA_512;

    /** That of a name; empty where nothing is dated by it. */
    public static Optional<Algorithm> of(String label) {
        return Arrays.stream(values())
                .filter(algorithm -> algorithm.label().equals(label))
                .findFirst();
    }

    /** As {@link org.sceau.proof.AlgorithmDates} has it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
