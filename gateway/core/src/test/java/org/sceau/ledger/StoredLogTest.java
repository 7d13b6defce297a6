package org.sceau.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sceau.document.Sample;
import org.sceau.failure.FailureCode;
import org.sceau.proof.Checkpoint;
import org.sceau.proof.ConsistencyProof;
import org.sceau.proof.Digest;
import org.sceau.proof.GivenCheckpoint;
import org.sceau.proof.JournalFault;
import org.sceau.proof.JournalFile;
import org.sceau.proof.JournalFinding;
import org.sceau.proof.JournalVerdict;
import org.sceau.proof.JournalVerifier;
import org.sceau.proof.MerkleTree;
import org.sceau.proof.ProofVerdict;
import org.sceau.proof.Verdict;
import org.sceau.proof.Verifier;
import org.sceau.transfer.ReceiptId;

/** The journal as tools see it: of an open ledger, of one that nobody has open, of one that somebody tampered with. */
class StoredLogTest {
    @TempDir
    private Path directory;

    private World.Lasting lasting;

    @BeforeEach
    void prepare() throws IOException {
        lasting = World.Lasting.in(directory, LedgerSettings.embedded("node-1", directory.resolve("data")));
    }

    private static void fill(World world, int pauses) {
        List<CompletableFuture<ReceiptId>> entered = new ArrayList<>();
        for (int i = 0; i < pauses; i++) {
            entered.add(world.recorder.pause(World.ROUTE, World.operator()));
        }
        entered.add(world.recorder.resume(World.ROUTE, World.operator()));
        entered.forEach(CompletableFuture::join);
    }

    private Path exported(StoredLog log) throws IOException {
        Path file = Files.createTempFile(directory, "journal", ".jsonl");
        try (OutputStream out = Files.newOutputStream(file)) {
            log.export(JournalFile.begin(out, log.id()));
        }
        return file;
    }

    private JournalVerdict verified(GivenCheckpoint... given) throws IOException {
        try (ClosedLedger ledger = ClosedLedger.open(lasting.settings())) {
            Path file = exported(ledger.journal(Optional.empty()).orElseThrow());
            return JournalVerifier.verify(file, lasting.anchors(), List.of(given), entries -> {});
        }
    }

    private static JournalFinding first(JournalVerdict verdict) {
        assertThat(verdict).isInstanceOf(JournalVerdict.Refuted.class);
        return ((JournalVerdict.Refuted) verdict).findings().getFirst();
    }

    private void tamper(String statement, Object... arguments) throws SQLException {
        try (Sql sql = new Sql(Store.of(lasting.settings()).connect())) {
            assertThat(sql.run(statement, arguments)).isEqualTo(1);
            sql.connection().commit();
        }
    }

    @Test
    void aClockThatStepsBackMixesNoEntries() throws IOException {
        Acknowledgement accepted;
        lasting.now().updateAndGet(at -> at.plus(Duration.ofHours(1)));
        try (World world = new World(lasting)) {
            accepted = world.accepted(Sample.one("urn:oid:1.1", "urn:oid:2.1", "document 1"));
        }
        lasting.now().updateAndGet(at -> at.minus(Duration.ofMinutes(30)));
        try (World world = new World(lasting)) {
            var failed = new HandoverFailed(
                    accepted.transfer(), World.caller(World.HOPITAL), World.GROUNDS, FailureCode.NOT_FOUND, false);
            world.recorder.handoverFailed(failed).join();
            world.recorder.handoverFailed(failed).join();
        }

        assertThat(verified()).isInstanceOf(JournalVerdict.Proved.class);
    }

    @Test
    void whatIsExportedIsProvedAndHoldsNoOpening() throws IOException {
        Path file;
        List<GivenCheckpoint> kept = new ArrayList<>();
        try (World world = new World(lasting)) {
            Acknowledgement accepted = world.accepted(Sample.one("urn:oid:1.1", "urn:oid:2.1", "document 1"));
            world.claimed(accepted, 0, 1);
            kept.add(new GivenCheckpoint("kept", newest(world)));
            world.stamp();
            fill(world, 600);
            kept.add(new GivenCheckpoint("later", newest(world)));
            file = exported(world.ledger.journal());

            JournalVerdict verdict = JournalVerifier.verify(file, lasting.anchors(), kept, entries -> {});

            assertThat(verdict).isInstanceOf(JournalVerdict.Proved.class);
            assertThat(verdict.claims().entries())
                    .isEqualTo(world.ledger.journal().size());
            assertThat(verdict.claims().given()).isEqualTo(2);
            assertThat(verdict.claims().stamps()).isEqualTo(1);
        }
        String text = Files.readString(file);
        assertThat(text).doesNotContain("openings", "salt", Sample.CANARY);
        assertThat(verified(kept.toArray(GivenCheckpoint[]::new)).claims().entries())
                .isEqualTo(text.lines()
                        .filter(line -> line.startsWith("{\"actor\""))
                        .count());
    }

    private static Checkpoint newest(World world) {
        return world.ledger.journal().newest().orElseThrow().checkpoint();
    }

    @Test
    void aRowThatSomebodyAlteredTookOutOrSwappedIsNamed() throws IOException, SQLException {
        try (World world = new World(lasting)) {
            fill(world, 600);
        }
        String alter = "update entry set content = ? where idx = ?";
        byte[] second = row(2);
        byte[] altered = new String(second, StandardCharsets.UTF_8)
                .replace("\"pause\"", "\"unpause\"")
                .getBytes(StandardCharsets.UTF_8);

        tamper(alter, altered, 2L);
        assertThat(first(verified()).fault()).isEqualTo(JournalFault.ENTRY_ALTERED);
        assertThat(first(verified()).place()).isEqualTo(2);

        tamper(alter, row(300), 2L);
        tamper(alter, second, 300L);
        assertThat(first(verified()))
                .extracting(JournalFinding::fault, JournalFinding::place, JournalFinding::until)
                .containsExactly(JournalFault.ENTRY_REORDERED, 2L, 300L);

        tamper(alter, row(2), 300L);
        tamper("delete from entry where idx = ?", 2L);
        assertThat(first(verified()))
                .extracting(JournalFinding::fault, JournalFinding::place)
                .containsExactly(JournalFault.ENTRY_MISSING, 2L);
    }

    private byte[] row(long index) throws SQLException {
        try (Sql sql = new Sql(Store.of(lasting.settings()).connect())) {
            return sql.one("select content from entry where idx = ?", row -> Columns.bytes(row, "content"), index)
                    .orElseThrow();
        }
    }

    @Test
    void aTailThatWasCutIsFoundByWhoKeptALaterCheckpoint() throws IOException, SQLException {
        GivenCheckpoint kept;
        try (World world = new World(lasting)) {
            for (int i = 0; i < 5; i++) {
                fill(world, 0);
            }
            kept = new GivenCheckpoint("kept", newest(world));
        }
        tamper("delete from entry where idx = ?", 5L);
        tamper("delete from seal where tree_size = ?", 6L);

        assertThat(verified()).isInstanceOf(JournalVerdict.Proved.class);
        assertThat(first(verified(kept)).fault()).isEqualTo(JournalFault.GIVEN_IS_AHEAD);
    }

    @Test
    void anEntryIsProvedWithoutOpeningAnything() throws IOException {
        try (World world = new World(lasting)) {
            Acknowledgement accepted = world.accepted(Sample.one("urn:oid:1.1", "urn:oid:2.1", "document 1"));
            fill(world, 300);

            byte[] proof = world.ledger
                    .journal()
                    .prove(accepted.receipt())
                    .orElseThrow()
                    .content();

            assertThat(Verifier.verify(proof, lasting.anchors(), List.of())).isInstanceOf(Verdict.Proved.class);
            assertThat(new String(proof, StandardCharsets.UTF_8)).contains("\"openings\":[]");
            assertThat(world.ledger.journal().prove(new ReceiptId(new UUID(1, 2))))
                    .isEmpty();
        }
    }

    @Test
    void everyTwoSizesAreConsistentAndTilesLeadToTheRoot() throws IOException {
        try (World world = new World(lasting)) {
            fill(world, 600);
            StoredLog log = world.ledger.journal();

            for (long first : new long[] {0, 1, 255, 256, 257, 512, log.size()}) {
                ConsistencyProof proof = log.consistency(first, log.size());
                assertThat(proof.verify(log.head(first), log.head(log.size()))).isEqualTo(new ProofVerdict.Holds());
            }
            List<Digest> full = log.tile(0, 1, 256).orElseThrow();
            List<Octets> entries = log.entries(1, 256).orElseThrow();
            for (int i = 0; i < 256; i++) {
                assertThat(MerkleTree.leafHash(entries.get(i).bytes())).isEqualTo(full.get(i));
            }
            assertThat(log.tile(0, 1, 7)).contains(full.subList(0, 7));
            assertThat(log.tile(1, 0, 2).orElseThrow()).hasSize(2);
            assertThat(log.tile(1, 0, 3)).isEmpty();
            assertThat(log.tile(0, 2, 256)).isEmpty();
            assertThat(log.tile(0, Long.MAX_VALUE / 512, 1)).isEmpty();
            assertThat(log.tile(9, 0, 1)).isEmpty();
            assertThat(log.entries(3, 1)).isEmpty();
            assertThatThrownBy(() -> log.head(log.size() + 1)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aLedgerThatIsOpenOrNotThereIsNotRead() throws IOException {
        assertThatThrownBy(() -> ClosedLedger.open(lasting.settings()))
                .isInstanceOfSatisfying(
                        StoreFailed.class, e -> assertThat(e.code()).isEqualTo(FailureCode.NOT_FOUND));
        try (World world = new World(lasting)) {
            assertThat(world.ledger.journal().size()).isEqualTo(1);
        }
        try (ClosedLedger ledger = ClosedLedger.open(lasting.settings())) {
            assertThat(ledger.logs()).hasSize(1);
            assertThat(ledger.journal(Optional.of("no-such-log"))).isEmpty();
        }
    }
}
