package org.sceau.proof;

import java.util.ArrayList;
import java.util.List;

/**
 * The right edge of a tree: the at most 64 hashes of complete subtrees from which its root follows and to which entries
 * are appended. Immutable, so that a batch that is rolled back leaves no trace.
 */
public final class TreeFrontier {
    /** The frontier of the empty tree. */
    public static final TreeFrontier EMPTY = new TreeFrontier(0, List.of(), MerkleTree::nodeHash);

    private final long size;
    private final List<Digest> peaks;
    private final NodeHash nodes;

    private TreeFrontier(long size, List<Digest> peaks, NodeHash nodes) {
        this.size = size;
        this.peaks = peaks;
        this.nodes = nodes;
    }

    /** The frontier of the first {@code size} entries, for going on after a restart. */
    public static TreeFrontier of(long size, HashReader hashes) {
        return of(size, hashes, MerkleTree::nodeHash);
    }

    /** The same for a tree with other hashes. */
    public static TreeFrontier of(long size, HashReader hashes, NodeHash nodes) {
        List<Digest> peaks = new ArrayList<>();
        long start = 0;
        for (int level = 62; level >= 0; level--) {
            if (((size >> level) & 1) == 1) {
                peaks.add(hashes.hash(level, start >> level));
                start += 1L << level;
            }
        }
        return new TreeFrontier(size, List.copyOf(peaks), nodes);
    }

    /** The number of entries. */
    public long size() {
        return size;
    }

    /** Size and root. */
    public TreeHead head() {
        if (peaks.isEmpty()) {
            return new TreeHead(0, MerkleTree.emptyRoot());
        }
        Digest root = peaks.getLast();
        for (int i = peaks.size() - 2; i >= 0; i--) {
            root = nodes.node(peaks.get(i), root);
        }
        return new TreeHead(size, root);
    }

    /** The frontier with one more entry; tells {@code completed} each subtree this completes, leaf first. */
    public TreeFrontier append(Digest leafHash, SubtreeSink completed) {
        List<Digest> grown = new ArrayList<>(peaks);
        Digest node = leafHash;
        int level = 0;
        completed.completed(0, size, node);
        while (((size >> level) & 1) == 1) {
            node = nodes.node(grown.removeLast(), node);
            level++;
            completed.completed(level, size >> level, node);
        }
        grown.add(node);
        return new TreeFrontier(size + 1, List.copyOf(grown), nodes);
    }
}
