package org.sceau.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sceau.document.Sample;
import org.sceau.proof.Receipt;
import org.sceau.proof.Verdict;
import org.sceau.proof.Verifier;
import org.sceau.receipt.ReceiptFile;

/** One recorder, many callers. */
class ManyCallersTest {
    private static final int CALLERS = 32;
    private static final int EACH = 10;

    @TempDir
    Path directory;

    @Test
    void everyReceiptVerifiesAndNoLeafIsMissingOrTwice() throws IOException, InterruptedException, ExecutionException {
        World.Lasting lasting =
                World.Lasting.in(directory, LedgerSettings.embedded("node-1", directory.resolve("data")));
        ConcurrentLinkedQueue<Acknowledgement> accepted = new ConcurrentLinkedQueue<>();
        try (World world = new World(lasting);
                ExecutorService callers = Executors.newFixedThreadPool(CALLERS)) {
            List<Future<?>> running = new ArrayList<>();
            for (int caller = 0; caller < CALLERS; caller++) {
                int number = caller;
                running.add(callers.submit(() -> {
                    for (int i = 0; i < EACH; i++) {
                        String id = "urn:oid:" + number + "." + i;
                        accepted.add(world.accepted(Sample.one(id, id + ".1", "%PDF " + id)));
                    }
                    return number;
                }));
            }
            for (Future<?> caller : running) {
                caller.get();
            }
            Set<Long> leaves = new HashSet<>();
            for (Acknowledgement acknowledgement : accepted) {
                ReceiptFile file = world.ledger
                        .receipts()
                        .find(acknowledgement.receipt(), World.LABO)
                        .orElseThrow();
                assertThat(Verifier.verify(file.content(), lasting.anchors(), List.of()))
                        .isInstanceOf(Verdict.Proved.class);
                leaves.add(Receipt.decode(file.content()).proof().index());
            }

            // leaf 0 is the opening of the log
            assertThat(leaves).hasSize(CALLERS * EACH).doesNotContain(0L).contains(1L, (long) CALLERS * EACH);
        }
    }
}
