package org.sceau.proof;

import java.util.ArrayList;
import java.util.List;

/**
 * That an entry stands at a position of a tree (RFC 9162 section 2.1.3).
 *
 * @param index position of the entry, from 0
 * @param size entries in the tree
 * @param path hashes from the leaf upwards
 */
public record InclusionProof(long index, long size, List<Digest> path) {
    /** Longest path: a tree of 2^63 entries. */
    static final int MAX_PATH = 63;

    /** Checks the range and copies. */
    public InclusionProof {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("no such entry in a tree of that size");
        }
        path = List.copyOf(path);
    }

    /** The proof for entry {@code index} of the tree of the first {@code size} entries, from O(log n) hashes. */
    public static InclusionProof build(long index, long size, HashReader hashes) {
        return build(index, size, hashes, MerkleTree::nodeHash);
    }

    /** The same for a tree with other hashes. */
    public static InclusionProof build(long index, long size, HashReader hashes, NodeHash nodes) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException("no such entry in a tree of that size");
        }
        List<Digest> downwards = new ArrayList<>();
        long start = 0;
        long count = size;
        while (count > 1) {
            long left = MerkleTree.split(count);
            if (index - start < left) {
                downwards.add(MerkleTree.rangeHash(start + left, count - left, hashes, nodes));
                count = left;
            } else {
                downwards.add(MerkleTree.rangeHash(start, left, hashes, nodes));
                start += left;
                count -= left;
            }
        }
        return new InclusionProof(index, size, downwards.reversed());
    }

    /** Checks the path from {@code leafHash} to {@code root} (RFC 9162 section 2.1.3.2). */
    public ProofVerdict verify(Digest leafHash, Digest root) {
        return verify(leafHash, root, MerkleTree::nodeHash);
    }

    ProofVerdict verify(Digest leafHash, Digest root, NodeHash nodes) {
        long fn = index;
        long sn = size - 1;
        Digest hash = leafHash;
        for (Digest sibling : path) {
            if (sn == 0) {
                return new ProofVerdict.Fails(Reason.PATH_INVALID);
            }
            if ((fn & 1) == 1 || fn == sn) {
                hash = nodes.node(sibling, hash);
                int shift = fn == 0 ? 0 : Long.numberOfTrailingZeros(fn);
                fn >>= shift;
                sn >>= shift;
            } else {
                hash = nodes.node(hash, sibling);
            }
            fn >>= 1;
            sn >>= 1;
        }
        if (sn != 0) {
            return new ProofVerdict.Fails(Reason.PATH_INVALID);
        }
        return hash.equals(root) ? new ProofVerdict.Holds() : new ProofVerdict.Fails(Reason.ROOT_MISMATCH);
    }
}
