package org.sceau.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.sceau.document.Sample;
import org.sceau.failure.FailureCode;
import org.sceau.failure.Refused;
import org.sceau.identity.PatientIdentifier;
import org.sceau.index.DocumentCriteria;
import org.sceau.keys.KeyRing;
import org.sceau.keys.MasterRing;
import org.sceau.keys.RoleKeys;
import org.sceau.proof.Entry;
import org.sceau.suites.Sealing;
import org.sceau.suites.Suites;
import org.sceau.transfer.OrderedIds;
import org.sceau.transfer.TransferId;
import org.sceau.vault.Opening;

/** That a master key can be retired, whatever database the ledger stands on. */
abstract class MasterContract extends StoredWorld {
    private static final PatientIdentifier OTHER_PATIENT =
            new PatientIdentifier("urn:oid:1.2.250.1.213.1.4.10", "169108112345617");
    private static final Pattern COUNTED = Pattern.compile("rewrap, from: master, keys: (\\d+)");

    private final SecureRandom random = new SecureRandom();
    String next = "";

    private MasterRing masters() {
        return new MasterRing(directory.resolve("keys/ring.p12"), directory.resolve("keys/passphrase"));
    }

    /** A start with the keys that the ring has now. */
    private void restart() throws IOException {
        restart(lasting.now()::get);
    }

    private void restart(InstantSource clockOfKeys) throws IOException {
        world.close();
        MasterRing ring = masters();
        KeyRing keys = KeyRing.open(
                ring.file(),
                ring.passphraseFile(),
                RoleKeys.ofRing(ring.file(), ring.passphraseFile()).keys(),
                clockOfKeys);
        lasting = new World.Lasting(
                lasting.settings(), lasting.vaultDirectory(), keys, lasting.anchors(), lasting.tsa(), lasting.now());
        world = new World(lasting);
    }

    void succeed() throws IOException {
        next = masters().generate(LocalDate.parse("2026-11-24"), random);
        world.advance(Duration.ofDays(1));
        restart();
    }

    /** Pages until there is none, as the command asks for them. */
    Rewrapped rewrapAll() {
        int keys = 0;
        List<UUID> unopened = new ArrayList<>();
        Optional<UUID> after = Optional.empty();
        Rewrapped page;
        do {
            page = world.recorder.rewrap("master", after, World.operator()).join();
            keys += page.keys();
            unopened.addAll(page.unopened());
            after = page.last();
        } while (after.isPresent());
        return new Rewrapped(keys, unopened, Optional.empty());
    }

    private String content(TransferId transfer) throws IOException {
        StoredObject object =
                world.ledger.transfers().open(transfer).orElseThrow().objects().getFirst();
        Opening opening = world.vault.open(
                object.location(),
                object.nonce(),
                object.tag(),
                object.ciphertextSha256(),
                object.key().orElseThrow());
        if (opening instanceof Opening.Opened opened) {
            try (InputStream in = opened.clear().stream()) {
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
        }
        throw new IOException("does not open");
    }

    /** Everything but the wrapped keys: what is sealed under working keys, and the vault's files. */
    private Map<String, String> ciphertext() throws IOException, SQLException {
        Map<String, String> all = new TreeMap<>();
        try (Sql sql = new Sql(Store.of(lasting.settings()).connect())) {
            for (String table : List.of("content", "document", "document_list")) {
                String id = table.equals("content") ? "transfer" : "id";
                sql.all("select " + id + " as id, sealed from " + table, row -> {
                    all.put(table + Columns.uuid(row, "id"), hex(Columns.bytes(row, "sealed")));
                    return id;
                });
            }
        }
        try (Stream<Path> files = Files.walk(lasting.vaultDirectory())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.put(file.toString(), hex(Files.readAllBytes(file)));
            }
        }
        return all;
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private Map<String, Long> uses() {
        Map<String, Long> uses = new LinkedHashMap<>();
        world.ledger.masters().forEach(use -> uses.put(use.master() + " " + use.standing(), use.keys()));
        return uses;
    }

    /** How many keys the journal says were wrapped anew. */
    int entered() throws SQLException {
        int keys = 0;
        try (Sql sql = new Sql(Store.of(lasting.settings()).connect())) {
            for (byte[] content : sql.all(
                    "select content from entry where event = 'Operation'", row -> Columns.bytes(row, "content"))) {
                Entry entry = Entry.decode(content);
                Matcher counted = COUNTED.matcher(entry.decision());
                if (counted.matches()) {
                    assertThat(entry.rule()).isEqualTo("keys/" + next);
                    assertThat(entry.actor()).isEqualTo(World.operator());
                    keys += Integer.parseInt(counted.group(1));
                }
            }
        }
        return keys;
    }

    /** Patients without documents, for their number; their keys in clear. */
    Map<UUID, byte[]> patients(int count) throws SQLException {
        Map<UUID, byte[]> clear = new LinkedHashMap<>();
        try (Sql sql = new Sql(Store.of(lasting.settings()).connect())) {
            for (int i = 0; i < count; i++) {
                byte[] key = new byte[Suites.KEY_BYTES];
                random.nextBytes(key);
                UUID id = OrderedIds.at(lasting.now().get(), random);
                byte[] mac = new byte[32];
                random.nextBytes(mac);
                byte[] wrapped = Sealing.wrap(lasting.keys().masters().inForce().key(), key);
                sql.run(
                        "insert into working_key (id, patient_mac, wrapped, created) values (?, ?, ?, 0)",
                        id,
                        mac,
                        wrapped);
                clear.put(id, key);
            }
            sql.connection().commit();
        }
        return clear;
    }

    void assertOpenUnder(String label, Map<UUID, byte[]> clear) throws SQLException {
        var master = lasting.keys().masters().named(label).orElseThrow().key();
        try (Sql sql = new Sql(Store.of(lasting.settings()).connect())) {
            for (Map.Entry<UUID, byte[]> key : clear.entrySet()) {
                byte[] wrapped = sql.one(
                                "select wrapped from working_key where id = ? and master = ?",
                                row -> Columns.bytes(row, "wrapped"),
                                key.getKey(),
                                label)
                        .orElseThrow();
                assertThat(Sealing.unwrap(master, wrapped)).isEqualTo(key.getValue());
            }
        }
    }

    private void sql(String statement, Object... arguments) throws SQLException {
        try (Sql sql = new Sql(Store.of(lasting.settings()).connect())) {
            assertThat(sql.run(statement, arguments)).isEqualTo(1);
            sql.connection().commit();
        }
    }

    @Test
    void aDocumentFromBeforeIsReadOnceTheFormerKeyIsGone() throws IOException, SQLException {
        TransferId before = world.accepted(Sample.one("urn:oid:1.1", "urn:oid:1.1.1", "%PDF one"))
                .transfer();
        succeed();
        TransferId same = world.accepted(Sample.one("urn:oid:1.2", "urn:oid:1.2.1", "%PDF two"))
                .transfer();
        TransferId after = world.accepted(
                        Sample.one("urn:oid:1.3", "urn:oid:1.3.1", "%PDF three").of(OTHER_PATIENT))
                .transfer();
        assertThat(uses()).containsEntry("master FORMER", 1L).containsEntry(next + " IN_FORCE", 1L);
        Map<String, String> ciphertext = ciphertext();

        assertThat(world.recorder.forget("master", World.operator()).join())
                .isEqualTo(new Recorder.ForgetOutcome.Needed(1));
        assertThat(rewrapAll()).isEqualTo(new Rewrapped(1, List.of(), Optional.empty()));
        assertThat(rewrapAll()).isEqualTo(new Rewrapped(0, List.of(), Optional.empty()));
        assertThat(entered()).isEqualTo(1);
        assertThat(ciphertext()).isEqualTo(ciphertext);
        assertThat(world.recorder.forget("master", World.operator()).join())
                .isInstanceOf(
                        lasting.settings().postgres().isPresent()
                                ? Recorder.ForgetOutcome.Shared.class
                                : Recorder.ForgetOutcome.Forgotten.class);
        masters().remove("master", lasting.now().get());
        restart();

        assertThat(uses()).containsExactly(Map.entry(next + " IN_FORCE", 2L));
        assertThat(content(before)).isEqualTo("%PDF one");
        assertThat(content(same)).isEqualTo("%PDF two");
        assertThat(content(after)).isEqualTo("%PDF three");
    }

    @Test
    void aTransactionWrapsUnderTheKeyOfItsOwnMomentThoughTheClockSteppedBack() throws IOException {
        succeed();
        restart(() -> Instant.EPOCH);
        world.accepted(Sample.one("urn:oid:1.1", "urn:oid:1.1.1", "%PDF one"));
        restart();

        assertThat(uses()).containsOnly(Map.entry("master FORMER", 0L), Map.entry(next + " IN_FORCE", 1L));
    }

    @Test
    void whatIsInterruptedIsDoneInPartAndGoneOnWith() throws IOException, SQLException {
        Map<UUID, byte[]> clear = patients(2 * MasterUnits.PAGE + 50);
        succeed();
        Rewrapped first = world.recorder
                .rewrap("master", Optional.empty(), World.operator())
                .join();
        assertThat(first.keys()).isEqualTo(MasterUnits.PAGE);

        restart();
        assertThat(uses())
                .containsEntry("master FORMER", MasterUnits.PAGE + 50L)
                .containsEntry(next + " IN_FORCE", (long) MasterUnits.PAGE);
        Rewrapped rest = rewrapAll();

        assertThat(rest.keys()).isEqualTo(MasterUnits.PAGE + 50);
        assertThat(rest.unopened()).isEmpty();
        assertOpenUnder(next, clear);
        assertThat(entered()).isEqualTo(clear.size());
    }

    @Test
    void aCommitThatFailsLeavesKeysAndJournalTogether() throws IOException, SQLException {
        Map<UUID, byte[]> clear = patients(3);
        succeed();
        world.close();
        world = new World(lasting, (store, head) -> failingCommits(Durability.of(store, head)), PayloadStore::of);

        assertThatThrownBy(() -> world.recorder
                        .rewrap("master", Optional.empty(), World.operator())
                        .join())
                .isInstanceOf(CompletionException.class);
        await().until(() -> !world.stops.isEmpty());
        restart();

        assertOpenUnder("master", clear);
        assertThat(entered()).isZero();
        assertThat(rewrapAll().keys()).isEqualTo(3);
        assertOpenUnder(next, clear);
        assertThat(entered()).isEqualTo(3);
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
    void aKeyThatDoesNotOpenIsToldAndLeftAloneAndTheOthersGoOn() throws IOException, SQLException {
        Map<UUID, byte[]> clear = patients(MasterUnits.PAGE + 10);
        UUID damaged = clear.keySet().stream().skip(7).findFirst().orElseThrow();
        byte[] wrong = new byte[40];
        sql("update working_key set wrapped = ? where id = ?", wrong, damaged);
        UUID destroyed = clear.keySet().stream().skip(8).findFirst().orElseThrow();
        sql("update working_key set wrapped = null where id = ?", destroyed);
        clear.remove(damaged);
        clear.remove(destroyed);
        succeed();

        Rewrapped done = rewrapAll();

        assertThat(done).isEqualTo(new Rewrapped(clear.size(), List.of(damaged), Optional.empty()));
        assertOpenUnder(next, clear);
        sql("update working_key set created = 1 where id = ? and master = 'master' and wrapped = ?", damaged, wrong);
        sql("update working_key set created = 1 where id = ? and wrapped is null", destroyed);
        assertThat(world.recorder.forget("master", World.operator()).join())
                .isEqualTo(new Recorder.ForgetOutcome.Needed(1));
    }

    @Test
    void theKeyInForceAndWhatIsNotThereAreNeitherWrappedAnewNorForgotten() throws IOException {
        world.accepted(Sample.one("urn:oid:1.1", "urn:oid:1.1.1", "%PDF one"));
        next = masters().generate(LocalDate.parse("2026-11-24"), random);
        restart();

        assertThat(uses()).containsExactly(Map.entry("master IN_FORCE", 1L), Map.entry(next + " LATER", 0L));
        assertThat(rewrapAll()).isEqualTo(new Rewrapped(0, List.of(), Optional.empty()));
        for (String label : List.of("master", next)) {
            assertThat(world.recorder.forget(label, World.operator()).join())
                    .isEqualTo(new Recorder.ForgetOutcome.NotFormer());
        }
        assertThatThrownBy(() -> world.recorder
                        .rewrap("master.1999-01-01", Optional.empty(), World.operator())
                        .join())
                .hasCauseInstanceOf(Refused.class);
    }

    @Test
    void aRingWithoutTheKeyIsToldAndOpensNothing() throws IOException, SQLException {
        TransferId before = world.accepted(Sample.one("urn:oid:1.1", "urn:oid:1.1.1", "%PDF one"))
                .transfer();
        succeed();
        world.accepted(Sample.one("urn:oid:1.2", "urn:oid:1.2.1", "%PDF two").of(OTHER_PATIENT));
        assertThat(world.ledger.absentMasters()).isEmpty();
        masters().remove("master", lasting.now().get()); // not as the command does it: nobody asked the gateway
        restart();

        assertThat(uses()).containsEntry("master ABSENT", 1L);
        assertThat(world.ledger.absentMasters()).containsExactly("master");
        assertThat(found(OTHER_PATIENT)).isEqualTo(1);
        assertThatThrownBy(() -> found(
                        Sample.one("urn:oid:1.1", "urn:oid:1.1.1", "%PDF one").patient()))
                .isInstanceOfSatisfying(
                        StoreFailed.class, failed -> assertThat(failed.code()).isEqualTo(FailureCode.KEY_UNUSABLE));
        assertThatThrownBy(() -> content(before))
                .isInstanceOfSatisfying(
                        StoreFailed.class, failed -> assertThat(failed.code()).isEqualTo(FailureCode.KEY_UNUSABLE));
        assertThat(world.recorder.forget("master", World.operator()).join())
                .isEqualTo(new Recorder.ForgetOutcome.Needed(1));
    }

    private int found(PatientIdentifier patient) {
        return world.ledger
                .documents()
                .find(DocumentCriteria.of(patient), Optional.empty(), 10)
                .found()
                .size();
    }

    /** What a destroyed key was under is no master key that anybody misses; of several labels each is asked for. */
    @Test
    void onlyWhatOpensSomethingIsMissed() throws IOException, SQLException {
        patients(2);
        sql("update working_key set master = 'master.2000-01-01.0', wrapped = null"
                + " where id = (select id from working_key order by id limit 1)");
        assertThat(world.ledger.absentMasters()).isEmpty();
        sql("update working_key set master = 'master.2001-01-01.0' where wrapped is not null");
        assertThat(world.ledger.absentMasters()).containsExactly("master.2001-01-01.0");
        patients(1);
        sql("update working_key set master = 'aaa' where master = 'master'");

        assertThat(world.ledger.absentMasters()).containsExactly("aaa", "master.2001-01-01.0");
    }
}
