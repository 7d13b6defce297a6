package org.sceau.journal;

import java.util.ArrayList;
import java.util.List;
import org.sceau.proof.Digest;
import org.sceau.proof.HashReader;
import org.sceau.proof.MerkleTree;

/**
 * Reads hashes of complete subtrees of a tree as it stood at one {@link Edge}: one tile at most per hash. Thread-safe when
 * its source is.
 */
public final class TreeReader implements HashReader {
    private static final int LEVELS = 8;

    private final Edge edge;
    private final TileSource tiles;

    /** Reads from an edge and the full tiles to its left. */
    public TreeReader(Edge edge, TileSource tiles) {
        this.edge = edge;
        this.tiles = tiles;
    }

    /**
     * The hash of the complete subtree of 2^level leaves that starts at leaf {@code index} * 2^level. Throws
     * IllegalArgumentException when it does not lie within the tree.
     */
    @Override
    public Digest hash(int level, long index) {
        if (level < 0 || level > 62 || index < 0 || index >= (edge.size() >>> level)) {
            throw new IllegalArgumentException("no complete subtree there");
        }
        int tileLevel = level / LEVELS;
        int within = level % LEVELS;
        long first = index << within;
        long tile = first / Tile.WIDTH;
        int place = (int) (first % Tile.WIDTH);
        int count = 1 << within;
        long full = (edge.size() >>> (LEVELS * tileLevel)) / Tile.WIDTH;
        List<Digest> hashes = tile < full
                ? tiles.tile(tileLevel, tile).hashes(place, count)
                : edge.partial().get(tileLevel).subList(place, place + count);
        return complete(hashes);
    }

    /** The root over a power of two of hashes. */
    static Digest complete(List<Digest> hashes) {
        List<Digest> row = hashes;
        while (row.size() > 1) {
            List<Digest> above = new ArrayList<>(row.size() / 2);
            for (int i = 0; i < row.size(); i += 2) {
                above.add(MerkleTree.nodeHash(row.get(i), row.get(i + 1)));
            }
            row = above;
        }
        return row.getFirst();
    }
}
