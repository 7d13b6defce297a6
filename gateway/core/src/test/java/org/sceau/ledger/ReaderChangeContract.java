package org.sceau.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sceau.document.Sample;
import org.sceau.encryption.CmsEnvelope;
import org.sceau.encryption.CmsLimits;
import org.sceau.encryption.CmsOpening;
import org.sceau.encryption.CmsReader;
import org.sceau.encryption.KeyWrapping;
import org.sceau.encryption.ReaderCertificate;
import org.sceau.encryption.ReaderCertificates;
import org.sceau.encryption.ReaderCertificates.Holder;
import org.sceau.encryption.ReaderKey;
import org.sceau.encryption.RecipientInfo;
import org.sceau.failure.FailureCode;
import org.sceau.failure.Refused;
import org.sceau.proof.Entry;
import org.sceau.routing.Partner;
import org.sceau.transfer.DeliveryState;
import org.sceau.transfer.Mode;
import org.sceau.transfer.PartnerId;
import org.sceau.vault.ContentKey;

/** That recipientInfos are made anew without touching anything else, whatever database the ledger stands on. */
abstract class ReaderChangeContract extends StoredWorld {
    private static final String CLASSICAL = "reader-p256-1";
    private static final String HYBRID = "reader-mlkem768-p256-1";
    private static final Ended DELIVERED =
            new Ended(Ending.CONTENT_CONSIGNMENT, Optional.empty(), World.operator(), World.GROUNDS);

    private final Holder before = ReaderCertificates.classicalHolder("hopital");
    private final Holder after = ReaderCertificates.hybridHolder("hopital-later");
    private final Holder other = ReaderCertificates.classicalHolder("autre");
    private int number;

    private Acknowledgement accepted(Mode mode) throws IOException {
        number++;
        Acceptance plain = world.acceptance(
                Sample.one("urn:oid:1." + number, "urn:oid:1.1." + number, "%PDF one"), World.LABO, mode);
        var wrapping = new KeyWrapping(new SecureRandom());
        List<AcceptedObject> objects = plain.objects().stream()
                .map(object -> new AcceptedObject(
                        object.number(),
                        object.payload(),
                        List.of(
                                wrap(
                                        wrapping,
                                        World.HOPITAL,
                                        before,
                                        object.payload().key()),
                                wrap(
                                        wrapping,
                                        World.STRANGER,
                                        other,
                                        object.payload().key()))))
                .toList();
        var acceptance = new Acceptance(
                plain.transfer(),
                plain.caller(),
                plain.submission(),
                plain.route(),
                plain.mode(),
                plain.grounds(),
                plain.recipients(),
                plain.jades(),
                plain.stamping(),
                objects);
        if (world.recorder.accept(acceptance).join() instanceof AcceptOutcome.Recorded recorded) {
            return recorded.acknowledgement();
        }
        throw new AssertionError("not recorded");
    }

    private static ReaderWrap wrap(KeyWrapping wrapping, PartnerId reader, Holder holder, ContentKey key) {
        ReaderKey wrapped =
                wrapping.wrap(ReaderCertificate.of(reader, holder.certificate()).orElseThrow(), key);
        return new ReaderWrap(
                reader, wrapped.certificate(), Octets.of(wrapped.recipientInfo().der()));
    }

    private Dossier dossier(Acknowledgement accepted) {
        return world.ledger.transfers().open(accepted.transfer()).orElseThrow();
    }

    private WaitingDelivery waiting(Acknowledgement accepted) {
        return world.ledger.outbox().waiting(Optional.empty(), 1000).deliveries().stream()
                .filter(delivery -> delivery.transfer().equals(accepted.transfer()))
                .filter(delivery -> delivery.recipient().equals(World.HOPITAL))
                .findFirst()
                .orElseThrow();
    }

    private ReaderChange change(Acknowledgement accepted, Set<PartnerId> clear) {
        return change(waiting(accepted), dossier(accepted), clear);
    }

    private ReaderChange change(WaitingDelivery delivery, Dossier dossier, Set<PartnerId> clear) {
        var wrapping = new KeyWrapping(new SecureRandom());
        Map<Integer, ReaderWrap> wraps = new HashMap<>();
        dossier.objects()
                .forEach(object -> wraps.put(
                        object.number(),
                        wrap(wrapping, World.HOPITAL, after, object.key().orElseThrow())));
        return new ReaderChange(delivery, wraps, clear);
    }

    private ReaderChanged carriedOut(ReaderChange change) {
        return world.recorder.change(change, World.operator()).join();
    }

    /** What a reader gets of the first object. */
    private CmsOpening opening(Acknowledgement accepted, Holder reader, ByteArrayOutputStream clear)
            throws IOException {
        StoredObject object = dossier(accepted).objects().getFirst();
        List<RecipientInfo> readers = object.readers().stream()
                .map(wrap -> new RecipientInfo(wrap.recipientInfo().bytes()))
                .toList();
        CmsEnvelope envelope = CmsEnvelope.of(readers, object.nonce(), object.tag(), object.sizeBytes());
        try (InputStream in =
                envelope.asStream(world.vault.openCiphertext(object.location(), object.ciphertextSha256()))) {
            return new CmsReader(CmsLimits.DEFAULT).open(in, reader.certificate(), reader.key(), clear);
        }
    }

    private void assertReads(Acknowledgement accepted, Holder reader) throws IOException {
        var clear = new ByteArrayOutputStream();
        assertThat(opening(accepted, reader, clear)).isInstanceOf(CmsOpening.Opened.class);
        assertThat(clear.toString(StandardCharsets.UTF_8)).isEqualTo("%PDF one");
    }

    private void assertReadsNot(Acknowledgement accepted, Holder reader) throws IOException {
        assertThat(opening(accepted, reader, new ByteArrayOutputStream())).isInstanceOf(CmsOpening.NotAddressed.class);
    }

    private Map<String, String> ciphertext() throws IOException {
        Map<String, String> all = new TreeMap<>();
        try (Stream<Path> files = Files.walk(lasting.vaultDirectory())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.put(file.toString(), HexFormat.of().formatHex(Files.readAllBytes(file)));
            }
        }
        return all;
    }

    private Map<String, List<Long>> uses() {
        Map<String, List<Long>> uses = new LinkedHashMap<>();
        world.ledger
                .readerSuites()
                .forEach(use -> uses.put(use.suite(), List.of(use.waiting(), use.custody(), use.readerOnly())));
        return uses;
    }

    private List<Entry> operations() throws SQLException {
        try (Sql sql = new Sql(Store.of(lasting.settings()).connect())) {
            return sql
                    .all("select content from entry where event = 'Operation'", row -> Columns.bytes(row, "content"))
                    .stream()
                    .map(Entry::decode)
                    .toList();
        }
    }

    private void restart() throws IOException {
        world.close();
        world = new World(lasting);
    }

    private void sql(String statement, Object... arguments) throws SQLException {
        try (Sql sql = new Sql(Store.of(lasting.settings()).connect())) {
            assertThat(sql.run(statement, arguments)).isPositive();
            sql.connection().commit();
        }
    }

    @Test
    void theReadersNewKeyOpensTheSameCiphertextAndItsFormerOneDoesNot() throws Exception {
        Acknowledgement accepted = accepted(Mode.CUSTODY);
        accepted(Mode.READER_ONLY);
        assertThat(uses()).containsExactly(Map.entry(CLASSICAL, List.of(2L, 1L, 1L)));
        Dossier was = dossier(accepted);
        Map<String, String> ciphertext = ciphertext();

        ReaderChanged changed = carriedOut(change(accepted, Set.of()));

        assertThat(changed)
                .isInstanceOfSatisfying(
                        ReaderChanged.Done.class,
                        done -> assertThat(done.requeued()).isEmpty());
        restart();
        assertReads(accepted, after);
        assertReads(accepted, other);
        assertReadsNot(accepted, before);
        assertThat(ciphertext()).isEqualTo(ciphertext);
        Dossier is = dossier(accepted);
        assertThat(is.metadata()).isEqualTo(was.metadata());
        assertThat(is.jades()).isEqualTo(was.jades());
        for (int i = 0; i < was.objects().size(); i++) {
            StoredObject one = was.objects().get(i);
            assertThat(is.objects().get(i))
                    .usingRecursiveComparison()
                    .ignoringFields("key", "readers")
                    .isEqualTo(one);
            assertThat(is.objects().get(i).readers().getLast())
                    .isEqualTo(one.readers().getLast());
            assertThat(is.objects().get(i).key().orElseThrow().bytes())
                    .isEqualTo(one.key().orElseThrow().bytes());
        }
        assertThat(uses())
                .containsOnly(Map.entry(CLASSICAL, List.of(1L, 0L, 1L)), Map.entry(HYBRID, List.of(1L, 1L, 0L)));
        assertThat(waiting(accepted).certificate()).contains(Partner.thumbprint(after.certificate()));
        assertThat(operations()).singleElement().satisfies(entry -> {
            assertThat(entry.rule()).isEqualTo("crypto/" + HYBRID);
            assertThat(entry.decision())
                    .isEqualTo("rewrap, from: reader-p256-1, certificate: "
                            + Partner.thumbprint(after.certificate()).hex());
            assertThat(entry.transfer()).contains(accepted.transfer().value());
            assertThat(entry.recipient()).contains(World.HOPITAL.value());
            assertThat(entry.actor()).isEqualTo(World.operator());
        });
    }

    /** A peer that took the first bytes would hold others under the same identifier (SC-4006). */
    @Test
    void whatARecipientMayHaveKeepsItsBytesWhenItsDeliveryHasEnded() throws IOException {
        Acknowledgement set = accepted(Mode.CUSTODY);
        world.recorder
                .park(world.claimed(set, 0, 1), FailureCode.PEER_ANSWER_INVALID, true)
                .join();
        assertThat(carriedOut(change(set, Set.of()))).isEqualTo(new ReaderChanged.Sent());
        assertThat(world.ledger.outbox().possiblySent(set.transfer())).containsExactly(World.HOPITAL);
        assertReads(set, before);

        Acknowledgement lost = accepted(Mode.CUSTODY);
        world.claimed(lost, 0, 1);
        assertThat(carriedOut(change(lost, Set.of()))).isEqualTo(new ReaderChanged.Moved());
        world.advance(Duration.ofMinutes(2));
        world.recorder.returnExpiredLeases(10).join();
        assertThat(carriedOut(change(lost, Set.of()))).isEqualTo(new ReaderChanged.Sent());

        Acknowledgement others = accepted(Mode.CUSTODY);
        Claim deposit = world.claimed(others, 1, 1);
        assertThat(carriedOut(change(others, Set.of()))).isEqualTo(new ReaderChanged.Sent());
        assertThat(carriedOut(change(others, Set.of(World.STORE)))).isInstanceOf(ReaderChanged.Done.class);
        world.recorder.end(deposit, DELIVERED).join();

        Acknowledgement ended = accepted(Mode.CUSTODY);
        world.recorder.end(world.claimed(ended, 1, 1), DELIVERED).join();
        assertThat(carriedOut(change(ended, Set.of()))).isEqualTo(new ReaderChanged.Sent());
        assertThat(world.ledger.outbox().possiblySent(ended.transfer())).containsExactly(World.STORE);
        assertReads(ended, before);
    }

    /** Another node claims the second row while this one reads: no row of the transfer is written for it. */
    @Test
    void aRowThatMovesWhileItIsReadLeavesTheOthersUnwritten() throws Exception {
        Acknowledgement accepted = accepted(Mode.CUSTODY);
        ReaderChange change = change(accepted, Set.of());
        CompletableFuture<ReaderChanged> changed;
        try (Sql node = new Sql(Store.of(lasting.settings()).connect())) {
            node.run(
                    "update delivery set fence = fence + 1 where id = ?",
                    accepted.deliveries().getLast().id().value());
            changed = world.recorder.change(change, World.operator());
            assertThatThrownBy(() -> changed.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            node.connection().commit();
        }

        assertThat(changed.join()).isEqualTo(new ReaderChanged.Sent());
        try (Sql sql = new Sql(Store.of(lasting.settings()).connect())) {
            assertThat(DeliveryRows.ofTransfer(sql, accepted.transfer()))
                    .extracting(DeliveryRows.Row::fence)
                    .containsExactly(0L, 1L);
        }
        assertReads(accepted, before);
    }

    @Test
    void anAttemptAfterWhichNothingWasSentBindsNothingButDoesNotUndoAnEarlierOne() throws IOException {
        Acknowledgement never = accepted(Mode.CUSTODY);
        world.recorder
                .retryLater(world.claimed(never, 0, 1), lasting.now().get(), FailureCode.PEER_UNREACHABLE, false)
                .join();
        world.recorder
                .park(world.claimed(never, 0, 2), FailureCode.SUITE_NOT_ALLOWED, false)
                .join();
        Acknowledgement once = accepted(Mode.CUSTODY);
        world.recorder
                .retryLater(world.claimed(once, 0, 1), lasting.now().get(), FailureCode.OUTCOME_UNKNOWN, true)
                .join();
        world.recorder
                .park(world.claimed(once, 0, 2), FailureCode.SUITE_NOT_ALLOWED, false)
                .join();

        assertThat(carriedOut(change(once, Set.of()))).isEqualTo(new ReaderChanged.Sent());
        assertThat(carriedOut(change(never, Set.of()))).isInstanceOfSatisfying(ReaderChanged.Done.class, done -> {
            DueDelivery again = done.requeued().orElseThrow();
            assertThat(again.attempt()).isEqualTo(3);
            assertThat(again.delivery()).isEqualTo(never.deliveries().getFirst().id());
        });
        assertThat(waiting(never).state()).isEqualTo(DeliveryState.QUEUED);
        Claim claim = world.claimed(never, 0, 3);
        assertThat(world.ledger.outbox().open(claim)).isPresent();
    }

    @Test
    void whatWasSetAsideForSomethingElseStaysSetAside() throws IOException {
        Acknowledgement accepted = accepted(Mode.CUSTODY);
        world.recorder
                .park(world.claimed(accepted, 0, 1), FailureCode.NOT_PERMITTED, false)
                .join();

        assertThat(carriedOut(change(accepted, Set.of())))
                .isInstanceOfSatisfying(
                        ReaderChanged.Done.class,
                        done -> assertThat(done.requeued()).isEmpty());
        assertThat(waiting(accepted).state()).isEqualTo(DeliveryState.PARKED);
    }

    @Test
    void whatWasChangedOrHasEndedMeanwhileIsLeftAlone() throws IOException, SQLException {
        Acknowledgement accepted = accepted(Mode.CUSTODY);
        ReaderChange first = change(accepted, Set.of());
        ReaderChange second = change(accepted, Set.of());
        assertThat(carriedOut(first)).isInstanceOf(ReaderChanged.Done.class);
        List<ReaderWrap> made = dossier(accepted).objects().getFirst().readers();

        assertThat(carriedOut(second)).isEqualTo(new ReaderChanged.Moved());
        assertThat(dossier(accepted).objects().getFirst().readers()).isEqualTo(made);

        ReaderChange late = change(accepted, Set.of());
        world.recorder.end(world.claimed(accepted, 0, 1), DELIVERED).join();
        assertThat(carriedOut(late)).isEqualTo(new ReaderChanged.Moved());
        ReaderChange partly = new ReaderChange(waiting(accepted(Mode.CUSTODY)), Map.of(), Set.of());
        assertThat(carriedOut(partly)).isEqualTo(new ReaderChanged.Moved());
        assertThat(operations()).hasSize(1);
    }

    @Test
    void aCommitThatFailsLeavesKeysColumnsAndJournalTogether() throws Exception {
        Acknowledgement accepted = accepted(Mode.CUSTODY);
        ReaderChange change = change(accepted, Set.of());
        world.close();
        world = new World(lasting, (store, head) -> failingCommits(Durability.of(store, head)), PayloadStore::of);

        assertThatThrownBy(() -> carriedOut(change)).isInstanceOf(CompletionException.class);
        await().until(() -> !world.stops.isEmpty());
        restart();

        assertReads(accepted, before);
        assertThat(uses()).containsExactly(Map.entry(CLASSICAL, List.of(1L, 1L, 0L)));
        assertThat(operations()).isEmpty();
        assertThat(carriedOut(change)).isInstanceOf(ReaderChanged.Done.class);
        assertReads(accepted, after);
    }

    private static Durability failingCommits(Durability real) {
        return new Durability() {
            @Override
            public void commit(Connection connection) throws SQLException {
                throw new SQLException("failed on purpose");
            }

            @Override
            public void sync(Connection connection) throws SQLException {
                real.sync(connection);
            }

            @Override
            public void head(String note) throws IOException {
                real.head(note);
            }
        };
    }

    @Test
    void pagesGiveEveryDeliveryThatWaitsOnceThoseSetAsideFirst() throws IOException {
        List<Acknowledgement> all = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            world.advance(Duration.ofMillis(i % 2));
            all.add(accepted(Mode.CUSTODY));
        }
        world.recorder
                .park(world.claimed(all.get(3), 0, 1), FailureCode.SUITE_NOT_ALLOWED, false)
                .join();
        world.claimed(all.get(1), 0, 1);
        world.recorder.end(world.claimed(all.get(2), 0, 1), DELIVERED).join();
        List<WaitingDelivery> found = new ArrayList<>();
        Optional<String> next = Optional.empty();
        do {
            WaitingPage page = world.ledger.outbox().waiting(next, 2);
            assertThat(page.deliveries()).hasSizeLessThanOrEqualTo(2);
            found.addAll(page.deliveries());
            next = page.next();
        } while (next.isPresent());

        assertThat(found).doesNotHaveDuplicates().hasSize(9);
        assertThat(found.getFirst().state()).isEqualTo(DeliveryState.PARKED);
        assertThat(found.getLast().state()).isEqualTo(DeliveryState.DELIVERING);
        assertThat(found).filteredOn(WaitingDelivery::isWrapped).hasSize(4);
        for (String wrong : List.of(
                "",
                "x",
                "PARKED",
                "PARKED.1",
                "PARKED.x.y",
                "CONSIGNED.1." + all.get(0).transfer())) {
            assertThatThrownBy(() -> world.ledger.outbox().waiting(Optional.of(wrong), 2))
                    .as(wrong)
                    .isInstanceOf(Refused.class);
        }
    }

    /** As the migration leaves them: pages are whole or not begun, and what does not open holds up nothing. */
    @Test
    void deliveriesOfAFormerVersionAreLookedAtPageByPage() throws IOException, SQLException {
        Acknowledgement first = accepted(Mode.CUSTODY);
        Acknowledgement second = accepted(Mode.READER_ONLY);
        Acknowledgement damaged = accepted(Mode.CUSTODY);
        Map<String, List<Long>> uses = uses();
        sql("update delivery set suite = default, reader = default, kept = default");
        sql(
                "update content set sealed = ? where transfer = ?",
                new byte[64],
                damaged.transfer().value());
        assertThat(uses()).containsExactly(Map.entry(ReaderSuiteUse.UNMEASURED, List.of(6L, 0L, 6L)));
        assertThat(waiting(first).certificate()).isEmpty();

        Measured page = world.recorder.measure(Optional.empty(), 4).join();
        assertThat(page.deliveries()).isEqualTo(4);
        restart();
        while (page.last().isPresent()) {
            page = world.recorder.measure(page.last(), 1).join();
        }

        assertThat(uses).containsExactly(Map.entry(CLASSICAL, List.of(3L, 2L, 1L)));
        assertThat(uses())
                .containsOnly(
                        Map.entry(CLASSICAL, List.of(2L, 1L, 1L)),
                        Map.entry(ReaderSuiteUse.UNREADABLE, List.of(2L, 2L, 0L)));
        assertThat(waiting(first).kept()).isTrue();
        assertThat(waiting(second).kept()).isFalse();
        assertThat(waiting(first).certificate()).contains(Partner.thumbprint(before.certificate()));
    }
}
