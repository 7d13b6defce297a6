package org.sceau.proof;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Writes a journal file (media type {@value #MEDIA_TYPE}): every entry of a log as the tree has it, the tree's leaf hashes,
 * all sealed checkpoints with their time-stamps. Memory does not grow with it. For one thread; the stream stays the
 * caller's. What is read back: {@link JournalVerifier}.
 */
public final class JournalFile {
    /** JSON lines. */
    public static final String MEDIA_TYPE = "application/vnd.sceau.journal+jsonl";

    /** Longest last line, with its LF and the one before it: two counts. */
    private static final int MOST_END_BYTES = 128;

    private final OutputStream out;
    private final List<Digest> leaves = new ArrayList<>();
    private long entries;
    private long checkpoints;

    private JournalFile(OutputStream out) {
        this.out = out;
    }

    /** Begins the file of a log. */
    public static JournalFile begin(OutputStream out, String log) throws IOException {
        JournalFile file = new JournalFile(out);
        file.line(new JournalLine.Header(log).encode());
        return file;
    }

    /**
     * The next entry.
     *
     * @param content the bytes that are in the tree
     * @param leaf the hash that the tree has for them, from where the tree is kept, not computed anew
     */
    public void entry(byte[] content, Digest leaf) throws IOException {
        line(content);
        entries++;
        leaf(leaf);
    }

    /** A place whose entry is lost: only the hash that the tree has there. */
    public void lost(Digest leaf) throws IOException {
        leaf(leaf);
    }

    private void leaf(Digest leaf) throws IOException {
        leaves.add(leaf);
        if (leaves.size() == JournalLine.MOST_LEAVES) {
            leaves();
        }
    }

    /** The checkpoint over all entries so far. */
    public void checkpoint(SealedCheckpoint sealed, Optional<TimeStampToken> stamp) throws IOException {
        leaves();
        line(new JournalLine.Sealed(sealed, stamp).encode());
        checkpoints++;
    }

    /** Ends the file; a file without its end is no whole one. */
    public void end() throws IOException {
        leaves();
        line(new JournalLine.End(entries, checkpoints).encode());
    }

    /** Whether a file has its last line, and so is whole; reads that line only. */
    public static boolean isEnded(Path file) throws IOException {
        byte[] tail;
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            channel.position(Math.max(0, channel.size() - MOST_END_BYTES));
            tail = Channels.newInputStream(channel).readAllBytes();
        }
        int last = tail.length - 1;
        if (last < 0 || tail[last] != '\n') {
            return false;
        }
        int start = last;
        while (start > 0 && tail[start - 1] != '\n') {
            start--;
        }
        try {
            return JournalLine.decode(Arrays.copyOfRange(tail, start, last)).orElse(null) instanceof JournalLine.End;
        } catch (MalformedProof e) {
            return false;
        }
    }

    private void leaves() throws IOException {
        if (!leaves.isEmpty()) {
            line(new JournalLine.Leaves(List.copyOf(leaves)).encode());
            leaves.clear();
        }
    }

    private void line(byte[] content) throws IOException {
        out.write(content);
        out.write('\n');
    }
}
