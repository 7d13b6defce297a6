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
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sceau.directory.DirectorySource.Answer;
import org.sceau.failure.FailureCode;
import org.sceau.proof.NoteSigner;
import org.sceau.proof.SeedNoteSigner;
import org.sceau.transfer.PartnerId;
import org.sceau.trust.CertificateChecker;
import org.sceau.trust.CertificateStatus;
import org.sceau.trust.DevelopmentParty;
import org.sceau.trust.DevelopmentPki;
import org.sceau.trust.DevelopmentUse;
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
            var entries = new Entries.Builder(100);
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
    void wrongUseExpiredRevokedAndForeignCertificatesAreRefusedByName() {
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
        refresher.refresh();
        assertThat(find(LABORATORY).failure()).contains(FailureCode.CERTIFICATE_UNKNOWN);

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
                assertThat(refresher.state().late()).isZero();
            } else {
                assertThat(found).isEqualTo(new RecipientKeys.Found.TooOld(List.of("annuaire")));
                assertThat(found.failure()).contains(FailureCode.DIRECTORY_LATE);
                assertThat(refresher.state().late()).isEqualTo(1);
            }
        }
        assertThat(refresher.state().age()).isEqualTo(Duration.ofHours(1));
        assertThat(refresher.state().failing()).isEqualTo(1);

        down = false;
        assertThat(refresher.refresh()).isTrue();
        assertThat(find(LABORATORY)).isInstanceOf(RecipientKeys.Found.Key.class);
    }

    @Test
    void whatNoSourceEverSaidIsNotUnknownButTooOld() {
        assertThat(find(LABORATORY)).isEqualTo(new RecipientKeys.Found.TooOld(List.of("annuaire")));
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
    void aSnapshotOfATimeToComeIsRefused() {
        refresher.refresh();
        now = START.minusSeconds(1);
        restart(KEY);

        assertThat(find(LABORATORY)).isInstanceOf(RecipientKeys.Found.TooOld.class);
    }

    @Test
    void aSourceThatLiesCannotPutAnotherKeyInPlaceOfAHolders() {
        DevelopmentParty clinic = pki.organisation(new PartnerId("clinic"), "Clinique Fictive", CLINIC.value());
        served.clear();
        served.add(clinic.conf().certificate());
        refresher.refresh();

        assertThat(find(LABORATORY)).isEqualTo(new RecipientKeys.Found.Unknown());
        assertThat(find(CLINIC)).isInstanceOf(RecipientKeys.Found.Key.class);
    }

    @Test
    void aSourceCannotMakeALookUpDearWithCertificatesThatItMadeUp() {
        DevelopmentPki other = DevelopmentPki.create(() -> now, new SecureRandom());
        served.removeIf(certificate -> !certificate.equals(laboratory.conf().certificate()));
        for (int i = 0; i < 40; i++) {
            served.add(other.organisation(
                            new PartnerId("made-up-" + i), "Inventé", LABORATORY.value(), Set.of(DevelopmentUse.CONF))
                    .conf()
                    .certificate());
        }
        refresher.refresh();

        assertThat(directory.now().certificates(LABORATORY)).hasSize(16);
        assertThat(refresher.state().leftOut()).isEqualTo(25);
        assertThat(find(LABORATORY)).isInstanceOf(RecipientKeys.Found.Key.class);
    }

    @Test
    void anEmployeesCertificateIsNotTheStructures() {
        DevelopmentParty employee = pki.organisation(new PartnerId("cpe"), "500000000029751/CPAT0001", CLINIC.value());
        served.clear();
        served.add(employee.conf().certificate());
        refresher.refresh();

        assertThat(employee.conf().certificate().getSubjectX500Principal().getName())
                .contains("500000000029751");
        assertThat(find(CLINIC)).isEqualTo(new RecipientKeys.Found.Unknown());
        assertThat(refresher.state().leftOut()).isEqualTo(1);
    }

    @Test
    void aFileIsAsOldAsItsDateAndAHalfOneDoesNotReplaceTheOneBefore() throws IOException {
        Path file = root.resolve("annuaire.txt");
        Files.writeString(file, HEADER + "\n" + DOCTOR + "\n");
        Files.setLastModifiedTime(file, FileTime.from(START.minusSeconds(60)));
        var extraction = FileSource.extraction(file, Set.of(), 100);
        directory = new Directory(new Entries.Builder(0).build(), List.of(extraction.name()), AGE, () -> now);
        var files = new DirectoryRefresher(directory, List.of(extraction), root.resolve("kept"), KEY, 100, () -> now);

        assertThat(files.refresh()).isTrue();
        assertThat(files.state().age()).isEqualTo(Duration.ofSeconds(60));
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

    private Path snapshot() throws IOException {
        try (Stream<Path> files = Files.list(root.resolve("snapshots"))) {
            return files.filter(file -> file.toString().endsWith(".snapshot"))
                    .findFirst()
                    .orElseThrow();
        }
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
        return new DirectoryRefresher(directory, List.of(source), root.resolve("snapshots"), key, 100, () -> now);
    }

    private RecipientKeys.Found find(Identifier holder) {
        return new RecipientKeys(directory, checker, () -> now).find(holder);
    }

    private TrustAnchors anchors() {
        return TrustAnchors.of(
                List.of(pki.root(), pki.issuing()),
                Map.of(
                        "root.crl",
                        pki.lists().getFirst(),
                        "issuing.crl",
                        pki.lists().getLast()),
                Duration.ofDays(700));
    }
}
