package org.sceau.proof;

/**
 * Reads hashes of complete subtrees. A proof of a tree of n entries asks for O(log n) of them; the reader MUST answer for
 * every complete subtree of the tree that the proof is about.
 */
@FunctionalInterface
public interface HashReader {

    /**
     * The hash over the entries from {@code index * 2^level} (inclusive) to {@code (index + 1) * 2^level} (exclusive).
     *
     * @param level 0 for a leaf hash
     */
    Digest hash(int level, long index);
}
