package org.sceau.suites;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * A dated choice of algorithms and parameters. Its {@link #id()} is stored with every object made under it, so that what a
 * retired suite protects can be found and re-wrapped without touching the object's bytes.
 */
public enum Suite {
    /** Payloads at rest and in CMS: AES-256-GCM, 96-bit random nonce, 128-bit tag (NIST SP 800-38D, RFC 5084). */
    CONTENT("content-1", 2026),
    /** Columns of the ledger: AES-256-GCM with associated data, {@link Sealing}. */
    COLUMN("column-1", 2026),
    /** Keys under keys: AES-256 key wrap (RFC 3394). */
    WRAP("wrap-1", 2026),
    /** Content keys for readers: ephemeral P-256 ECDH, X9.63 KDF with SHA-256, AES-256 key wrap (RFC 5753). */
    READER_P256("reader-p256-1", 2026),
    /** Content keys for readers: ephemeral X25519, HKDF with SHA-256, AES-256 key wrap (RFC 8418). */
    READER_X25519("reader-x25519-1", 2026),
    /** Content keys for readers: ML-KEM-768, HKDF with SHA-256, AES-256 key wrap (RFC 9629, RFC 9936). */
    READER_MLKEM768("reader-mlkem768-1", 2026),
    /** Content keys for readers: ML-KEM-1024, otherwise the same. */
    READER_MLKEM1024("reader-mlkem1024-1", 2026),
    /** Content keys for readers that need both ML-KEM-768 and P-256 to be broken: composite ML-KEM, {@link KemPublicKey}. */
    READER_HYBRID("reader-mlkem768-p256-1", 2026);

    /** Those in which content keys are wrapped for readers. */
    public static final Set<Suite> READERS = Collections.unmodifiableSet(EnumSet.range(READER_P256, READER_HYBRID));

    private final String id;
    private final int year;

    Suite(String id, int year) {
        this.id = id;
        this.year = year;
    }

    /** The stable name stored with objects. */
    public String id() {
        return id;
    }

    /** The year the choice was made. */
    public int year() {
        return year;
    }

    /** The suite of a stored name; empty for one that this program does not know. */
    public static Optional<Suite> of(String id) {
        return Arrays.stream(values()).filter(suite -> suite.id.equals(id)).findFirst();
    }
}
