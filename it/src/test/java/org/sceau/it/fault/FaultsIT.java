package org.sceau.it.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sceau.it.fault.FaultyRecipient.Fault;

/**
 * Recipients, broker and hosting store break under a running gateway. Nothing that is broken makes a false success, nothing
 * broken holds up another, and what is healed gets what it missed, once.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FaultsIT {
    private static final int SMALL = 30_000;

    private final AtomicLong seeds = new AtomicLong(810_000);
    private Surroundings around;

    @BeforeAll
    void start(@TempDir Path directory) throws IOException, InterruptedException {
        around = Surroundings.create(directory.resolve("gateway"));
    }

    @AfterAll
    void stop() {
        around.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"NONE", "LOST_ANSWER"},
            mode = EnumSource.Mode.EXCLUDE)
    void aBrokenRecipientIsNoSuccessAndAHealedOneGetsTheDocumentOnce(Fault fault)
            throws IOException, InterruptedException {
        around.recipient().fail(fault);
        var accepted = around.submit(seeds.getAndIncrement(), SMALL);

        around.awaitDelivered(accepted, "hebergeur"); // another recipient is not held up
        around.awaitAttempts(accepted, "hopital", 2);
        assertThat(around.events(accepted, "hopital")).isEmpty();
        assertThat(around.delivery(accepted, "hopital").path("state").asText()).isIn("queued", "delivering");
        around.notArrived(accepted);

        around.recipient().fail(Fault.NONE);
        around.awaitDelivered(accepted, "hopital");
        around.arrivedOnce(accepted);
    }

    @Test
    void aDocumentWhoseAnswerWasLostIsFoundAndNotSentTwice() throws IOException, InterruptedException {
        around.recipient().fail(Fault.LOST_ANSWER);
        var accepted = around.submit(seeds.getAndIncrement(), SMALL);

        around.awaitDelivered(accepted, "hopital");
        around.arrivedOnce(accepted);
        around.recipient().fail(Fault.NONE);
    }

    @Test
    void withoutTheBrokersDirectoryEverythingIsStillDelivered() throws IOException, InterruptedException {
        around.recipient().fail(Fault.DOWN);
        var accepted = around.submit(seeds.getAndIncrement(), SMALL);
        around.awaitAttempts(accepted, "hopital", 1);

        around.kill();
        delete(around.data().resolve("broker"));
        around.recipient().fail(Fault.NONE);
        around.restart();

        around.awaitDelivered(accepted, "hopital");
        around.awaitDelivered(accepted, "hebergeur");
        around.arrivedOnce(accepted);
        around.hasItsReceipt(accepted);
    }

    @Test
    void aHostingStoreThatCannotBeWrittenHoldsUpNobodyAndGetsTheDocumentLater()
            throws IOException, InterruptedException {
        Path incoming = around.data().resolve("hosting/incoming");
        Files.delete(incoming);
        Files.createFile(incoming); // root may write where it must not, but not into a file as if it were a directory
        var accepted = around.submit(seeds.getAndIncrement(), SMALL);

        around.awaitDelivered(accepted, "hopital");
        around.awaitAttempts(accepted, "hebergeur", 2);
        assertThat(around.events(accepted, "hebergeur")).isEmpty();

        Files.delete(incoming);
        Files.createDirectory(incoming);
        around.awaitDelivered(accepted, "hebergeur");
        assertThat(around.data().resolve("hosting").resolve(accepted.transfer()))
                .isNotEmptyDirectory();
    }

    @Test
    void aFullHostingStoreGetsTheDocumentOnceThereIsRoom() throws IOException, InterruptedException {
        Path hosting = around.data().resolve("hosting");
        try (Tmpfs disk = Tmpfs.mount(hosting, 2)) {
            Files.createDirectory(hosting.resolve("incoming"));
            disk.fill();
            var accepted = around.submit(seeds.getAndIncrement(), SMALL);

            around.awaitDelivered(accepted, "hopital");
            around.awaitAttempts(accepted, "hebergeur", 2);
            assertThat(around.events(accepted, "hebergeur")).isEmpty();

            disk.empty();
            around.awaitDelivered(accepted, "hebergeur");
            assertThat(hosting.resolve(accepted.transfer())).isNotEmptyDirectory();
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
