package org.sceau.proof;

import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * RFC 9162 section 2.1, written from the standard's text alone: the recursive definitions of MTH (2.1.1), PATH (2.1.3.1)
 * and PROOF (2.1.4.1), and roots recomputed from a path by the same recursion. Shares no code with the product.
 */
final class ReferenceTree {
    private final List<byte[]> entries;
    private final Map<String, byte[]> memory = new HashMap<>();

    ReferenceTree(List<byte[]> entries) {
        this.entries = entries;
    }

    /** MTH(D[from:to]). */
    byte[] mth(int from, int to) {
        byte[] known = memory.get(from + ":" + to);
        if (known == null) {
            known = from == to
                    ? hash()
                    : to - from == 1
                            ? hash(new byte[] {0}, entries.get(from))
                            : hash(new byte[] {1}, mth(from, from + k(to - from)), mth(from + k(to - from), to));
            memory.put(from + ":" + to, known);
        }
        return known;
    }

    /** PATH(m, D[from:to]). */
    List<byte[]> path(int m, int from, int to) {
        if (to - from == 1) {
            return List.of();
        }
        int k = k(to - from);
        return m < k
                ? plus(path(m, from, from + k), mth(from + k, to))
                : plus(path(m - k, from + k, to), mth(from, from + k));
    }

    /** PROOF(m, D_n). */
    List<byte[]> proof(int m, int n) {
        return subProof(m, 0, n, true);
    }

    private List<byte[]> subProof(int m, int from, int to, boolean complete) {
        int n = to - from;
        if (m == n) {
            return complete ? List.of() : List.of(mth(from, to));
        }
        int k = k(n);
        return m <= k
                ? plus(subProof(m, from, from + k, complete), mth(from + k, to))
                : plus(subProof(m - k, from + k, to, false), mth(from, from + k));
    }

    /** The root that a path claims for leaf {@code m} of {@code n}, by the recursion of PATH read backwards. */
    static byte[] rootOf(int m, int n, byte[] leafHash, List<byte[]> path) {
        if (n == 1) {
            if (!path.isEmpty()) {
                throw new IllegalArgumentException("path too long");
            }
            return leafHash;
        }
        int k = k(n);
        List<byte[]> rest = path.subList(0, path.size() - 1);
        byte[] last = path.getLast();
        return m < k
                ? hash(new byte[] {1}, rootOf(m, k, leafHash, rest), last)
                : hash(new byte[] {1}, last, rootOf(m - k, n - k, leafHash, rest));
    }

    /** The largest power of two smaller than n. */
    private static int k(int n) {
        int k = 1;
        while (k * 2 < n) {
            k *= 2;
        }
        return k;
    }

    private static List<byte[]> plus(List<byte[]> list, byte[] last) {
        List<byte[]> longer = new ArrayList<>(list);
        longer.add(last);
        return longer;
    }

    private static byte[] hash(byte[]... parts) {
        MessageDigest sha256 = Digest.sha256();
        for (byte[] part : parts) {
            sha256.update(part);
        }
        return sha256.digest();
    }
}
