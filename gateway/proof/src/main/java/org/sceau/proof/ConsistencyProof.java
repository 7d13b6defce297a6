package org.sceau.proof;

import java.util.ArrayList;
import java.util.List;

/**
 * That a tree is the beginning of a later one: nothing was taken away or changed (RFC 9162 section 2.1.4).
 *
 * @param first entries in the older tree
 * @param second entries in the newer tree
 * @param path hashes as the standard orders them; empty when the sizes are equal or the older tree is empty
 */
public record ConsistencyProof(long first, long second, List<Digest> path) {

    /** Checks the sizes and copies. */
    public ConsistencyProof {
        if (first < 0 || first > second) {
            throw new IllegalArgumentException("the older tree is larger than the newer one");
        }
        path = List.copyOf(path);
    }

    /** The proof between the trees of the first {@code first} and {@code second} entries, from O(log n) hashes. */
    public static ConsistencyProof build(long first, long second, HashReader hashes) {
        if (first < 0 || first > second) {
            throw new IllegalArgumentException("the older tree is larger than the newer one");
        }
        List<Digest> downwards = new ArrayList<>();
        long start = 0;
        long count = second;
        boolean known = true;
        while (first > 0 && first - start != count) {
            long left = MerkleTree.split(count);
            if (first - start <= left) {
                downwards.add(MerkleTree.rangeHash(start + left, count - left, hashes));
                count = left;
            } else {
                downwards.add(MerkleTree.rangeHash(start, left, hashes));
                start += left;
                count -= left;
                known = false;
            }
        }
        if (first > 0 && !known) {
            downwards.add(MerkleTree.rangeHash(start, count, hashes));
        }
        return new ConsistencyProof(first, second, downwards.reversed());
    }

    /** Checks that {@code newer} continues {@code older} (RFC 9162 section 2.1.4.2). */
    public ProofVerdict verify(TreeHead older, TreeHead newer) {
        if (older.size() != first || newer.size() != second) {
            return new ProofVerdict.Fails(Reason.SIZE_MISMATCH);
        }
        if (first == 0 || first == second) {
            return withoutPath(older, newer);
        }
        List<Digest> hashes = new ArrayList<>(path);
        if (Long.bitCount(first) == 1) {
            hashes.addFirst(older.root());
        }
        if (hashes.isEmpty()) {
            return new ProofVerdict.Fails(Reason.PATH_INVALID);
        }
        return climb(hashes, older, newer);
    }

    private ProofVerdict withoutPath(TreeHead older, TreeHead newer) {
        if (!path.isEmpty()) {
            return new ProofVerdict.Fails(Reason.PATH_INVALID);
        }
        boolean emptyAsItMustBe = first > 0 || older.root().equals(MerkleTree.emptyRoot());
        boolean same = first < second || older.root().equals(newer.root());
        return emptyAsItMustBe && same ? new ProofVerdict.Holds() : new ProofVerdict.Fails(Reason.ROOT_MISMATCH);
    }

    private ProofVerdict climb(List<Digest> hashes, TreeHead older, TreeHead newer) {
        int skipped = Long.numberOfTrailingZeros(first);
        long fn = (first - 1) >> skipped;
        long sn = (second - 1) >> skipped;
        Digest fr = hashes.getFirst();
        Digest sr = fr;
        for (Digest sibling : hashes.subList(1, hashes.size())) {
            if (sn == 0) {
                return new ProofVerdict.Fails(Reason.PATH_INVALID);
            }
            if ((fn & 1) == 1 || fn == sn) {
                fr = MerkleTree.nodeHash(sibling, fr);
                sr = MerkleTree.nodeHash(sibling, sr);
                int shift = fn == 0 ? 0 : Long.numberOfTrailingZeros(fn);
                fn >>= shift;
                sn >>= shift;
            } else {
                sr = MerkleTree.nodeHash(sr, sibling);
            }
            fn >>= 1;
            sn >>= 1;
        }
        if (sn != 0) {
            return new ProofVerdict.Fails(Reason.PATH_INVALID);
        }
        boolean holds = fr.equals(older.root()) && sr.equals(newer.root());
        return holds ? new ProofVerdict.Holds() : new ProofVerdict.Fails(Reason.ROOT_MISMATCH);
    }
}
