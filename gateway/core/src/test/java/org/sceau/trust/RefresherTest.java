package org.sceau.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.SecureRandom;
import java.security.cert.CRLException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sceau.transfer.PartnerId;
import org.sceau.trust.ListExchange.Answer;
import org.sceau.trust.ListExchange.Version;

class RefresherTest {
    private static final Instant START = Instant.parse("2026-11-27T10:00:00Z");
    private static final Duration AGE = Duration.ofHours(2);
    private static final Duration GRACE = Duration.ofHours(1);
    private static final URI ROOT = URI.create("http://crl.example.org/root.crl");
    private static final URI ISSUING = URI.create("http://crl.example.org/issuing.crl");

    @TempDir
    Path directory;

    private Instant now = START;
    private final DevelopmentPki pki = DevelopmentPki.create(() -> now, new SecureRandom());
    private final DevelopmentParty party = pki.organisation(new PartnerId("lab"), "Labo Fictif", "1990000001");
    private final Map<URI, byte[]> served = new HashMap<>();
    private final Map<URI, String> versions = new HashMap<>();
    private final List<Version> asked = new ArrayList<>();

    @Test
    void nothingIsGoodBeforeTheListsAreThere() {
        CertificateChecker checker = checker();

        refresher(checker).open();

        assertThat(strict(checker)).isInstanceOf(CertificateStatus.RevocationUnknown.class);
    }

    @Test
    void revocationTakesEffectWithTheNextLook() throws Exception {
        CertificateChecker checker = checker();
        Refresher refresher = refresher(checker);
        refresher.open();
        publish();
        assertThat(refresher.refresh()).isTrue();
        assertThat(strict(checker)).isEqualTo(new CertificateStatus.Good(START.plus(AGE)));

        now = START.plusSeconds(60);
        pki.revoke(party.sign().certificate());
        publish();
        assertThat(strict(checker)).isInstanceOf(CertificateStatus.Good.class);
        assertThat(refresher.refresh()).isTrue();

        assertThat(strict(checker)).isInstanceOf(CertificateStatus.Revoked.class);
        served.remove(ISSUING);
        now = now.plus(AGE).plusSeconds(1);
        assertThat(refresher.refresh()).isFalse();
        assertThat(strict(checker)).as("only what is good ages").isInstanceOf(CertificateStatus.Revoked.class);
    }

    @Test
    void aSourceThatConfirmsItsListKeepsItFreshAndIsAskedByVersion() throws Exception {
        CertificateChecker checker = checker();
        Refresher refresher = refresher(checker);
        publish();
        refresher.open();
        refresher.refresh();

        now = START.plus(AGE).minusSeconds(1);
        refresher.refresh();

        assertThat(asked.getLast().tag())
                .isEqualTo(
                        "\"" + pki.lists().getLast().getThisUpdate().toInstant().toString() + "\"");
        assertThat(strict(checker)).isEqualTo(new CertificateStatus.Good(now.plus(AGE)));
    }

    @Test
    void whenSourcesAreDownTrafficGoesOnUntilTheStatedAgeAndChannelsUntilTheirGraceEnds() throws Exception {
        CertificateChecker checker = checker();
        Refresher refresher = refresher(checker);
        publish();
        refresher.open();
        refresher.refresh();
        served.clear();

        now = START.plus(AGE).minusSeconds(1);
        assertThat(refresher.refresh()).isFalse();
        assertThat(strict(checker)).isInstanceOf(CertificateStatus.Good.class);
        assertThat(refresher.state().failing()).isEqualTo(2);
        assertThat(refresher.state().stale()).isZero();

        now = START.plus(AGE);
        assertThat(strict(checker)).isInstanceOf(CertificateStatus.RevocationUnknown.class);
        assertThat(channel(checker)).isInstanceOf(CertificateStatus.Good.class);
        assertThat(refresher.state().stale()).isEqualTo(2);
        assertThat(refresher.state().age()).isEqualTo(AGE);

        now = START.plus(AGE).plus(GRACE);
        assertThat(channel(checker)).isInstanceOf(CertificateStatus.RevocationUnknown.class);
    }

    @Test
    void whatWasFetchedOutlivesARestartWithItsAge() throws Exception {
        Refresher before = refresher(checker());
        publish();
        before.open();
        before.refresh();
        now = START.plus(Duration.ofHours(1));
        before.refresh();
        served.clear();
        CertificateChecker checker = checker();

        refresher(checker).open();

        assertThat(strict(checker))
                .isEqualTo(new CertificateStatus.Good(
                        START.plus(Duration.ofHours(1)).plus(AGE)));
    }

    @Test
    void aCacheWhoseNotesAreGoneOrAlteredCountsFromTheListsOwnDate() throws Exception {
        Refresher before = refresher(checker());
        now = START.plus(Duration.ofHours(1));
        publish();
        before.open();
        before.refresh();
        for (String altered : List.of("", "x\ny\nz\n\n", "2030-01-01T00:00:00Z\n2030-01-01T00:00:00Z\n\n\n")) {
            for (Path note : TrustFiles.named(directory.resolve("cache"), ".heard")) {
                Files.writeString(note, altered);
            }
            CertificateChecker checker = checker();

            refresher(checker).open();

            assertThat(strict(checker)).isEqualTo(new CertificateStatus.Good(START.plus(AGE)));
        }
    }

    @Test
    void aConfirmationOfATimeToComeIsNotBelieved() throws Exception {
        Refresher before = refresher(checker());
        publish();
        before.open();
        now = START.plus(Duration.ofDays(30));
        before.refresh();
        now = START.plusSeconds(60);
        CertificateChecker checker = checker();

        refresher(checker).open();

        assertThat(strict(checker)).isEqualTo(new CertificateStatus.Good(START.plus(AGE)));
    }

    @Test
    void deltaRevokesBeforeTheNextCompleteListAndTakesAHoldBack() throws Exception {
        var authority = new GeneratedList();
        X509Certificate held = authority.issued(BigInteger.valueOf(7));
        X509Certificate lost = authority.issued(BigInteger.valueOf(9));
        Date since = Date.from(GeneratedList.ISSUED);
        RevocationList complete = authority.read(authority.signed(
                authority.builder(1).addCRLEntry(BigInteger.valueOf(7), since, CRLReason.certificateHold)));
        RevocationList delta = authority.read(authority.signed(authority
                .builder(2)
                .addExtension(Extension.deltaCRLIndicator, true, new CRLNumber(BigInteger.ONE))
                .addCRLEntry(BigInteger.valueOf(7), since, CRLReason.removeFromCRL)
                .addCRLEntry(BigInteger.valueOf(9), since, CRLReason.keyCompromise)));
        Instant at = GeneratedList.ISSUED.plusSeconds(60);

        var before = new CertificateChecker(authority.anchors().with(Revocations.of(List.of(complete), AGE)));
        var after = new CertificateChecker(authority.anchors().with(Revocations.of(List.of(complete, delta), AGE)));
        var alone = new CertificateChecker(authority.anchors().with(Revocations.of(List.of(delta), AGE)));

        assertThat(before.check(List.of(held), at)).isInstanceOf(CertificateStatus.Revoked.class);
        assertThat(before.check(List.of(lost), at)).isInstanceOf(CertificateStatus.Good.class);
        assertThat(after.check(List.of(held), at)).isInstanceOf(CertificateStatus.Good.class);
        assertThat(after.check(List.of(lost), at)).isInstanceOf(CertificateStatus.Revoked.class);
        assertThat(alone.check(List.of(held), at)).isInstanceOf(CertificateStatus.RevocationUnknown.class);
    }

    @Test
    void whatADeltaRevokesStaysSoWhenTheDeltaIsTooOldAndAHoldItTookBackDoesNot() throws Exception {
        var authority = new GeneratedList();
        Date since = Date.from(GeneratedList.ISSUED);
        RevocationList complete = authority.read(authority.signed(
                authority.builder(1).addCRLEntry(BigInteger.valueOf(7), since, CRLReason.certificateHold)));
        RevocationList delta = delta(authority, 2, 1, BigInteger.valueOf(9), BigInteger.valueOf(7));
        Instant at = GeneratedList.ISSUED.plus(AGE);
        var lists = List.of(complete.heard(at), delta);

        var checker = new CertificateChecker(authority.anchors().with(Revocations.of(lists, AGE)));

        assertThat(checker.check(List.of(authority.issued(BigInteger.valueOf(9))), at))
                .isInstanceOf(CertificateStatus.Revoked.class);
        assertThat(checker.check(List.of(authority.issued(BigInteger.valueOf(7))), at))
                .isInstanceOf(CertificateStatus.Revoked.class);
        assertThat(checker.check(List.of(authority.issued(BigInteger.valueOf(8))), at))
                .isInstanceOf(CertificateStatus.Good.class);
    }

    @Test
    void aDeltaOverACompleteListThatIsNotThereLeavesTheOneBefore() throws Exception {
        var authority = new GeneratedList();
        X509Certificate lost = authority.issued(BigInteger.valueOf(9));
        RevocationList complete = authority.read(authority.signed(authority.builder(10)));
        RevocationList before = delta(authority, 12, 10, BigInteger.valueOf(9), BigInteger.ZERO);
        RevocationList after = delta(authority, 14, 13, BigInteger.valueOf(8), BigInteger.ZERO);
        Instant at = GeneratedList.ISSUED.plusSeconds(60);

        var checker =
                new CertificateChecker(authority.anchors().with(Revocations.of(List.of(complete, before, after), AGE)));

        assertThat(checker.check(List.of(lost), at)).isInstanceOf(CertificateStatus.Revoked.class);
    }

    @Test
    void aSourceOfADeltaThatGivesAnythingElseLeavesTheDelta() throws Exception {
        var authority = new GeneratedList();
        now = GeneratedList.ISSUED;
        X509Certificate lost = authority.issued(BigInteger.valueOf(9));
        byte[] complete = authority.signed(authority.builder(10));
        CertificateChecker checker = new CertificateChecker(authority.anchors());
        Refresher refresher = refresher(checker);
        refresher.open();
        serve(ROOT, complete, "complete");
        serve(ISSUING, deltaBytes(authority, 12, 10, BigInteger.valueOf(9), BigInteger.ZERO), "delta");
        assertThat(refresher.refresh()).isTrue();

        serve(ISSUING, complete, "the complete list");
        assertThat(refresher.refresh()).isFalse();
        serve(ISSUING, deltaBytes(authority, 14, 13, BigInteger.valueOf(8), BigInteger.ZERO), "a later delta");
        assertThat(refresher.refresh()).isFalse();
        serve(ROOT, "half a li".getBytes(StandardCharsets.US_ASCII), "half");
        assertThat(refresher.refresh()).isFalse();
        assertThat(checker.check(List.of(lost), now)).isInstanceOf(CertificateStatus.Revoked.class);

        serve(
                ROOT,
                authority.signed(authority.builder(13).addCRLEntry(lost.getSerialNumber(), Date.from(now), 1)),
                "13");
        assertThat(refresher.refresh()).isTrue();
        assertThat(checker.check(List.of(lost), now)).isInstanceOf(CertificateStatus.Revoked.class);
        assertThat(checker.check(List.of(authority.issued(BigInteger.valueOf(8))), now))
                .isInstanceOf(CertificateStatus.Revoked.class);
    }

    @Test
    void aSourceThatBreaksInAnUnforeseenWayKeepsNoOtherFromTakingEffectAndTheNextLookComes() throws Exception {
        CertificateChecker checker = checker();
        publish();
        var looks = new CountDownLatch(4);
        ListExchange breaking = (address, last, into) -> {
            looks.countDown();
            if (address.equals(ISSUING)) {
                return answer(address, last, into);
            }
            if (looks.getCount() == 3) {
                throw new AssertionError("an Error");
            }
            throw new IllegalArgumentException("no address to ask");
        };
        var root = Files.write(directory.resolve("root.crl"), der(pki.lists().getFirst()));
        var places = new RevocationPlaces(List.of(root), Optional.empty(), List.of(ROOT, ISSUING), Set.of(), List.of());
        try (var refresher = new Refresher(
                checker,
                places,
                breaking,
                (_, _) -> {
                    throw new IOException("no responder");
                },
                directory.resolve("cache"),
                () -> now)) {
            refresher.open();
            refresher.start(Duration.ofMillis(1));

            assertThat(looks.await(1, TimeUnit.MINUTES)).isTrue();
        }
        assertThat(strict(checker)).isInstanceOf(CertificateStatus.Good.class);
    }

    @Test
    void whatFilesAndOppositionsSayTakesEffectBeforeAnySourceAnswers() throws Exception {
        CertificateChecker checker = checker();
        Path file = Files.writeString(directory.resolve("oppositions.txt"), "");
        publish();
        var places = places(Optional.of(file), List.of(), Set.of());
        List<CertificateStatus> seen = new ArrayList<>();
        var refresher = new Refresher(
                checker,
                places,
                (address, last, into) -> {
                    seen.add(strict(checker));
                    return answer(address, last, into);
                },
                (_, _) -> {
                    throw new IOException("no responder");
                },
                directory.resolve("cache"),
                () -> now);
        refresher.open();
        refresher.refresh();
        X509Certificate card = party.sign().certificate();
        Files.writeString(
                file,
                "2026-11-26T08:00:00Z;" + card.getSerialNumber().toString(16) + ";"
                        + card.getIssuerX500Principal().getName());
        seen.clear();

        refresher.refresh();

        assertThat(seen).hasSize(2).allMatch(CertificateStatus.Revoked.class::isInstance);
    }

    @Test
    void aListCountsOnlyWhenItsSignerLeadsToTheAnchorOfTheCertificateAndAsLongAsTheSignerDoes() throws Exception {
        var own = new GeneratedList();
        var other = new GeneratedList("C=FR,O=Fictif,CN=AUTRE AC");
        var key = new GeneratedList();
        Instant at = GeneratedList.ISSUED.plusSeconds(60);
        X509Certificate certificate = own.issued(BigInteger.valueOf(7));
        byte[] list = key.signed(key.builder(1));

        for (GeneratedList above : List.of(own, other)) {
            var anchors = TrustAnchors.of(
                    List.of(own.certificate(), other.certificate()), List.of(above.lister(key, 1)), Duration.ofDays(7));
            List<RevocationList> lists = new ArrayList<>();
            lists.add(RevocationListReader.read(new ByteArrayInputStream(list), anchors, "signer.crl"));
            lists.add(other.read(other.signed(other.builder(1))));
            var checker = new CertificateChecker(anchors.with(Revocations.of(lists, Duration.ofDays(7))));

            CertificateStatus status = checker.check(List.of(certificate), at);

            assertThat(status)
                    .isEqualTo(
                            above == own
                                    ? new CertificateStatus.Good(GeneratedList.ISSUED.plus(Duration.ofDays(1)))
                                    : new CertificateStatus.RevocationUnknown(
                                            certificate.getIssuerX500Principal().getName()));
        }
    }

    @Test
    void anOlderListThanBeforeIsNotTakenAndConfirmsNothing() throws Exception {
        CertificateChecker checker = checker();
        Refresher refresher = refresher(checker);
        byte[] old = der(pki.lists().getLast());
        now = START.plusSeconds(60);
        pki.revoke(party.sign().certificate());
        publish();
        refresher.open();
        refresher.refresh();

        served.put(ISSUING, old);
        versions.put(ISSUING, "old");

        assertThat(refresher.refresh()).isFalse();
        assertThat(strict(checker)).isInstanceOf(CertificateStatus.Revoked.class);
    }

    @Test
    void aSourceThatGivesSomethingElseLeavesWhatWasThere() throws Exception {
        CertificateChecker checker = checker();
        Refresher refresher = refresher(checker);
        publish();
        refresher.open();
        refresher.refresh();

        served.put(ISSUING, "<html>maintenance</html>".getBytes(StandardCharsets.US_ASCII));

        assertThat(refresher.refresh()).isFalse();
        assertThat(strict(checker)).isInstanceOf(CertificateStatus.Good.class);
    }

    @Test
    void opposedCardIsRevokedBeforeItsAuthoritySaysSo() throws Exception {
        Path file = Files.writeString(directory.resolve("oppositions.txt"), "# nobody yet\n");
        CertificateChecker checker = checker();
        Refresher refresher = refresher(checker, places(Optional.of(file), List.of(), Set.of()));
        publish();
        refresher.open();
        refresher.refresh();
        assertThat(strict(checker)).isInstanceOf(CertificateStatus.Good.class);

        X509Certificate card = party.sign().certificate();
        Files.writeString(
                file,
                "2026-11-26T08:00:00Z;" + card.getSerialNumber().toString(16) + ";"
                        + card.getIssuerX500Principal().getName() + "\n");
        refresher.refresh();

        assertThat(strict(checker))
                .isEqualTo(new CertificateStatus.Revoked(Instant.parse("2026-11-26T08:00:00Z"), "OPPOSED"));
        assertThat(channel(checker)).isInstanceOf(CertificateStatus.Good.class);

        Files.writeString(file, "not;a line\n");
        assertThat(refresher.refresh()).isFalse();
        assertThat(strict(checker)).isInstanceOf(CertificateStatus.Revoked.class);
    }

    @Test
    void anIssuerIsFoundWhateverTheTypeOfItsTextsAndAStrangerIsCounted() throws Exception {
        var authority = new GeneratedList("C=FR,O=Fictif,2.5.4.97=NTRFR-190000000,CN=AC FICTIVE");
        String lines = """
                2026-11-26T08:00:00Z;4d;CN=AC FICTIVE,2.5.4.97=NTRFR-190000000,O=Fictif,C=FR
                2026-11-26T08:00:00Z;4e;CN=AC FICTVIE,2.5.4.97=NTRFR-190000000,O=Fictif,C=FR
                """;

        Oppositions oppositions = Oppositions.read(lines, "oppositions.txt", authority.anchors());

        assertThat(oppositions.since(authority.issued(BigInteger.valueOf(0x4d))))
                .contains(Instant.parse("2026-11-26T08:00:00Z"));
        assertThat(oppositions.since(authority.issued(BigInteger.valueOf(0x4e))))
                .isEmpty();
        assertThat(oppositions.strangers(authority.anchors())).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1;2;CN=X",
                "2026-11-26T08:00:00Z;zz;CN=X",
                "2026-11-26T08:00:00Z;;CN=X",
                "2026-11-26T08:00:00Z;1;not a name",
                "2026-11-26T08:00:00Z;1",
                ";;",
                "2026-11-26T08:00:00Z;ffffffffffffffffffffffffffffffffffffffffff;CN=X"
            })
    void badOppositionsAreRefusedByTheirLine(String line) {
        TrustAnchors anchors = checker().anchors();
        assertThatThrownBy(() -> Oppositions.read("# comment\n\n" + line + "\n", "oppositions.txt", anchors))
                .isInstanceOf(TrustUnusable.class)
                .hasMessageContaining("oppositions.txt, line 3")
                .hasMessageNotContaining("CN=X");
    }

    @Test
    void aFileThatWasReplacedIsReadAgainAndABadOneLeavesTheOneBefore() throws Exception {
        Path file =
                Files.write(directory.resolve("issuing.crl"), der(pki.lists().getLast()));
        Path root = Files.write(directory.resolve("root.crl"), der(pki.lists().getFirst()));
        CertificateChecker checker = checker();
        Refresher refresher = refresher(
                checker, new RevocationPlaces(List.of(root, file), Optional.empty(), List.of(), Set.of(), List.of()));
        refresher.open();
        assertThat(strict(checker)).isInstanceOf(CertificateStatus.Good.class);

        Files.writeString(file, "half a li");
        assertThat(refresher.refresh()).isFalse();
        assertThat(strict(checker)).isInstanceOf(CertificateStatus.Good.class);

        now = START.plusSeconds(60);
        pki.revoke(party.sign().certificate());
        Files.write(file, der(pki.lists().getLast()));
        Files.setLastModifiedTime(file, FileTime.from(START.plusSeconds(90)));
        assertThat(refresher.refresh()).isTrue();

        assertThat(strict(checker)).isInstanceOf(CertificateStatus.Revoked.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://crl.example.org/a.crl, true",
                "https://crl.example.org/a.crl, true",
                "http://CRL.example.org:80/a.crl, true",
                "http://other.example.org:8080/a.crl, true",
                "http://other.example.org/a.crl, false",
                "http://crl.example.org:22/a.crl, false",
                "http://crl.example.org.evil.example/a.crl, false",
                "http://crl.example.org@evil.example/a.crl, false",
                "http://evil.example\\@crl.example.org/a.crl, false",
                "http://169.254.169.254/latest, false",
                "http://[::1]/a.crl, false",
                "ftp://crl.example.org/a.crl, false",
                "file:///etc/passwd, false",
                "ldap://crl.example.org/cn=ac, false"
            })
    void onlyAllowedHostsAreAskedForWhatCertificatesName(String line) throws Exception {
        String[] parts = line.split(", ", 2);
        X509Certificate naming = new GeneratedList().naming(parts[0]);
        var places = new RevocationPlaces(
                List.of(),
                Optional.empty(),
                List.of(),
                Set.of("crl.example.org", "other.example.org:8080"),
                List.of(naming));

        assertThat(places.asked(List.of()).size()).isEqualTo(Boolean.parseBoolean(parts[1]) ? 1 : 0);
    }

    private CertificateChecker checker() {
        return new CertificateChecker(TrustAnchors.of(List.of(pki.root()), List.of(pki.issuing()), AGE), GRACE);
    }

    private Refresher refresher(CertificateChecker checker) {
        return refresher(checker, places(Optional.empty(), List.of(), Set.of()));
    }

    private Refresher refresher(CertificateChecker checker, RevocationPlaces places) {
        return new Refresher(
                checker,
                places,
                this::answer,
                (_, _) -> {
                    throw new IOException("no responder");
                },
                directory.resolve("cache"),
                () -> now);
    }

    private static RevocationPlaces places(
            Optional<Path> oppositions, List<X509Certificate> certificates, Set<String> hosts) {
        return new RevocationPlaces(List.of(), oppositions, List.of(ROOT, ISSUING), hosts, certificates);
    }

    /** A source that versions its lists by their date. */
    private Answer answer(URI address, Version last, Path into) throws IOException {
        asked.add(last);
        byte[] list = served.get(address);
        if (list == null) {
            throw new IOException("down");
        }
        String tag = "\"" + versions.get(address) + "\"";
        if (tag.equals(last.tag()) && list.length > 100) {
            return new Answer.Unchanged();
        }
        Files.write(into, list);
        return new Answer.Changed(new Version(tag, ""));
    }

    private static byte[] deltaBytes(GeneratedList authority, long number, long base, BigInteger lost, BigInteger freed)
            throws Exception {
        Date since = Date.from(GeneratedList.ISSUED);
        return authority.signed(authority
                .builder(number)
                .addExtension(Extension.deltaCRLIndicator, true, new CRLNumber(BigInteger.valueOf(base)))
                .addCRLEntry(freed, since, CRLReason.removeFromCRL)
                .addCRLEntry(lost, since, CRLReason.keyCompromise));
    }

    private static RevocationList delta(
            GeneratedList authority, long number, long base, BigInteger lost, BigInteger freed) throws Exception {
        return authority.read(deltaBytes(authority, number, base, lost, freed));
    }

    private void serve(URI address, byte[] list, String version) {
        served.put(address, list);
        versions.put(address, version);
    }

    private void publish() throws CRLException {
        put(ROOT, pki.lists().getFirst());
        put(ISSUING, pki.lists().getLast());
    }

    private void put(URI address, X509CRL list) throws CRLException {
        served.put(address, der(list));
        versions.put(address, list.getThisUpdate().toInstant().toString());
    }

    private static byte[] der(X509CRL list) throws CRLException {
        return list.getEncoded();
    }

    private CertificateStatus strict(CertificateChecker checker) {
        return checker.check(party.sign().chain(), Purpose.COMMITMENT, now);
    }

    private CertificateStatus channel(CertificateChecker checker) {
        return checker.check(party.auth().chain(), Purpose.TLS_CLIENT, now);
    }
}
