package org.sceau.proof;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Cuts a stream into blocks of whole lines, some hundred KB and at most {@value #MOST_LINES} lines each. For one thread. */
final class JournalBlocks {
    private static final int BLOCK_BYTES = 1 << 19;

    /** A journal has a tenth of these in a block; more are made to cost memory. */
    static final int MOST_LINES = 1 << 15;

    private final InputStream in;
    private byte[] rest = {};
    private boolean ended;

    JournalBlocks(InputStream in) {
        this.in = in;
    }

    /**
     * The next block; empty at the end. Throws {@link MalformedProof} on a line longer than any, on too many lines in one
     * block, and on a last line without its end.
     */
    Optional<byte[]> next() throws IOException {
        while (!ended) {
            byte[] read = in.readNBytes(BLOCK_BYTES);
            ended = read.length < BLOCK_BYTES;
            byte[] all = joined(rest, read);
            int end = lastLineEnd(all);
            rest = Arrays.copyOfRange(all, end, all.length);
            if (rest.length > JournalLine.MOST_BYTES || lineEnds(all) > MOST_LINES) {
                throw new MalformedProof(Part.FILE, Reason.TOO_LARGE, "");
            }
            if (end > 0) {
                return Optional.of(end == all.length ? all : Arrays.copyOf(all, end));
            }
        }
        if (rest.length > 0) {
            throw new MalformedProof(Part.FILE, Reason.NOT_JSON, "");
        }
        return Optional.empty();
    }

    /** The lines of a block, without their LF. */
    static List<byte[]> lines(byte[] block) {
        List<byte[]> lines = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < block.length; i++) {
            if (block[i] == '\n') {
                lines.add(Arrays.copyOfRange(block, start, i));
                start = i + 1;
            }
        }
        return lines;
    }

    private static byte[] joined(byte[] one, byte[] other) {
        byte[] all = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, all, one.length, other.length);
        return all;
    }

    private static int lineEnds(byte[] bytes) {
        int ends = 0;
        for (byte one : bytes) {
            ends += one == '\n' ? 1 : 0;
        }
        return ends;
    }

    private static int lastLineEnd(byte[] bytes) {
        for (int i = bytes.length; i > 0; i--) {
            if (bytes[i - 1] == '\n') {
                return i;
            }
        }
        return 0;
    }
}
