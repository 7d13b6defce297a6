package org.sceau.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sceau.document.Sample;
import org.sceau.failure.FailureCode;
import org.sceau.failure.Refused;
import org.sceau.proof.Verdict;
import org.sceau.proof.Verifier;
import org.sceau.transfer.TransferId;
import org.sceau.vault.PayloadLocation;
import org.sceau.vault.StoredPayload;
import org.sceau.vault.Vault;

/** That accepted means safe: the order of the steps, what a crash after each of them leaves, and what is refused at start. */
class DurabilityTest {

    @TempDir
    Path directory;

    private final List<String> steps = new CopyOnWriteArrayList<>();
    private World.Lasting lasting;

    @BeforeEach
    void prepare() throws IOException {
        lasting = World.Lasting.in(directory, LedgerSettings.embedded("node-1", directory.resolve("data")));
    }

    /** Notes each step before and after it is taken, and fails the one that is named. */
    private Durability noting(Durability real, String failing) {
        return new Durability() {
            @Override
            public void commit(Connection connection) throws SQLException {
                enter("commit", failing);
                real.commit(connection);
            }

            @Override
            public void sync(Connection connection) throws SQLException {
                enter("sync", failing);
                real.sync(connection);
            }

            @Override
            public void head(String note) throws IOException {
                try {
                    enter("head", failing);
                } catch (SQLException e) {
                    throw new IOException(e);
                }
                real.head(note);
            }
        };
    }

    private void enter(String step, String failing) throws SQLException {
        steps.add(step);
        if (step.equals(failing)) {
            throw new SQLException("failed on purpose");
        }
    }

    private PayloadStore noting(Vault vault) {
        PayloadStore real = PayloadStore.of(vault);
        return new PayloadStore() {
            @Override
            public Map<UUID, PayloadLocation> append(List<StoredPayload> payloads) throws IOException {
                steps.add("vault");
                return real.append(payloads);
            }

            @Override
            public void discard(StoredPayload payload) {
                real.discard(payload);
            }
        };
    }

    private static Sample sample(int i) {
        return Sample.one("urn:oid:1." + i, "urn:oid:1." + i + ".1", "%PDF " + i);
    }

    @Test
    void theCallerIsAnsweredLast() throws IOException {
        try (World world = new World(lasting, (s, h) -> noting(Durability.of(s, h), ""), this::noting)) {
            steps.clear();
            CompletableFuture<Void> answered = world.accept(sample(1)).thenAccept(outcome -> steps.add("answered"));
            answered.join();

            assertThat(steps).containsExactly("vault", "commit", "sync", "head", "answered");
        }
    }

    @Test
    void whatIsCommittedAndNotYetSyncedIsSeenByNobody() throws IOException {
        AtomicReference<World> running = new AtomicReference<>();
        AtomicReference<Thread> reader = new AtomicReference<>();
        AtomicReference<Thread.State> duringSync = new AtomicReference<>();
        try (World world = new World(
                lasting,
                (store, head) -> watched(Durability.of(store, head), () -> {
                    World open = running.get();
                    if (open != null && reader.get() == null) {
                        Thread asking = Thread.ofPlatform()
                                .start(() -> open.ledger.outbox().counts());
                        reader.set(asking);
                        await().until(() -> asking.getState() == Thread.State.WAITING || !asking.isAlive());
                        duringSync.set(asking.getState());
                    }
                }),
                PayloadStore::of)) {
            running.set(world);

            world.accept(sample(1)).join();
            reader.get().join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }

        assertThat(duringSync.get()).isEqualTo(Thread.State.WAITING);
    }

    private static Durability watched(Durability real, Runnable beforeSync) {
        return new Durability() {
            @Override
            public void commit(Connection connection) throws SQLException {
                real.commit(connection);
            }

            @Override
            public void sync(Connection connection) throws SQLException {
                beforeSync.run();
                real.sync(connection);
            }

            @Override
            public void head(String note) throws IOException {
                real.head(note);
            }
        };
    }

    @Test
    void whateverStepFailsNobodyIsToldSuccessAndTheRecorderStops() throws IOException {
        new World(lasting).close();
        for (String failing : List.of("commit", "sync", "head")) {
            var world = new World(lasting, (s, h) -> noting(Durability.of(s, h), failing), PayloadStore::of);
            try (world) {
                CompletableFuture<AcceptOutcome> accepted = world.accept(sample(failing.hashCode()));

                assertThatThrownBy(accepted::join)
                        .isInstanceOf(CompletionException.class)
                        .hasCauseInstanceOf(StoreFailed.class);
                assertThatThrownBy(() -> world.accept(sample(9)).join())
                        .isInstanceOf(CompletionException.class)
                        .hasCauseInstanceOf(Refused.class);
            }
            assertThat(world.stops).containsExactly("stopped");
        }
    }

    @Test
    void aVaultThatFailsRefusesTheAcceptanceAndTheRestGoesOn() throws IOException {
        try (World world = new World(lasting, Durability::of, DurabilityTest::full)) {
            CompletableFuture<AcceptOutcome> accepted = world.accept(sample(1));
            CompletableFuture<?> other = world.recorder.refuse(new Rejection(
                    Optional.of(new TransferId(UUID.randomUUID())),
                    World.caller(World.LABO),
                    World.GROUNDS,
                    List.of(FailureCode.NO_ROUTE)));

            assertThatThrownBy(accepted::join).hasCauseInstanceOf(Refused.class);
            assertThat(other.join()).isNotNull();
        }
    }

    private static PayloadStore full(Vault vault) {
        return new PayloadStore() {
            @Override
            public Map<UUID, PayloadLocation> append(List<StoredPayload> payloads) throws IOException {
                throw new IOException("full on purpose");
            }

            @Override
            public void discard(StoredPayload payload) {
                vault.discard(payload);
            }
        };
    }

    @Test
    void aCrashBeforeOrAfterAnyStepLosesNothingThatWasAnswered() throws IOException {
        Map<String, Path> copies = new HashMap<>();
        Acknowledgement first;
        try (World world = new World(lasting, (s, h) -> copying(Durability.of(s, h), copies), PayloadStore::of)) {
            first = world.accepted(sample(1));
            copies.clear();
            world.accepted(sample(2));
        }
        assertThat(copies).containsOnlyKeys("before commit", "after commit", "after sync", "after head");
        for (Map.Entry<String, Path> copy : copies.entrySet()) {
            World.Lasting crashed = new World.Lasting(
                    LedgerSettings.embedded("node-1", copy.getValue().resolve("data")),
                    copy.getValue().resolve("vault"),
                    lasting.keys(),
                    lasting.anchors(),
                    lasting.tsa(),
                    lasting.now());
            try (World world = new World(crashed)) {
                var receipt = world.ledger.receipts().find(first.receipt(), World.LABO);
                assertThat(receipt).as(copy.getKey()).isPresent();
                assertThat(Verifier.verify(receipt.orElseThrow().content(), lasting.anchors(), List.of()))
                        .isInstanceOf(Verdict.Proved.class);
                AcceptOutcome again = world.accept(sample(2)).join();
                assertThat(again)
                        .as(copy.getKey())
                        .isInstanceOf(
                                copy.getKey().equals("before commit")
                                        ? AcceptOutcome.Recorded.class
                                        : AcceptOutcome.Repeated.class);
            }
        }
    }

    private Durability copying(Durability real, Map<String, Path> copies) {
        return new Durability() {
            @Override
            public void commit(Connection connection) throws SQLException {
                copies.put("before commit", copied());
                real.commit(connection);
                copies.put("after commit", copied());
            }

            @Override
            public void sync(Connection connection) throws SQLException {
                real.sync(connection);
                copies.put("after sync", copied());
            }

            @Override
            public void head(String note) throws IOException {
                real.head(note);
                copies.put("after head", copied());
            }
        };
    }

    private Path copied() {
        try {
            Path copy = Files.createTempDirectory(directory, "copy");
            for (String part : List.of("data", "vault")) {
                Path from = directory.resolve(part);
                if (Files.notExists(from)) {
                    continue;
                }
                Files.createDirectories(copy.resolve(part));
                try (Stream<Path> files = Files.list(from)) {
                    for (Path file : files.toList()) {
                        Files.copy(file, copy.resolve(part).resolve(file.getFileName()));
                    }
                }
            }
            return copy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aFirstStartThatWasCutShortIsMadeGoodByTheNext() throws Exception {
        Files.createDirectory(directory.resolve("data"));
        Store store = Store.of(lasting.settings());
        store.migrate();
        try (Connection connection = store.connect();
                Statement statement = connection.createStatement()) {
            statement.execute("drop table document");
            statement.execute("drop table route_state");
            statement.execute("delete from \"flyway_schema_history\"");
            connection.commit();
        }
        try (World world = new World(lasting)) {
            assertThat(world.accepted(sample(1))).isNotNull();
        }
    }

    @Test
    void whatAnEndedProcessHeldIsGivenOutAnewAtOnce() throws IOException {
        Acknowledgement accepted;
        Claim old;
        try (World world = new World(lasting)) {
            accepted = world.accepted(sample(1));
            old = world.claimed(accepted, 0, 1);
        }
        try (World world = new World(lasting)) {
            assertThat(world.ledger.outbox().due(World.START, 10))
                    .extracting(DueDelivery::delivery, DueDelivery::attempt)
                    .containsExactlyInAnyOrder(
                            tuple(accepted.deliveries().get(0).id(), 2),
                            tuple(accepted.deliveries().get(1).id(), 1));
            assertThat(world.ledger.outbox().open(old)).isEmpty();
        }
    }

    @Test
    void aLedgerPutBackToAnEarlierStateIsNotOpened() throws IOException {
        try (World world = new World(lasting)) {
            world.accepted(sample(1));
        }
        Path earlier = copied().resolve("data").resolve("ledger.mv.db");
        byte[] old = Files.readAllBytes(earlier);
        try (World world = new World(lasting)) {
            world.accepted(sample(2));
        }

        Files.write(directory.resolve("data").resolve("ledger.mv.db"), old);

        assertRefusedToOpen();
    }

    @Test
    void aLedgerWithoutItsHeadFileOrWithoutItsEntriesIsNotOpened() throws IOException {
        try (World world = new World(lasting)) {
            world.accepted(sample(1));
        }
        byte[] head = Files.readAllBytes(directory.resolve("data").resolve("head"));
        Files.delete(directory.resolve("data").resolve("head"));
        assertRefusedToOpen();

        Files.write(directory.resolve("data").resolve("head"), head);
        Files.delete(directory.resolve("data").resolve("ledger.mv.db"));
        assertRefusedToOpen();
    }

    private void assertRefusedToOpen() {
        assertThatThrownBy(() -> new World(lasting).close())
                .isInstanceOfSatisfying(
                        StoreFailed.class, e -> assertThat(e.code()).isEqualTo(FailureCode.LEDGER_BEHIND_SEAL));
    }

    @Test
    void noFileHoldsThePatientsStringsInClear() throws IOException {
        try (World world = new World(lasting)) {
            for (int i = 0; i < 5; i++) {
                Acknowledgement accepted =
                        world.accepted(sample(i).inFolders("urn:oid:5." + i).by(Sample.CANARY));
                world.claimed(accepted, 0, 1);
            }
            world.accept(sample(1).replacing("DocumentReference/" + UUID.randomUUID()))
                    .join();
        }

        int examined = 0;
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                for (String canary : canaries()) {
                    assertThat(content.contains(canary))
                            .as("%s in %s", canary, file.getFileName())
                            .isFalse();
                }
                examined++;
            }
        }
        assertThat(examined).isGreaterThan(3);
    }

    private static List<String> canaries() {
        List<String> canaries = new ArrayList<>();
        for (String clear : List.of(Sample.CANARY, "279035121518989", "%PDF 1", "urn:oid:1.1.1", "11502-2")) {
            canaries.add(clear);
            canaries.add(new String(clear.getBytes(StandardCharsets.UTF_16LE), StandardCharsets.ISO_8859_1));
            String base64 = Base64.getEncoder().encodeToString(clear.getBytes(StandardCharsets.UTF_8));
            canaries.add(base64.substring(0, base64.length() - 4));
        }
        return canaries;
    }

    @Test
    void aFullQueueRefusesAtOnce() throws IOException, InterruptedException {
        var gate = new java.util.concurrent.CountDownLatch(1);
        var settings = new LedgerSettings(
                "node-1", lasting.settings().directory(), lasting.settings().postgres(), 2);
        World.Lasting small = new World.Lasting(
                settings, lasting.vaultDirectory(), lasting.keys(), lasting.anchors(), lasting.tsa(), lasting.now());
        try (World world = new World(small, Durability::of, vault -> waiting(vault, gate))) {
            List<CompletableFuture<AcceptOutcome>> all = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                all.add(world.accept(sample(i)));
            }
            gate.countDown();

            List<Boolean> overloaded = all.stream()
                    .map(future -> future.handle((outcome, failure) ->
                                    failure instanceof Refused refused && refused.code() == FailureCode.OVERLOADED)
                            .join())
                    .toList();

            assertThat(overloaded).contains(true, false);
            assertThat(overloaded.getLast()).isTrue();
        }
    }

    private static PayloadStore waiting(Vault vault, java.util.concurrent.CountDownLatch gate) {
        PayloadStore real = PayloadStore.of(vault);
        return new PayloadStore() {
            @Override
            public Map<UUID, PayloadLocation> append(List<StoredPayload> payloads) throws IOException {
                try {
                    gate.await();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
                return real.append(payloads);
            }

            @Override
            public void discard(StoredPayload payload) {
                real.discard(payload);
            }
        };
    }
}
