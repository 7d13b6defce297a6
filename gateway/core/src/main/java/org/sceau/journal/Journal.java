package org.sceau.journal;

import java.util.ArrayList;
import java.util.List;
import org.sceau.proof.Digest;
import org.sceau.proof.TreeFrontier;
import org.sceau.proof.TreeHead;

/**
 * The tree of one log (RFC 9162, section 2.1): leaf hashes are appended, full tiles fall off its right edge, the root is
 * known after each. Pure logic: the caller stores tiles and seals roots. Not thread-safe; one per recorder.
 */
public final class Journal {
    /** Levels of the tree that one tile spans. */
    private static final int LEVELS = 8;

    private TreeFrontier frontier;
    private final List<List<Digest>> partial;
    private final List<Tile> full;

    private Journal(TreeFrontier frontier, List<List<Digest>> partial) {
        this.frontier = frontier;
        this.partial = partial;
        this.full = new ArrayList<>();
    }

    /** A tree without leaves. */
    public static Journal empty() {
        return new Journal(TreeFrontier.EMPTY, new ArrayList<>(List.of(new ArrayList<>())));
    }

    /**
     * A tree as it was: {@code lastLeaves} are the leaf hashes right of the last full tile of level 0, the rest is read
     * from tiles.
     */
    public static Journal reopen(long size, List<Digest> lastLeaves, TileSource tiles) {
        List<List<Digest>> partial = new ArrayList<>();
        partial.add(new ArrayList<>(lastLeaves));
        long below = size / Tile.WIDTH;
        for (int level = 1; below > 0; level++) {
            List<Digest> hashes = new ArrayList<>();
            for (long tile = below - below % Tile.WIDTH; tile < below; tile++) {
                hashes.add(tiles.tile(level - 1, tile).root());
            }
            partial.add(hashes);
            below /= Tile.WIDTH;
        }
        TreeReader reader = new TreeReader(new Edge(size, partial), tiles);
        return new Journal(TreeFrontier.of(size, reader), partial);
    }

    /** An independent copy, to go back to when a batch fails. */
    public Journal copy() {
        List<List<Digest>> hashes = new ArrayList<>();
        for (List<Digest> level : partial) {
            hashes.add(new ArrayList<>(level));
        }
        return new Journal(frontier, hashes);
    }

    /** Adds one leaf hash ({@link org.sceau.proof.MerkleTree#leafHash}). */
    public void append(Digest leafHash) {
        frontier = frontier.append(leafHash, this::completed);
    }

    private void completed(int level, long index, Digest hash) {
        if (level % LEVELS != 0) {
            return;
        }
        int tileLevel = level / LEVELS;
        if (tileLevel == partial.size()) {
            partial.add(new ArrayList<>());
        }
        List<Digest> hashes = partial.get(tileLevel);
        hashes.add(hash);
        if (hashes.size() == Tile.WIDTH) {
            full.add(Tile.of(tileLevel, index / Tile.WIDTH, hashes));
            hashes.clear();
        }
    }

    /** Size and root. */
    public TreeHead head() {
        return frontier.head();
    }

    /** Leaves. */
    public long size() {
        return frontier.size();
    }

    /** The tiles that became full since the last call; the caller MUST store them with the entries. */
    public List<Tile> takeFullTiles() {
        List<Tile> taken = List.copyOf(full);
        full.clear();
        return taken;
    }

    /** The right edge now. */
    public Edge edge() {
        return new Edge(frontier.size(), partial);
    }
}
