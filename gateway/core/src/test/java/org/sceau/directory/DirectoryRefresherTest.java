package org.sceau.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sceau.directory.Extractions.DOCTOR;
import static org.sceau.directory.Extractions.HEADER;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sceau.directory.DirectorySource.Answer;
import org.sceau.failure.FailureCode;
import org.sceau.proof.LogKey;
import org.sceau.proof.NoteSigner;
import org.sceau.proof.SeedNoteSigner;
import org.sceau.suites.Suite;
import org.sceau.transfer.PartnerId;
import org.sceau.trust.CertificateChecker;
import org.sceau.trust.CertificateStatus;
import org.sceau.trust.DevelopmentParty;
import org.sceau.trust.DevelopmentPki;
import org.sceau.trust.DevelopmentUse;
import org.sceau.trust.Issuers;
import org.sceau.trust.TrustAnchors;

class DirectoryRefresherTest {
    private static final Instant START = Instant.parse("2026-11-27T10:00:00Z");
    private static final Duration AGE = Duration.ofMinutes(40);
    private static final Identifier LABORATORY = new Identifier(Identifier.STRUCTURES, "1990000001");
    private static final Identifier CLINIC = new Identifier(Identifier.STRUCTURES, "1990000002");
    private static final NoteSigner KEY = SeedNoteSigner.of(new byte[32]);
    private static final NoteSigner OTHER_KEY =
            SeedNoteSigner.of("another gateway's log key, fixed".getBytes(StandardCharsets.US_ASCII));

    @TempDir
    Path root;

    private Instant now = START;
    private final DevelopmentPki pki = DevelopmentPki.create(() -> now, new SecureRandom());
    private final DevelopmentParty laboratory = pki.organisation(
            new PartnerId("lab"), "Labo Fictif", LABORATORY.value(), EnumSet.allOf(DevelopmentUse.class));
    private final CertificateChecker checker = new CertificateChecker(anchors());
    private final List<X509Certificate> served = new ArrayList<>();
    private boolean down;
    private final DirectorySource source = new DirectorySource() {
        @Override
        public String name() {
            return "annuaire";
        }

        @Override
        public String origin() {
            return "test:annuaire";
        }

        @Override
        public Answer look(Instant at) throws IOException {
            if (down) {
                throw new IOException("down");
            }
            Entries.Builder entries = empty();
            served.forEach(entries::add);
            return new Answer.Whole(entries.build(), at);
        }
    };

    private Directory directory = directory();
    private DirectoryRefresher refresher;

    @BeforeEach
    void everyCertificateIsServed() {
        refresher = refresher(KEY);
        laboratory.credentials().values().forEach(credential -> served.add(credential.certificate()));
    }

    @Test
    void theCertificateForEncryptionIsFoundAmongTheOthers() {
        assertThat(refresher.refresh()).isTrue();

        assertThat(find(LABORATORY)).isInstanceOfSatisfying(RecipientKeys.Found.Key.class, key -> {
            assertThat(key.certificate().certificate())
                    .isIn(
                            laboratory.conf().certificate(),
                            laboratory.credential(DevelopmentUse.CONF_X25519).certificate());
            assertThat(key.certificate().holder()).isEqualTo(LABORATORY);
        });
        assertThat(find(CLINIC)).isEqualTo(new RecipientKeys.Found.Unknown());
        assertThat(find(CLINIC).failure()).contains(FailureCode.RECIPIENT_UNKNOWN);
    }

    @Test
    void wrongUseExpiredRevokedAndForeignCertificatesAreRefused() {
        served.clear();
        served.add(laboratory.auth().certificate());
        refresher.refresh();
        assertThat(find(LABORATORY).failure()).contains(FailureCode.CERTIFICATE_WRONG_USE);

        served.add(laboratory.conf().certificate());
        refresher.refresh();
        assertThat(find(LABORATORY)).isInstanceOf(RecipientKeys.Found.Key.class);

        now = now.plusSeconds(60);
        pki.revoke(laboratory.conf().certificate());
        checker.replace(anchors());
        assertThat(find(LABORATORY).failure()).contains(FailureCode.CERTIFICATE_REVOKED);

        served.clear();
        served.add(DevelopmentPki.create(() -> now, new SecureRandom())
                .organisation(new PartnerId("lab"), "Labo Fictif", LABORATORY.value())
                .conf()
                .certificate());
        served.add(clinic().conf().certificate());
        assertThat(refresher.refresh()).isTrue();
        assertThat(find(LABORATORY))
                .as("of an issuer that is not believed")
                .isEqualTo(new RecipientKeys.Found.Unknown());
        assertThat(refresher.state().leftOut()).isEqualTo(1);

        served.clear();
        served.add(laboratory.credential(DevelopmentUse.CONF_X25519).certificate());
        now = served.getFirst().getNotAfter().toInstant().plusSeconds(1);
        refresher.refresh();
        assertThat(find(LABORATORY))
                .isInstanceOfSatisfying(
                        RecipientKeys.Found.Unusable.class,
                        why -> assertThat(why.status()).isInstanceOf(CertificateStatus.Expired.class));
    }

    /** Must-show: an hour of silence, of which the stated age is the first forty minutes. */
    @Test
    void withItsSourceDownTheDirectoryCountsUntilItsAgeThenStopsWithTheRightReason() {
        refresher.refresh();
        down = true;
        for (int minute = 1; minute <= 60; minute++) {
            now = START.plus(Duration.ofMinutes(minute));
            assertThat(refresher.refresh()).isFalse();
            RecipientKeys.Found found = find(LABORATORY);
            if (minute <= 40) {
                assertThat(found).as("minute %s", minute).isInstanceOf(RecipientKeys.Found.Key.class);
                assertThat(refresher.state().late()).isEmpty();
            } else {
                assertThat(found).isEqualTo(new RecipientKeys.Found.TooOld(List.of("annuaire")));
                assertThat(found.failure()).contains(FailureCode.DIRECTORY_LATE);
                assertThat(refresher.state().late()).containsExactly("annuaire");
            }
        }
        assertThat(refresher.state().age()).contains(Duration.ofHours(1));
        assertThat(refresher.state().failing()).containsExactly("annuaire");

        down = false;
        assertThat(refresher.refresh()).isTrue();
        assertThat(find(LABORATORY)).isInstanceOf(RecipientKeys.Found.Key.class);
    }

    @Test
    void whatNoSourceEverSaidIsNotUnknownButTooOld() {
        assertThat(find(LABORATORY)).isEqualTo(new RecipientKeys.Found.TooOld(List.of("annuaire")));
        assertThat(refresher.state().age()).isEmpty();
    }

    @Test
    void aSnapshotOutlivesTheProcessWithItsAge() {
        refresher.refresh();
        down = true;
        now = START.plus(AGE);
        restart(KEY);

        assertThat(find(LABORATORY)).isInstanceOf(RecipientKeys.Found.Key.class);
        now = now.plusSeconds(1);
        assertThat(find(LABORATORY)).isInstanceOf(RecipientKeys.Found.TooOld.class);
    }

    @Test
    void aSnapshotThatWasAlteredAnywhereIsRefused() throws IOException {
        served.removeIf(certificate -> !certificate.equals(laboratory.conf().certificate()));
        refresher.refresh();
        Path file = snapshot();
        byte[] good = Files.readAllBytes(file);
        for (int i = 0; i < good.length; i++) {
            byte[] altered = good.clone();
            altered[i] ^= 1;
            Files.write(file, altered);
            restart(KEY);
            assertThat(find(LABORATORY)).as("byte %s", i).isInstanceOf(RecipientKeys.Found.TooOld.class);
        }
        Files.write(file, Arrays.copyOf(good, good.length - 1));
        restart(KEY);
        assertThat(find(LABORATORY)).isInstanceOf(RecipientKeys.Found.TooOld.class);
        Files.write(file, Arrays.copyOf(good, good.length + 1));
        restart(KEY);
        assertThat(find(LABORATORY)).isInstanceOf(RecipientKeys.Found.TooOld.class);

        Files.write(file, good);
        restart(OTHER_KEY);
        assertThat(find(LABORATORY)).as("another gateway's").isInstanceOf(RecipientKeys.Found.TooOld.class);
        restart(KEY);
        assertThat(find(LABORATORY)).isInstanceOf(RecipientKeys.Found.Key.class);
    }

    @Test
    void theSnapshotOfASourceThatIsNoMoreIsDeleted() throws IOException {
        refresher.refresh();
        Path other = Files.copy(snapshot(), root.resolve("snapshots").resolve("0".repeat(64) + ".snapshot"));
        restart(KEY);

        assertThat(other).doesNotExist();
        assertThat(find(LABORATORY)).isInstanceOf(RecipientKeys.Found.Key.class);
    }

    /** The key signs checkpoints too: nobody has it sign another text by putting it here. */
    @Test
    void nothingIsSignedThatIsNoHeadOfASnapshot() throws IOException {
        refresher.refresh();
        Files.writeString(snapshot(), "example.org/journal\n1\nAAAA\n\n1\n2\nAAAA\n");
        List<String> signed = new ArrayList<>();
        restart(watched(signed));

        assertThat(signed).isEmpty();
        assertThat(find(LABORATORY)).isInstanceOf(RecipientKeys.Found.TooOld.class);
    }

    @Test
    void aSnapshotOfATimeToComeIsRefused() {
        refresher.refresh();
        now = START.minusSeconds(1);
        restart(KEY);

        assertThat(find(LABORATORY)).isInstanceOf(RecipientKeys.Found.TooOld.class);
    }

    @Test
    void aSourceThatLiesCannotPutAnotherKeyInPlaceOfAHolders() {
        served.clear();
        served.add(clinic().conf().certificate());
        refresher.refresh();

        assertThat(find(LABORATORY)).isEqualTo(new RecipientKeys.Found.Unknown());
        assertThat(find(CLINIC)).isInstanceOf(RecipientKeys.Found.Key.class);
    }

    /** Its issuer has the name of the real one. */
    @Test
    void certificatesThatSomebodyMadeUpTakeNobodysPlace() {
        DevelopmentPki other = DevelopmentPki.create(() -> now, new SecureRandom());
        served.clear();
        for (int i = 0; i < 40; i++) {
            served.add(other.organisation(
                            new PartnerId("made-up-" + i), "Inventé", LABORATORY.value(), Set.of(DevelopmentUse.CONF))
                    .conf()
                    .certificate());
        }
        served.add(laboratory.conf().certificate());
        refresher.refresh();

        assertThat(directory.now().certificates(LABORATORY))
                .containsExactly(laboratory.conf().certificate());
        assertThat(refresher.state().leftOut()).isEqualTo(40);
        assertThat(find(LABORATORY)).isInstanceOf(RecipientKeys.Found.Key.class);
    }

    @Test
    void ofManyCertificatesOfAHolderTheNewestStay() {
        served.clear();
        for (int day = 0; day < 20; day++) {
            now = START.plus(Duration.ofDays(day));
            served.add(pki.organisation(
                            new PartnerId("lab-" + day), "Labo Fictif", LABORATORY.value(), Set.of(DevelopmentUse.CONF))
                    .conf()
                    .certificate());
        }
        pki.renewLists();
        checker.replace(anchors());
        refresher.refresh();

        assertThat(directory.now().certificates(LABORATORY)).containsExactlyElementsOf(served.subList(4, 20));
        assertThat(find(LABORATORY))
                .isInstanceOfSatisfying(
                        RecipientKeys.Found.Key.class,
                        key -> assertThat(key.certificate().certificate()).isEqualTo(served.getLast()));
    }

    @Test
    void anEmployeesCertificateIsNotTheStructures() {
        DevelopmentParty employee = pki.organisation(new PartnerId("cpe"), "500000000029751/CPAT0001", CLINIC.value());
        served.clear();
        served.add(employee.conf().certificate());
        served.add(laboratory.conf().certificate());
        assertThat(refresher.refresh()).isTrue();

        assertThat(employee.conf().certificate().getSubjectX500Principal().getName())
                .contains("500000000029751");
        assertThat(find(CLINIC)).isEqualTo(new RecipientKeys.Found.Unknown());
        assertThat(refresher.state().leftOut()).isEqualTo(1);
    }

    /** What was had counts on: a source that was emptied or cut is rather broken than right. */
    @Test
    void aSourceThatSaysNothingOrFarLessThanBeforeIsNotBelievedUnlessAnOperatorDoes() {
        for (int i = 0; i < 20; i++) {
            served.add(pki.organisation(
                            new PartnerId("lab-" + i),
                            "Labo Fictif " + i,
                            "19900001" + (10 + i),
                            Set.of(DevelopmentUse.CONF))
                    .conf()
                    .certificate());
        }
        assertThat(refresher.refresh()).isTrue();

        served.removeIf(certificate -> !certificate.equals(laboratory.auth().certificate()));
        assertThat(refresher.refresh()).isFalse();
        assertThat(refresher.state().failing()).containsExactly("annuaire");
        assertThat(find(LABORATORY)).isInstanceOf(RecipientKeys.Found.Key.class);

        assertThat(refresher.tryRefresh(true)).contains(true);
        assertThat(find(LABORATORY).failure()).contains(FailureCode.CERTIFICATE_WRONG_USE);

        served.clear();
        assertThat(refresher.tryRefresh(true)).contains(false);
        assertThat(find(LABORATORY).failure()).contains(FailureCode.CERTIFICATE_WRONG_USE);
    }

    @Test
    void whatCouldNotBeKeptIsKeptAtTheNextLook() throws IOException {
        Path file = Files.writeString(root.resolve("annuaire.txt"), HEADER + "\n" + DOCTOR + "\n");
        Files.setLastModifiedTime(file, FileTime.from(START));
        Path kept = Files.writeString(root.resolve("kept"), "no directory");
        var extraction = FileSource.extraction(file, Set.of(), 100);
        directory = new Directory(new Entries.Builder(0).build(), List.of(extraction.name()), AGE, () -> now);
        var files = new DirectoryRefresher(directory, List.of(extraction), kept, KEY, this::empty, () -> now);

        assertThat(files.refresh()).isFalse();
        assertThat(directory.now().knows(LABORATORY)).as("in force").isTrue();
        assertThat(files.refresh()).isFalse();

        Files.delete(kept);
        assertThat(files.refresh()).isTrue();
        files.close();
        directory = new Directory(new Entries.Builder(0).build(), List.of(extraction.name()), AGE, () -> now);
        Files.delete(file);
        var again = new DirectoryRefresher(directory, List.of(extraction), kept, KEY, this::empty, () -> now);
        again.open();
        assertThat(directory.now().knows(LABORATORY)).isTrue();
        again.close();
    }

    @Test
    void aFileIsAsOldAsItsDateAndAHalfOneDoesNotReplaceTheOneBefore() throws IOException {
        Path file = root.resolve("annuaire.txt");
        Files.writeString(file, HEADER + "\n" + DOCTOR + "\n");
        Files.setLastModifiedTime(file, FileTime.from(START.minusSeconds(60)));
        var extraction = FileSource.extraction(file, Set.of(), 100);
        directory = new Directory(new Entries.Builder(0).build(), List.of(extraction.name()), AGE, () -> now);
        var files = new DirectoryRefresher(
                directory, List.of(extraction), root.resolve("kept"), KEY, this::empty, () -> now);

        assertThat(files.refresh()).isTrue();
        assertThat(files.state().age()).contains(Duration.ofSeconds(60));
        assertThat(directory.now().knows(LABORATORY)).isTrue();

        Files.writeString(file, HEADER + "\n8|1000");
        assertThat(files.refresh()).isFalse();
        assertThat(directory.now().knows(LABORATORY)).isTrue();
        Files.delete(file);
        assertThat(files.refresh()).isFalse();
        assertThat(directory.now().knows(LABORATORY)).isTrue();
        now = START.plus(AGE);
        assertThat(directory.now().knows(LABORATORY)).isFalse();
        files.close();
    }

    private DevelopmentParty clinic() {
        return pki.organisation(new PartnerId("clinic"), "Clinique Fictive", CLINIC.value());
    }

    private Entries.Builder empty() {
        return new Entries.Builder(100, Issuers.of(List.of(pki.issuing())));
    }

    private Path snapshot() throws IOException {
        try (Stream<Path> files = Files.list(root.resolve("snapshots"))) {
            return files.filter(file -> file.toString().endsWith(".snapshot"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static NoteSigner watched(List<String> signed) {
        return new NoteSigner() {
            @Override
            public LogKey key() {
                return KEY.key();
            }

            @Override
            public byte[] sign(byte[] text) {
                signed.add(new String(text, StandardCharsets.UTF_8));
                return KEY.sign(text);
            }
        };
    }

    private void restart(NoteSigner key) {
        refresher.close();
        directory = directory();
        refresher = refresher(key);
        refresher.open();
    }

    private Directory directory() {
        return new Directory(new Entries.Builder(0).build(), List.of("annuaire"), AGE, () -> now);
    }

    private DirectoryRefresher refresher(NoteSigner key) {
        return new DirectoryRefresher(
                directory, List.of(source), root.resolve("snapshots"), key, this::empty, () -> now);
    }

    private RecipientKeys.Found find(Identifier holder) {
        return new RecipientKeys(directory, checker, () -> now).find(holder, Suite.READERS);
    }

    private TrustAnchors anchors() {
        return pki.anchors(Duration.ofDays(700));
    }
}
