package org.sceau.routing.crypto;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.sceau.suites.Suite;

/** A suite in which content keys are wrapped for readers, as settings write it. */
public enum ReaderSuite {
    /** P-256. */
    READER_P256_1(Suite.READER_P256),
    /** X25519. */
    READER_X25519_1(Suite.READER_X25519),
    /** ML-KEM-768. */
    READER_MLKEM768_1(Suite.READER_MLKEM768),
    /** ML-KEM-1024. */
    READER_MLKEM1024_1(Suite.READER_MLKEM1024),
    /** Hybrid: ML-KEM-768 with P-256. */
    READER_MLKEM768_P256_1(Suite.READER_HYBRID);

    private final Suite suite;

    ReaderSuite(Suite suite) {
        this.suite = suite;
    }

    /** Whether it rests on elliptic curves alone, which a quantum computer would break. */
    public boolean isClassical() {
        return this == READER_P256_1 || this == READER_X25519_1;
    }

    /** The suite. */
    public Suite suite() {
        return suite;
    }

    /** The word of a suite; empty for one that wraps for no reader. */
    public static Optional<ReaderSuite> of(Suite suite) {
        return Arrays.stream(values()).filter(one -> one.suite == suite).findFirst();
    }

    /** As settings write it: the suite's id. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
