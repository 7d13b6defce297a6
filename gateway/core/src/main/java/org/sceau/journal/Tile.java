package org.sceau.journal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.sceau.proof.Digest;

/**
 * A full tile of the tree as C2SP tlog-tiles cuts it: 256 hashes of one tile level. On level 0 they are leaf hashes; on
 * level L each is the root of a full tile of level L-1. Immutable.
 */
public final class Tile {
    /** Hashes in a full tile; a tile spans 8 levels of the tree. */
    public static final int WIDTH = 256;

    static final int HASH_BYTES = 32;

    private final int level;
    private final long index;
    private final byte[] hashes;

    private Tile(int level, long index, byte[] hashes) {
        this.level = level;
        this.index = index;
        this.hashes = hashes;
    }

    static Tile of(int level, long index, List<Digest> hashes) {
        byte[] all = new byte[WIDTH * HASH_BYTES];
        for (int i = 0; i < WIDTH; i++) {
            System.arraycopy(hashes.get(i).bytes(), 0, all, i * HASH_BYTES, HASH_BYTES);
        }
        return new Tile(level, index, all);
    }

    /** Reads a stored tile; throws IllegalArgumentException when it has not 256 hashes. */
    public static Tile read(int level, long index, byte[] hashes) {
        if (hashes.length != WIDTH * HASH_BYTES) {
            throw new IllegalArgumentException("a full tile has 256 hashes");
        }
        return new Tile(level, index, hashes.clone());
    }

    /** The tile level, from 0. */
    public int level() {
        return level;
    }

    /** Its place among the tiles of its level, from 0. */
    public long index() {
        return index;
    }

    /** All hashes one after the other, 8,192 bytes; a new array each time. */
    public byte[] bytes() {
        return hashes.clone();
    }

    /** The hash at a place, 0 to 255. */
    public Digest hash(int place) {
        return Digest.of(Arrays.copyOfRange(hashes, place * HASH_BYTES, (place + 1) * HASH_BYTES));
    }

    /** Some of the hashes, in their order. */
    public List<Digest> hashes(int from, int count) {
        List<Digest> some = new ArrayList<>(count);
        for (int i = from; i < from + count; i++) {
            some.add(hash(i));
        }
        return some;
    }

    Digest root() {
        return TreeReader.complete(hashes(0, WIDTH));
    }
}
