package org.sceau.proof;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;

/**
 * Verifies a journal file ({@link JournalFile}) anew, from trust anchors alone, without network.
 *
 * <p>Guarantees: {@link JournalVerdict.Proved} is returned only if every entry is well formed and the one that was sealed at
 * its place, every checkpoint's signature, seal and time-stamp holds and its root is that of the entries before it, every
 * entry names its transfer's previous one, and every given checkpoint fits. What is not in the file after its last
 * checkpoint nobody can tell who holds no later one. No file makes it throw but one that cannot be read. Memory: some 50 MB
 * and 100 bytes for each transfer. Uses all processors; without state, thread-safe.
 */
public final class JournalVerifier {
    private JournalVerifier() {}

    /**
     * Verifies.
     *
     * @param file the journal; read once, and once more when an entry is not the sealed one, to say what became of it
     * @param given checkpoints to be compared
     * @param progress told the entries read so far, after each some thousand
     * @throws IOException when the file cannot be read
     */
    public static JournalVerdict verify(
            Path file, TrustAnchors anchors, List<GivenCheckpoint> given, LongConsumer progress) throws IOException {
        JournalWalk walk = new JournalWalk(given);
        int processors = Runtime.getRuntime().availableProcessors();
        try (InputStream in = Files.newInputStream(file);
                ExecutorService workers = Executors.newFixedThreadPool(processors)) {
            walk(new JournalBlocks(in), new JournalLines(anchors), walk, workers, 2 * processors, progress);
        }
        walk.end();
        Optional<JournalDifference> first = walk.findings().first();
        if (first.isPresent()) {
            walk.findings().name(JournalSearch.name(file, first.get()));
        }
        return walk.verdict();
    }

    private static void walk(
            JournalBlocks blocks,
            JournalLines lines,
            JournalWalk walk,
            ExecutorService workers,
            int ahead,
            LongConsumer progress)
            throws IOException {
        Deque<Future<List<JournalRead>>> underway = new ArrayDeque<>();
        boolean more = true;
        while (more || !underway.isEmpty()) {
            while (more && underway.size() < ahead) {
                Optional<byte[]> block = next(blocks, walk, underway);
                block.ifPresent(bytes -> underway.add(workers.submit(() -> lines.block(bytes))));
                more = block.isPresent();
            }
            if (!underway.isEmpty()) {
                done(underway.remove()).forEach(walk::take);
                progress.accept(walk.entries());
            }
        }
    }

    private static Optional<byte[]> next(
            JournalBlocks blocks, JournalWalk walk, Deque<Future<List<JournalRead>>> underway) throws IOException {
        try {
            return blocks.next();
        } catch (MalformedProof e) {
            while (!underway.isEmpty()) {
                done(underway.remove()).forEach(walk::take);
            }
            walk.take(new JournalRead.Broken(e.part(), e.reason()));
            return Optional.empty();
        }
    }

    private static List<JournalRead> done(Future<List<JournalRead>> block) {
        try {
            return block.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a block of lines could not be judged", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
