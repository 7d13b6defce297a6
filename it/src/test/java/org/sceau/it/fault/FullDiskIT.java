package org.sceau.it.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sceau.app.demo.PartnerClient;

/**
 * The disk under ledger, vault and broker is full: what comes is refused with a code and taken once there is room, what
 * was accepted is still there. A gateway that stopped because it could not know what it had written may be started again
 * by the operator's service manager, as here.
 */
class FullDiskIT {
    private static final int SMALL = 20_000;
    private static final int LARGE = 600_000;

    /** MiB. */
    private static final int NEARLY_FULL_DISK = 512;

    /** Artemis looks at its disk each 5 seconds. */
    private static final Duration LONGER_THAN_BROKERS_LOOK = Duration.ofSeconds(11);

    @Test
    void aFullDiskRefusesWithACodeAndLosesNothing(@TempDir Path directory) throws IOException, InterruptedException {
        Path home = Files.createDirectory(directory.resolve("gateway"));
        Path data = Files.createDirectory(home.resolve("data"));
        try (Tmpfs disk = Tmpfs.mount(data, 128);
                Surroundings around = Surroundings.create(home)) {
            var before = around.submit(820_001, SMALL);
            around.awaitDelivered(before, "hopital");
            around.awaitDelivered(before, "hebergeur");

            disk.fill();
            refused(around.attempt(820_002, LARGE));
            refused(around.attempt(820_003, SMALL));

            disk.empty();
            if (!around.gateway().alive()) {
                around.restart();
            }
            for (var after : new Surroundings.Accepted[] {
                around.submit(820_002, LARGE), around.submit(820_003, SMALL), around.submit(820_004, SMALL)
            }) {
                around.awaitDelivered(after, "hopital");
                around.awaitDelivered(after, "hebergeur");
                around.hasItsReceipt(after);
                around.canBePulled(after);
            }
            around.hasItsReceipt(before);
            around.canBePulled(before);
        }
    }

    @Test
    void aDiskNearlyFullStopsNoDelivery(@TempDir Path directory) throws IOException, InterruptedException {
        Path home = Files.createDirectory(directory.resolve("gateway"));
        Path data = Files.createDirectory(home.resolve("data"));
        try (Tmpfs disk = Tmpfs.mount(data, NEARLY_FULL_DISK);
                Surroundings around = Surroundings.create(home)) {
            around.awaitDelivered(around.submit(821_001, SMALL), "hopital");
            around.kill();
            disk.fillBut((NEARLY_FULL_DISK << 20) / 12);
            around.restart();
            // the broker looks before it has given credits for messages to be sent
            await().atMost(LONGER_THAN_BROKERS_LOOK.multipliedBy(2))
                    .pollDelay(LONGER_THAN_BROKERS_LOOK)
                    .until(() -> around.gateway().alive());
            around.awaitDelivered(around.submit(821_002, SMALL), "hopital");
        }
    }

    private static void refused(PartnerClient.Answer answer) {
        assertThat(answer.status()).as(answer.body().toString()).isBetween(500, 599);
        assertThat(answer.body().path("resourceType").asText()).isEqualTo("OperationOutcome");
        assertThat(answer.body().at("/issue/0/details/coding/0/code").asText()).startsWith("SC-");
    }
}
