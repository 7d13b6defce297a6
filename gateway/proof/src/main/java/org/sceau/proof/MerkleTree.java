package org.sceau.proof;

import java.security.MessageDigest;

/** The hashes of the journal's tree (RFC 9162 section 2.1.1, SHA-256). Without state. */
public final class MerkleTree {
    private static final Digest EMPTY = Digest.sha256(new byte[0]);

    private MerkleTree() {}

    /** The root of a tree without entries. */
    public static Digest emptyRoot() {
        return EMPTY;
    }

    /** The hash of an entry: SHA-256(0x00, entry). */
    public static Digest leafHash(byte[] entry) {
        MessageDigest sha256 = Digest.sha256();
        sha256.update((byte) 0);
        sha256.update(entry);
        return Digest.of(sha256.digest());
    }

    /** The hash of an inner node: SHA-256(0x01, left, right). */
    public static Digest nodeHash(Digest left, Digest right) {
        MessageDigest sha256 = Digest.sha256();
        sha256.update((byte) 1);
        sha256.update(left.bytes());
        sha256.update(right.bytes());
        return Digest.of(sha256.digest());
    }

    /** The root of the first {@code size} entries, from at most 64 hashes. */
    public static Digest root(long size, HashReader hashes) {
        return size == 0 ? EMPTY : rangeHash(0, size, hashes);
    }

    /** MTH of the {@code count} entries from {@code start}; {@code start} is a multiple of a power of two ≥ count. */
    static Digest rangeHash(long start, long count, HashReader hashes) {
        return rangeHash(start, count, hashes, MerkleTree::nodeHash);
    }

    static Digest rangeHash(long start, long count, HashReader hashes, NodeHash nodes) {
        if (Long.bitCount(count) == 1) {
            int level = Long.numberOfTrailingZeros(count);
            return hashes.hash(level, start >> level);
        }
        long left = split(count);
        return nodes.node(rangeHash(start, left, hashes, nodes), rangeHash(start + left, count - left, hashes, nodes));
    }

    /** The largest power of two smaller than {@code count}, which is at least 2. */
    static long split(long count) {
        return Long.highestOneBit(count - 1);
    }
}
