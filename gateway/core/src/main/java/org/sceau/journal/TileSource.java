package org.sceau.journal;

/** Where full tiles are kept. */
@FunctionalInterface
public interface TileSource {

    /** The full tile at this place; it exists whenever the tree is large enough. */
    Tile tile(int level, long index);
}
