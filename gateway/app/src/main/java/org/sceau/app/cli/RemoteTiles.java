package org.sceau.app.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sceau.journal.Edge;
import org.sceau.journal.Tile;
import org.sceau.journal.TileSource;
import org.sceau.journal.TreeReader;
import org.sceau.proof.Digest;
import org.sceau.proof.HashReader;
import org.sceau.proof.MalformedProof;
import org.sceau.proof.Part;
import org.sceau.proof.Reason;

/** The tree of a log, read from its tiles (C2SP tlog-tiles): what it gives is nobody's word, a proof over it is checked. */
final class RemoteTiles implements TileSource {
    private static final int HASH_BYTES = 32;
    private static final int MOST_BYTES = Tile.WIDTH * HASH_BYTES;

    private final OperatorClient log;
    private final Map<String, Tile> known = new HashMap<>();

    private RemoteTiles(OperatorClient log) {
        this.log = log;
    }

    /** The tree of the first {@code size} entries. */
    static HashReader of(OperatorClient log, long size) throws CommandFailed, InterruptedException {
        List<List<Digest>> partial = new ArrayList<>();
        for (int level = 0; level < 8 && size >>> (8 * level) > 0; level++) {
            long hashes = size >>> (8 * level);
            int width = (int) (hashes % Tile.WIDTH);
            partial.add(
                    width == 0
                            ? List.of()
                            : hashes(
                                    log.bytes(address(level, hashes / Tile.WIDTH) + ".p/" + width, MOST_BYTES), width));
        }
        return new TreeReader(new Edge(size, partial), new RemoteTiles(log));
    }

    @Override
    public Tile tile(int level, long index) {
        String address = address(level, index);
        Tile tile = known.get(address);
        if (tile == null) {
            try {
                tile = Tile.read(level, index, log.bytes(address, MOST_BYTES));
            } catch (CommandFailed | IllegalArgumentException e) {
                throw malformed();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw malformed();
            }
            known.put(address, tile);
        }
        return tile;
    }

    static String address(int level, long index) {
        StringBuilder groups = new StringBuilder(String.format("%03d", index % 1000));
        for (long rest = index / 1000; rest > 0; rest /= 1000) {
            groups.insert(0, String.format("x%03d/", rest % 1000));
        }
        return "/tile/" + level + "/" + groups;
    }

    private static List<Digest> hashes(byte[] tile, int width) {
        if (tile.length != width * HASH_BYTES) {
            throw malformed();
        }
        List<Digest> hashes = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            hashes.add(Digest.of(Arrays.copyOfRange(tile, i * HASH_BYTES, (i + 1) * HASH_BYTES)));
        }
        return hashes;
    }

    private static MalformedProof malformed() {
        return new MalformedProof(Part.INCLUSION, Reason.VALUE_INVALID, "tile");
    }
}
