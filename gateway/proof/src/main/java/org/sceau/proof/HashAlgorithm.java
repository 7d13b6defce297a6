package org.sceau.proof;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;

/** The hashes that a renewal may cover things by (SHA-2, FIPS 180-4), each told from the others by its length. */
public enum HashAlgorithm {
    SHA_256("sha-256", "SHA-256", StampAlgorithms.SHA_256, 32),
    SHA_384("sha-384", "SHA-384", "2.16.840.1.101.3.4.2.2", 48),
    SHA_512("sha-512", "SHA-512", "2.16.840.1.101.3.4.2.3", 64);

    private static final byte LEAF = 0;
    private static final byte NODE = 1;
    private static final byte FORMER = 2;

    private final String label;
    private final String name;
    private final String oid;
    private final int length;

    HashAlgorithm(String label, String name, String oid, int length) {
        this.label = label;
        this.name = name;
        this.oid = oid;
        this.length = length;
    }

    /** Its name in our formats and in {@link AlgorithmDates}. */
    public String label() {
        return label;
    }

    /** Its object identifier. */
    public String oid() {
        return oid;
    }

    static Optional<HashAlgorithm> ofOid(String oid) {
        return find(oid, HashAlgorithm::oid);
    }

    static Optional<HashAlgorithm> ofLabel(String label) {
        return find(label, HashAlgorithm::label);
    }

    /** The hash with digests as long as {@code digest}; throws IllegalArgumentException when there is none. */
    public static HashAlgorithm of(Digest digest) {
        for (HashAlgorithm hash : values()) {
            if (hash.length == digest.bytes().length) {
                return hash;
            }
        }
        throw new IllegalArgumentException("no hash has digests of that length");
    }

    /** The hash of {@code content}. */
    public Digest digest(byte[] content) {
        return Digest.of(start().digest(content));
    }

    /** The hash of an inner node of a tree (as RFC 9162 section 2.1.1): H(0x01, left, right). */
    public Digest node(Digest left, Digest right) {
        MessageDigest hash = start();
        hash.update(NODE);
        hash.update(left.bytes());
        return Digest.of(hash.digest(right.bytes()));
    }

    Digest leaf(byte[]... parts) {
        return hash(LEAF, parts);
    }

    Digest former(byte[]... parts) {
        return hash(FORMER, parts);
    }

    boolean fits(Digest digest) {
        return digest.bytes().length == length;
    }

    /** Each part with its length before it, so that no two lists of parts give the same bytes. */
    private Digest hash(byte kind, byte[]... parts) {
        MessageDigest hash = start();
        hash.update(kind);
        for (byte[] part : parts) {
            hash.update(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).flip());
            hash.update(part);
        }
        return Digest.of(hash.digest());
    }

    MessageDigest start() {
        try {
            return MessageDigest.getInstance(name);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("the platform has all of SHA-2", e);
        }
    }

    private static Optional<HashAlgorithm> find(String wanted, java.util.function.Function<HashAlgorithm, String> of) {
        for (HashAlgorithm hash : values()) {
            if (of.apply(hash).equals(wanted)) {
                return Optional.of(hash);
            }
        }
        return Optional.empty();
    }
}
