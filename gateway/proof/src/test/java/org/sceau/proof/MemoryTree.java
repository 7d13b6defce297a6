package org.sceau.proof;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** A tree whose subtree hashes are kept in memory. */
final class MemoryTree implements HashReader {
    private final Map<String, Digest> hashes = new HashMap<>();
    private TreeFrontier frontier = TreeFrontier.EMPTY;
    int reads;

    void append(Digest leafHash) {
        frontier = frontier.append(leafHash, (level, index, hash) -> hashes.put(level + "/" + index, hash));
    }

    TreeFrontier frontier() {
        return frontier;
    }

    @Override
    public Digest hash(int level, long index) {
        reads++;
        return Objects.requireNonNull(hashes.get(level + "/" + index), "no complete subtree there");
    }
}
