package org.sceau.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sceau.document.Sample;
import org.sceau.failure.FailureCode;
import org.sceau.proof.JournalFile;
import org.sceau.proof.JournalVerdict;
import org.sceau.proof.JournalVerifier;
import org.sceau.proof.Verdict;
import org.sceau.proof.Verifier;
import org.sceau.receipt.ReceiptFile;

/** That a gateway does not start on a ledger behind its last seal, and what a restore makes of it. */
class RestoreTest {
    @TempDir
    private Path directory;

    private World.Lasting lasting;
    private Path database = Path.of("");

    @BeforeEach
    void prepare() throws IOException {
        lasting = World.Lasting.in(directory, LedgerSettings.embedded("node-1", directory.resolve("data")));
        database = directory.resolve("data").resolve("ledger.mv.db");
    }

    private static Sample sample(int number) {
        return Sample.one("urn:oid:1." + number, "urn:oid:2." + number, "document " + number);
    }

    private Optional<Restore.Done> restored() {
        return Restore.restore(lasting.settings(), lasting.keys(), lasting.now()::get, new SecureRandom());
    }

    private void assertProved(byte[] receipt) {
        assertThat(Verifier.verify(receipt, lasting.anchors(), List.of())).isInstanceOf(Verdict.Proved.class);
    }

    /** What was sent after the backup is not in it, and is to be sent with the same bytes. */
    @Test
    void whatWaitsCountsAsSentAfterARestoreWhateverTheBackupSays() throws IOException {
        Acknowledgement first;
        try (World world = new World(lasting)) {
            first = world.accepted(sample(1));
            assertThat(world.ledger.outbox().possiblySent(first.transfer())).isEmpty();
        }
        byte[] backup = Files.readAllBytes(database);
        try (World world = new World(lasting)) {
            world.claimed(first, 0, 1);
            world.accepted(sample(2));
        }
        Files.write(database, backup);
        assertThat(restored()).isPresent();

        try (World world = new World(lasting)) {
            assertThat(world.ledger.outbox().possiblySent(first.transfer()))
                    .containsExactlyInAnyOrder(World.HOPITAL, World.STORE);
            world.recorder
                    .park(world.claimed(first, 0, 1), FailureCode.SUITE_NOT_ALLOWED, false)
                    .join();
            assertThat(world.ledger.outbox().possiblySent(first.transfer())).contains(World.HOPITAL);
        }
    }

    @Test
    void aRestoreOpensANewLogThatNamesTheOldAndOldReceiptsStillVerify() throws IOException {
        Acknowledgement first;
        String old;
        try (World world = new World(lasting)) {
            first = world.accepted(sample(1));
            old = world.ledger.logId();
        }
        byte[] backup = Files.readAllBytes(database);
        ReceiptFile lost;
        try (World world = new World(lasting)) {
            Acknowledgement second = world.accepted(sample(2));
            lost = world.ledger.receipts().find(second.receipt()).orElseThrow();
        }
        byte[] head = Files.readAllBytes(directory.resolve("data/head"));
        Files.write(database, backup);

        assertThatThrownBy(() -> new World(lasting).close())
                .isInstanceOfSatisfying(
                        StoreFailed.class, e -> assertThat(e.code()).isEqualTo(FailureCode.LEDGER_BEHIND_SEAL));
        assertThat(Restore.needed(lasting.settings())).contains(old);
        Restore.Done done = restored().orElseThrow();

        assertThat(done.closed()).isEqualTo(old);
        assertThat(done.opened()).isNotEqualTo(old);
        assertThat(done.held()).isEqualTo(2);
        assertThat(done.sealed()).isEqualTo(3);
        assertThat(directory.resolve("data/head." + old)).hasBinaryContent(head);
        assertThat(Restore.needed(lasting.settings())).isEmpty();
        assertThat(restored()).isEmpty();
        try (World world = new World(lasting)) {
            assertThat(world.ledger.logId()).isEqualTo(done.opened());
            assertProved(
                    world.ledger.receipts().find(first.receipt()).orElseThrow().content());
            assertThat(world.ledger.receipts().find(lost.id())).isEmpty();
            world.claimed(first, 0, 1);
            world.accepted(sample(3));
        }
        assertProved(lost.content());
    }

    @Test
    void bothLogsAreProvedAndTheNewOneSaysWhichItGoesOnFrom() throws IOException {
        String old;
        Acknowledgement first;
        try (World world = new World(lasting)) {
            first = world.accepted(sample(1));
            old = world.ledger.logId();
        }
        byte[] backup = Files.readAllBytes(database);
        try (World world = new World(lasting)) {
            world.accepted(sample(2));
        }
        Files.write(database, backup);
        Restore.Done done = restored().orElseThrow();
        try (World world = new World(lasting)) {
            Claim claim = world.claimed(first, 0, 1);
            Ended ended = new Ended(Ending.CONTENT_CONSIGNMENT, Optional.empty(), World.operator(), World.GROUNDS);
            world.recorder.end(claim, ended).join();
            assertThat(world.ledger.receipts().ofTransfer(first.transfer())).hasSize(2);
        }

        JournalVerdict closed = verified(old);
        JournalVerdict open = verified(done.opened());

        assertThat(closed).isInstanceOf(JournalVerdict.Proved.class);
        assertThat(open).isInstanceOf(JournalVerdict.Proved.class);
        assertThat(open.claims().follows()).contains(old);
        assertThat(closed.claims().entries()).isEqualTo(2);
    }

    private JournalVerdict verified(String log) throws IOException {
        return JournalVerifier.verify(export(log), lasting.anchors(), List.of(), entries -> {});
    }

    private String exported(String log) throws IOException {
        return Files.readString(export(log));
    }

    private Path export(String log) throws IOException {
        Path file = Files.createTempFile(directory, "journal", ".jsonl");
        try (ClosedLedger ledger = ClosedLedger.open(lasting.settings());
                OutputStream out = Files.newOutputStream(file)) {
            StoredLog journal = ledger.journal(Optional.of(log)).orElseThrow();
            journal.export(JournalFile.begin(out, journal.id()));
        }
        return file;
    }

    @Test
    void aLedgerThatIsLostOrDiffersFromItsSealIsRestoredToo() throws IOException {
        String old;
        try (World world = new World(lasting)) {
            world.accepted(sample(1));
            old = world.ledger.logId();
        }
        Files.delete(database);

        Restore.Done done = restored().orElseThrow();

        assertThat(done.closed()).isEqualTo(old);
        assertThat(done.held()).isZero();
        try (World world = new World(lasting)) {
            assertThat(world.ledger.logId()).isEqualTo(done.opened());
        }
        Files.write(directory.resolve("data/head"), new byte[] {1, 2, 3});
        assertThat(restored().orElseThrow().closed()).isEqualTo(done.opened());
        new World(lasting).close();
    }

    @Test
    void aLedgerInOrderIsLeftAlone() throws IOException {
        String log;
        try (World world = new World(lasting)) {
            log = world.ledger.logId();
        }

        assertThat(restored()).isEmpty();

        try (World world = new World(lasting)) {
            assertThat(world.ledger.logId()).isEqualTo(log);
        }
    }

    @Test
    void aBackupThatIsPutBackTwiceKeepsBothHeadsAndSaysOfEachWhatItsOwnSays() throws IOException {
        String old;
        try (World world = new World(lasting)) {
            world.accepted(sample(1));
            old = world.ledger.logId();
        }
        byte[] backup = Files.readAllBytes(database);
        try (World world = new World(lasting)) {
            world.accepted(sample(2));
        }
        byte[] first = Files.readAllBytes(directory.resolve("data/head"));
        Files.write(database, backup);
        Restore.Done middle = restored().orElseThrow();
        byte[] second = Files.readAllBytes(directory.resolve("data/head"));
        Files.write(database, backup);

        Restore.Done done = restored().orElseThrow();

        assertThat(done.closed()).isEqualTo(old);
        assertThat(done.held()).isEqualTo(2);
        assertThat(done.sealed()).isEqualTo(3);
        assertThat(directory.resolve("data/head." + old)).hasBinaryContent(first);
        assertThat(directory.resolve("data/head." + middle.opened())).hasBinaryContent(second);
        assertThat(exported(done.opened())).contains("the head file is of log " + middle.opened() + " with 1");
    }

    @Test
    void anotherHeadOfTheSameLogIsKeptBesideTheFirst() throws IOException {
        HeadFile head = new HeadFile(Files.createDirectories(directory.resolve("heads")));
        for (String note : List.of("one", "two", "two")) {
            head.write(note);
            head.keep("log");
        }

        assertThat(directory.resolve("heads/head.log")).hasContent("one");
        assertThat(directory.resolve("heads/head.log.2")).hasContent("two");
        assertThat(directory.resolve("heads/head.log.3")).doesNotExist();
    }

    @Test
    void aRestoreThatWasCutBeforeItsHeadFileIsDone() throws IOException {
        try (World world = new World(lasting)) {
            world.accepted(sample(1));
        }
        byte[] backup = Files.readAllBytes(database);
        try (World world = new World(lasting)) {
            world.accepted(sample(2));
        }
        byte[] head = Files.readAllBytes(directory.resolve("data/head"));
        Files.write(database, backup);
        Restore.Done done = restored().orElseThrow();
        Files.write(directory.resolve("data/head"), head);

        assertThat(Restore.needed(lasting.settings())).isEmpty();
        try (World world = new World(lasting)) {
            assertThat(world.ledger.logId()).isEqualTo(done.opened());
            world.accepted(sample(3));
        }
        Files.write(directory.resolve("data/head"), head);
        assertThat(Restore.needed(lasting.settings())).contains(done.opened());
    }

    @Test
    void whatCannotBeReadNowIsNotTakenForBehind() throws IOException {
        new World(lasting).close();
        Path head = directory.resolve("data/head");
        Files.delete(head);
        Files.createDirectory(head);

        assertThatThrownBy(this::restored)
                .isInstanceOfSatisfying(
                        StoreFailed.class, e -> assertThat(e.code()).isEqualTo(FailureCode.STORE_UNAVAILABLE));
    }
}
