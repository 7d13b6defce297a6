package org.sceau.proof;

import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** One way on from the last checkpoint: a tree that grows, and its roots at the sizes that somebody asks for. For one thread. */
final class JournalBranch {
    private final Set<Long> wanted;
    private final SortedMap<Long, Digest> roots;
    private TreeFrontier frontier;

    private JournalBranch(Set<Long> wanted, Map<Long, Digest> roots, TreeFrontier frontier) {
        this.wanted = wanted;
        this.roots = new TreeMap<>(roots);
        this.frontier = frontier;
    }

    static JournalBranch empty(Set<Long> wanted) {
        Map<Long, Digest> roots = wanted.contains(0L) ? Map.of(0L, MerkleTree.emptyRoot()) : Map.of();
        return new JournalBranch(wanted, roots, TreeFrontier.EMPTY);
    }

    JournalBranch copy() {
        return new JournalBranch(wanted, roots, frontier);
    }

    void append(Digest leaf) {
        frontier = frontier.append(leaf, (level, index, hash) -> {});
        if (wanted.contains(frontier.size())) {
            roots.put(frontier.size(), frontier.head().root());
        }
    }

    long size() {
        return frontier.size();
    }

    TreeHead head() {
        return frontier.head();
    }

    boolean isAt(TreeHead head) {
        return head.size() == frontier.size() && frontier.head().equals(head);
    }

    SortedMap<Long, Digest> roots() {
        return roots;
    }
}
