package org.sceau.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CRLException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sceau.failure.FailureCode;
import org.sceau.identity.CardFamily;
import org.sceau.proof.SeedNoteSigner;
import org.sceau.trust.CertificateChecker;
import org.sceau.trust.CertificateStatus;
import org.sceau.trust.ListExchange;
import org.sceau.trust.ProfessionalQualities;
import org.sceau.trust.Purpose;
import org.sceau.trust.QualityRule;
import org.sceau.trust.Refresher;
import org.sceau.trust.RevocationPlaces;
import org.sceau.trust.TrustAnchors;

/** Cards that a directory opposes, beside revocation lists that are always fresh. */
class DirectoryOppositionsTest {
    private static final Instant START = Instant.parse("2026-11-27T10:00:00Z");
    private static final Duration AGE = Duration.ofMinutes(40);
    private static final Duration GRACE = Duration.ofMinutes(10);
    private static final String NAME = "annuaire";

    @TempDir
    Path root;

    private Instant now = START;
    private final TestIssuer issuer = new TestIssuer("AC FICTIVE", START);
    private final X509Certificate card = issue("CN=810000000001,SERIALNUMBER=2600000001");
    private final X509Certificate other = issue("CN=810000000001,SERIALNUMBER=2600000002");
    private final X509Certificate software = issue("CN=Labo Fictif,OU=1990000001");
    private final Set<String> opposedCards = new HashSet<>();
    private final List<X509Certificate> opposedCertificates = new ArrayList<>();
    private Duration dated = Duration.ZERO;
    private boolean down;
    private final DirectorySource source = new DirectorySource() {
        @Override
        public String name() {
            return NAME;
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
            Entries.Builder entries = new Entries.Builder(0).look();
            opposedCards.forEach(number -> entries.oppose(START, number));
            opposedCertificates.forEach(one -> entries.oppose(START, one));
            return new Answer.Whole(entries.build(), at.minus(dated));
        }
    };

    private CertificateChecker checker;
    private DirectoryRefresher refresher;

    @BeforeEach
    void open() throws Exception {
        start();
    }

    @AfterEach
    void close() {
        refresher.close();
    }

    @Test
    void aCardIsRevokedByItsNumberAndACertificateByItsOwnWithTheLookThatSaysSo() {
        refresher.refresh();
        assertThat(List.of(status(card), status(other), status(software)))
                .allMatch(CertificateStatus.Good.class::isInstance);

        opposedCards.add("02600000001");
        opposedCertificates.add(software);
        assertThat(status(card)).isInstanceOf(CertificateStatus.Good.class);
        refresher.refresh();

        assertThat(status(card)).isEqualTo(new CertificateStatus.Revoked(START, "OPPOSED"));
        assertThat(status(card).failure()).contains(FailureCode.CERTIFICATE_REVOKED);
        assertThat(status(software)).isEqualTo(new CertificateStatus.Revoked(START, "OPPOSED"));
        assertThat(status(other)).as("another card of the same holder").isInstanceOf(CertificateStatus.Good.class);
        assertThat(refresher.state().opposed()).isEqualTo(2);
    }

    /** Must-show: an hour of silence, of which the stated age is the first forty minutes. */
    @Test
    void withTheSourceDownSilenceCountsUntilItsAgeThenCardsStopAsUncheckedAndWhatIsOpposedStaysSo() {
        opposedCards.add("2600000001");
        refresher.refresh();
        down = true;
        for (int minute = 1; minute <= 60; minute++) {
            now = START.plus(Duration.ofMinutes(minute));
            assertThat(refresher.refresh()).isFalse();
            assertThat(status(card)).as("minute %s", minute).isInstanceOf(CertificateStatus.Revoked.class);
            assertThat(status(software)).as("minute %s", minute).isInstanceOf(CertificateStatus.Good.class);
            if (minute < 40) {
                assertThat(status(other)).as("minute %s", minute).isInstanceOf(CertificateStatus.Good.class);
            } else {
                assertThat(status(other).failure()).as("minute %s", minute).contains(FailureCode.CERTIFICATE_UNCHECKED);
            }
            assertThat(checker.check(List.of(other), Purpose.TLS_CLIENT, now))
                    .as("a channel, minute %s", minute)
                    .isInstanceOf(
                            minute < 50 ? CertificateStatus.WrongUse.class : CertificateStatus.RevocationUnknown.class);
        }
        assertThat(refresher.state().late()).containsExactly(NAME);

        down = false;
        assertThat(refresher.refresh()).isTrue();
        assertThat(status(other)).isInstanceOf(CertificateStatus.Good.class);
    }

    @Test
    void whatNoSourceEverSaidIsUnchecked() {
        assertThat(status(card).failure()).contains(FailureCode.CERTIFICATE_UNCHECKED);
        assertThat(status(software)).isInstanceOf(CertificateStatus.Good.class);
    }

    /** The directory's server could never be asked again. */
    @Test
    void aServerWithANumberOfItsOwnIsNoCardThatStops() {
        X509Certificate server = issuer.issue(
                "CN=annuaire.example.org,SERIALNUMBER=2600000005",
                START.minus(Duration.ofDays(1)),
                KeyPurposeId.id_kp_serverAuth);

        assertThat(status(server)).isInstanceOf(CertificateStatus.Good.class);
        opposedCards.add("2600000005");
        refresher.refresh();
        assertThat(status(server)).as("nor one that is stopped so").isInstanceOf(CertificateStatus.Good.class);
        opposedCertificates.add(server);
        refresher.refresh();
        assertThat(status(server)).isInstanceOf(CertificateStatus.Good.class);
    }

    @Test
    void theSnapshotOpposesAfterARestartWithoutTheSourceAndAnAlteredOneLeavesCardsUnchecked() throws Exception {
        opposedCards.add("2600000001");
        opposedCertificates.add(software);
        refresher.refresh();
        down = true;
        restart();

        assertThat(status(card)).isInstanceOf(CertificateStatus.Revoked.class);
        assertThat(status(software)).isInstanceOf(CertificateStatus.Revoked.class);
        assertThat(status(other)).isInstanceOf(CertificateStatus.Good.class);

        Path kept;
        try (var files = Files.list(root.resolve("snapshots"))) {
            kept = files.findFirst().orElseThrow();
        }
        Files.writeString(kept, Files.readString(kept).replace("2600000001", "2600000009"));
        restart();

        assertThat(status(card).failure()).contains(FailureCode.CERTIFICATE_UNCHECKED);
        assertThat(status(other).failure()).contains(FailureCode.CERTIFICATE_UNCHECKED);
    }

    @Test
    void aNewerWholeWordTakesAnOppositionBackAndAnOlderOrAShrunkOneDoesNot() {
        opposedCards.add("2600000001");
        opposedCards.add("2600000009");
        refresher.refresh();

        opposedCards.remove("2600000001");
        dated = Duration.ofSeconds(1);
        assertThat(refresher.refresh()).isFalse();
        assertThat(status(card)).isInstanceOf(CertificateStatus.Revoked.class);

        dated = Duration.ZERO;
        now = START.plusSeconds(60);
        assertThat(refresher.refresh()).isTrue();
        assertThat(status(card)).isInstanceOf(CertificateStatus.Good.class);

        opposedCards.clear();
        assertThat(refresher.refresh()).as("the last one").isFalse();
        assertThat(refresher.tryRefresh(true)).contains(true);

        for (int i = 0; i < 40; i++) {
            opposedCards.add("26000000" + (10 + i));
        }
        opposedCards.add("2600000001");
        refresher.refresh();
        opposedCards.clear();
        assertThat(refresher.refresh()).as("forty fewer at once").isFalse();
        assertThat(status(card)).isInstanceOf(CertificateStatus.Revoked.class);
        assertThat(refresher.tryRefresh(true)).contains(true);
        assertThat(status(card)).isInstanceOf(CertificateStatus.Good.class);
    }

    /** Which of them is its card's, nobody can tell. */
    @Test
    void aCertificateWithTwoNumbersIsOpposedWithEitherOfThem() {
        X509Certificate both = issue("CN=810000000001,SERIALNUMBER=2600000003+SERIALNUMBER=2600000004");
        opposedCards.add("2600000004");
        refresher.refresh();

        assertThat(status(both)).isInstanceOf(CertificateStatus.Revoked.class);
    }

    private CertificateStatus status(X509Certificate certificate) {
        return checker.check(List.of(certificate), now);
    }

    private X509Certificate issue(String subject) {
        return issuer.issue(subject, START.minus(Duration.ofDays(1)));
    }

    private void restart() throws Exception {
        refresher.close();
        start();
    }

    private void start() throws CRLException, IOException {
        checker = new CertificateChecker(
                TrustAnchors.of(List.of(issuer.certificate()), List.of(), Duration.ofDays(7)), GRACE);
        var directory = new Directory(
                new Entries.Builder(0).build(), List.of(NAME), Set.of(NAME), AGE, () -> now, checker::forget);
        refresher = new DirectoryRefresher(
                directory,
                List.of(source),
                root.resolve("snapshots"),
                SeedNoteSigner.of(new byte[32]),
                () -> new Entries.Builder(0),
                () -> now);
        refresher.open();
        Path list = Files.write(root.resolve("list.crl"), issuer.list().getEncoded());
        ListExchange nobody = (_, _, _) -> new ListExchange.Answer.Unchanged();
        try (var lists = new Refresher(
                checker,
                new RevocationPlaces(List.of(list), Optional.empty(), List.of(), Set.of(), List.of()),
                nobody,
                (_, _) -> new byte[0],
                new DirectoryOppositions(directory, qualities()),
                root.resolve("lists"),
                () -> now)) {
            lists.open();
        }
    }

    private static ProfessionalQualities qualities() {
        return new ProfessionalQualities(List.of(
                new QualityRule(
                        new QualityRule.Source.Subject("2.5.4.3"),
                        QualityRule.Part.FAMILY,
                        Pattern.compile("8[0-9]{11}"),
                        List.of(CardFamily.CPS),
                        Map.of(),
                        Optional.empty()),
                new QualityRule(
                        new QualityRule.Source.Subject("2.5.4.5"),
                        QualityRule.Part.CARD,
                        Pattern.compile("[0-9]{1,20}"),
                        List.of(),
                        Map.of(),
                        Optional.empty())));
    }
}
