package org.sceau.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.bouncycastle.asn1.x509.CRLReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A receipt whose time-stamp was renewed twice: by SHA-384 after a day, by SHA-512 after fifty. */
class RenewalTest {
    private static final TestPki PKI = new TestPki();
    private static final TrustAnchors ANCHORS = PKI.anchors();
    private static final TestTsa TSA = new TestTsa(PKI);
    private static final Instant FIRST = TestTsa.AT.plus(Duration.ofDays(1));
    private static final Instant SECOND = TestTsa.AT.plus(Duration.ofDays(50));
    private static final Receipt STAMPED = Samples.stamped(PKI.signer(), TSA);
    private static final Renewed ONE = renewed(HashAlgorithm.SHA_384, FIRST, Samples.LOG, List.of(), 2);
    private static final Renewed TWO = renewed(HashAlgorithm.SHA_512, SECOND, Samples.LOG, List.of(ONE.renewal()), 5);
    private static final Receipt RECEIPT = with(ONE, TWO);

    @Test
    void aRenewedReceiptSaysSinceWhenItsTimeStampIsCovered() {
        assertThat(Receipt.decode(RECEIPT.encode())).isEqualTo(RECEIPT);
        assertThat(Verifier.verify(RECEIPT.encode(), ANCHORS, List.of()))
                .isInstanceOfSatisfying(Verdict.Proved.class, proved -> {
                    Claims.OfReceipt claims = (Claims.OfReceipt) proved.claims();
                    assertThat(claims.stamped().orElseThrow().at()).isEqualTo(Samples.whole(TestTsa.AT));
                    assertThat(claims.renewals())
                            .extracting(TimeStamped::at)
                            .containsExactly(Samples.whole(FIRST), Samples.whole(SECOND));
                });
    }

    @Test
    void everyFormOfAReceiptCarriesItsRenewals() {
        for (byte[] form : List.of(
                CoseReceipt.sign(RECEIPT, Samples.NOTES).encode(),
                FhirReceipt.JSON.encode(RECEIPT),
                FhirReceipt.XML.encode(RECEIPT))) {
            assertThat(Receipt.read(form)).isEqualTo(RECEIPT);
            assertThat(Verifier.verify(form, ANCHORS, List.of())).isInstanceOf(Verdict.Proved.class);
        }
    }

    /** What ends is named, and since when it should have been covered. */
    @ParameterizedTest
    @CsvSource({
        // renewals, days, end of an algorithm, verdict
        "2, 60, p-521=2027-01-01, proved",
        "2, 101, p-521=2027-01-01, renewal/not-renewed certificate",
        "0, 101, p-521=2027-01-01, stamp/not-renewed certificate",
        "0, 60, sha-256=2027-01-01, stamp/not-renewed sha-256",
        "0, 30, sha-256=2027-01-01, proved",
        "1, 30, sha-256=2026-11-24, stamp/not-renewed sha-256",
        "2, 60, sha-512=2027-01-01, renewal/not-renewed sha-512",
        "2, 60, sha-384=2027-01-20, proved",
        "2, 60, sha-384=2027-01-02, renewal/not-renewed sha-384",
        "2, 60, ed25519=2026-12-01, proved",
        "0, 60, ed25519=2026-12-01, seal/not-renewed ed25519",
    })
    void whatIsNotCoveredInTimeIsNotProved(int renewals, int days, String end, String verdict) {
        Receipt receipt = with(List.of(ONE, TWO).subList(0, renewals).toArray(Renewed[]::new));
        TrustAnchors then = ANCHORS.at(new TrustAnchors.Moment(
                TestTsa.AT.plus(Duration.ofDays(days)), AlgorithmDates.current().with(end)));

        assertThat(judge(receipt.encode(), then)).startsWith(verdict);
    }

    @Test
    void whatIsWrongIsNamed() {
        Renewed otherLog = renewed(HashAlgorithm.SHA_384, FIRST, "other", List.of(), 2);
        Renewed forgets = renewed(HashAlgorithm.SHA_512, SECOND, Samples.LOG, List.of(), 5);
        Renewed early = renewed(HashAlgorithm.SHA_512, TestPki.NOW, Samples.LOG, List.of(ONE.renewal()), 5);
        Renewed foreign = new Renewed(
                new Renewal(
                        ONE.renewal().statement(),
                        TimeStampToken.decode(new TestTsa(new TestPki())
                                .token(ONE.renewal().statement().digest()))),
                ONE.proof());
        Renewed swapped =
                new Renewed(TWO.renewal(), new InclusionProof(0, 5, TWO.proof().path()));

        assertThat(judge(with(otherLog).encode(), ANCHORS)).isEqualTo("renewal/log-mismatch log");
        assertThat(judge(with(ONE, forgets).encode(), ANCHORS)).isEqualTo("renewal/digest-mismatch former");
        assertThat(judge(with(TWO, ONE).encode(), ANCHORS)).isEqualTo("renewal/digest-mismatch former");
        assertThat(judge(with(ONE, early).encode(), ANCHORS)).isEqualTo("renewal/order-invalid genTime");
        assertThat(judge(with(foreign).encode(), ANCHORS)).isEqualTo("renewal/chain-untrusted certificates");
        assertThat(judge(with(swapped).encode(), ANCHORS)).isEqualTo("renewal/root-mismatch path");
        assertThat(judge(
                        with(new Renewed(
                                        new Renewal(
                                                ONE.renewal().statement(),
                                                TWO.renewal().token()),
                                        ONE.proof()))
                                .encode(),
                        ANCHORS))
                .isEqualTo("renewal/imprint-mismatch messageImprint");
        assertThat(judge(
                        Samples.with(STAMPED, Optional.empty(), Optional.empty(), ONE)
                                .encode(),
                        ANCHORS))
                .isEqualTo("renewal/member-missing stamp");
    }

    /** A seal that was put in later, in place of the one that was there when the time-stamp was renewed. */
    @Test
    void anotherSealOverTheSameNoteIsNotWhatWasRenewed() {
        SealedCheckpoint sealed = STAMPED.sealed();
        byte[] jades = Jades.seal(
                PKI.signer(),
                List.of(SealedCheckpoint.object(sealed.checkpoint().body(), sealed.note())),
                TestPki.NOW.plusSeconds(1),
                SealedCheckpoint.COMMITMENT);
        Receipt resealed = new Receipt(
                STAMPED.entry(),
                STAMPED.openings(),
                STAMPED.proof(),
                new SealedCheckpoint(sealed.note(), new String(jades, StandardCharsets.UTF_8)),
                STAMPED.stamp(),
                List.of(ONE));

        assertThat(judge(resealed.encode(), ANCHORS)).isEqualTo("renewal/root-mismatch path");
    }

    @Test
    void everyFlippedByteOfTheRenewalsIsRefused() {
        byte[] file = RECEIPT.encode();
        String text = new String(file, StandardCharsets.ISO_8859_1);
        int from = text.indexOf("\"renewals\":");
        for (int at = from; at < text.indexOf("\"seal\":"); at++) {
            for (int mask : new int[] {0x01, 0x20, 0x80}) {
                byte[] altered = file.clone();
                altered[at] ^= (byte) mask;

                assertThat(Verifier.verify(altered, ANCHORS, List.of()))
                        .as("byte %d flipped by %x", at, mask)
                        .isInstanceOf(Verdict.Refuted.class);
            }
        }
    }

    /** A stolen key stamps for any time: what it stamped counts only if the next time-stamp came before the theft was known. */
    @ParameterizedTest
    @CsvSource({
        // whose key, revoked so many hours after the first time-stamp, why, renewals, verdict
        "authority, 30, 1, 1, proved", // 1 is keyCompromise, known after the renewal of hour 24
        "authority, 20, 1, 1, stamp/chain-revoked certificates",
        "authority, 20, 4, 1, proved", // 4 is superseded
        "authority, 20, -1, 1, stamp/chain-revoked certificates",
        "authority, 20, 1, 0, stamp/chain-revoked certificates",
        "authority, 20, 4, 0, proved",
        "authority, 60, 1, 0, proved",
        "sealer, 20, 1, 0, proved",
        "sealer, 20, 1, 1, proved",
        "sealer, 0, 1, 0, seal/chain-revoked x5c",
        "sealer, 0, 4, 1, seal/chain-revoked x5c",
        "unstamped, 20, 4, 0, seal/chain-revoked x5c",
        "unstamped, 60, 4, 0, proved",
    })
    void listsOfLaterDaysAreAskedToo(String whose, int hours, int reason, int renewals, String verdict) {
        int serial = (whose.equals("authority") ? TSA.certificate() : PKI.seal)
                .getSerialNumber()
                .intValueExact();
        TestTsa next = new TestTsa(PKI, 78);
        Receipt receipt = whose.equals("unstamped")
                ? Samples.receipt(PKI.signer())
                : with(Stream.of(renewed(next, HashAlgorithm.SHA_384, FIRST, Samples.LOG, List.of(), 2))
                        .limit(renewals)
                        .toArray(Renewed[]::new));
        TrustAnchors anchors = ANCHORS.withCrl(TestPki.crl(PKI.root, PKI.rootKey, TestPki.NOW))
                .withCrl(TestPki.crlFor(
                        reason,
                        "SHA256withECDSA",
                        PKI.issuer,
                        PKI.issuerKey,
                        TestTsa.AT.plus(Duration.ofHours(hours)),
                        serial))
                .at(new TrustAnchors.Moment(TestTsa.AT.plus(Duration.ofDays(2)), AlgorithmDates.current()));

        assertThat(judge(receipt.encode(), anchors)).isEqualTo(verdict);
    }

    /** The list of the stamp's own day, and one of a later day. */
    private static String judgedBy(Receipt receipt, byte[]... later) {
        TrustAnchors anchors = ANCHORS.withCrl(TestPki.crl(PKI.root, PKI.rootKey, TestPki.NOW))
                .withCrl(list(0, 1, CRLReason.keyCompromise));
        for (byte[] list : later) {
            anchors = anchors.withCrl(list);
        }
        TrustAnchors then =
                anchors.at(new TrustAnchors.Moment(TestTsa.AT.plus(Duration.ofDays(3)), AlgorithmDates.current()));
        return switch (Verifier.verify(receipt.encode(), then, List.of())) {
            case Verdict.Proved(Claims claims) ->
                claims.limits().contains(Limit.AUTHORITY_NOT_EXAMINED) ? "not examined" : "proved";
            case Verdict.Refuted refuted ->
                refuted.part().code() + "/" + refuted.reason().code();
        };
    }

    /** Issued so many days after the receipt, in force for so many, that revokes the authority since its hour 10. */
    private static byte[] list(int day, int days, int reason, int... serials) {
        Instant issued = TestPki.NOW.plus(Duration.ofDays(day));
        return TestPki.crlOf(
                issued,
                issued.plus(Duration.ofDays(days)),
                reason,
                "SHA256withECDSA",
                PKI.issuer,
                PKI.issuerKey,
                TestTsa.AT.plus(Duration.ofHours(10)),
                serials);
    }

    @Test
    void listsAreReadAsTheyAreMeant() {
        int authority = TSA.certificate().getSerialNumber().intValueExact();
        byte[] clean = list(2, 30, CRLReason.keyCompromise);

        assertThat(judgedBy(STAMPED)).isEqualTo("not examined");
        assertThat(judgedBy(STAMPED, clean)).isEqualTo("proved");
        assertThat(judgedBy(STAMPED, list(2, 30, CRLReason.keyCompromise, authority)))
                .isEqualTo("stamp/chain-revoked");
        assertThat(judgedBy(STAMPED, list(1, 1, CRLReason.keyCompromise, authority), clean))
                .as("an ended certificate's entry is taken out, it does not become good")
                .isEqualTo("stamp/chain-revoked");
        assertThat(judgedBy(STAMPED, list(1, 1, CRLReason.certificateHold, authority), clean))
                .as("what was on hold was released")
                .isEqualTo("proved");
        assertThat(judgedBy(STAMPED, list(1, 30, CRLReason.certificateHold, authority)))
                .isEqualTo("stamp/chain-revoked");
        assertThat(judgedBy(STAMPED, list(1, 1, CRLReason.certificateHold, authority), list(120, 30, 1)))
                .as("a list from after the certificate's end released nothing")
                .isEqualTo("stamp/chain-revoked");
        assertThat(judgedBy(
                        STAMPED,
                        list(1, 1, CRLReason.superseded, authority),
                        list(2, 30, CRLReason.keyCompromise, authority)))
                .as("what was replaced and is known to be stolen since")
                .isEqualTo("stamp/chain-revoked");
        assertThat(judgedBy(STAMPED, list(120, 30, CRLReason.keyCompromise)))
                .as("a list from after the certificate's end does not know")
                .isEqualTo("not examined");
        assertThat(judgedBy(STAMPED, list(2, 30, CRLReason.removeFromCRL, authority)))
                .as("a delta list is passed over")
                .isEqualTo("not examined");
    }

    /** What was altered is said first: of a file that is not whole, nothing is said to hold. */
    @Test
    void anAlteredRenewalIsNotCoveredByWhoIsRevoked() {
        TrustAnchors anchors = ANCHORS.withCrl(TestPki.crl(PKI.root, PKI.rootKey, TestPki.NOW))
                .withCrl(TestPki.crl(PKI.issuer, PKI.issuerKey, TestTsa.AT, 3));
        Renewed swapped =
                new Renewed(ONE.renewal(), new InclusionProof(0, 2, ONE.proof().path()));

        assertThat(judge(with(ONE).encode(), anchors)).isEqualTo("seal/chain-revoked x5c");
        assertThat(judge(with(swapped).encode(), anchors)).isEqualTo("renewal/root-mismatch path");
    }

    @Test
    void aListThatNobodySignedRevokesNothing() {
        byte[] forged = TestPki.crl(PKI.issuer, TestPki.keyPair("secp256r1"), TestPki.NOW.plusSeconds(3600), 3);
        TrustAnchors anchors = ANCHORS.withCrl(TestPki.crl(PKI.root, PKI.rootKey, TestPki.NOW))
                .withCrl(TestPki.crl(PKI.issuer, PKI.issuerKey, TestPki.NOW))
                .withCrl(forged);

        assertThat(judge(Samples.receipt(PKI.signer()).encode(), anchors)).isEqualTo("proved");
    }

    static Stream<String> badStatements() {
        String good = new String(ONE.renewal().statement().encode(), StandardCharsets.UTF_8);
        return Stream.of(
                "",
                "{}",
                "[]",
                good + " ",
                good.replace("\"v\":1", "\"v\":2"),
                good.replace("\"v\":1", "\"v\":1,\"w\":1"),
                good.replace("sha-384", "sha-256"),
                good.replace("sha-384", "md5"),
                good.replace("sceau-renewal", "sceau-receipt"),
                good.replace("\"size\":2", "\"size\":0"),
                good.replace("\"size\":2", "\"size\":-1"),
                good.replace("\"size\":2", "\"size\":\"2\""),
                good.replace("\"former\":[]", "\"former\":[\"\"]"),
                good.replace("\"former\":[]", "\"former\":[1]"),
                good.replace("\"former\":[]", "\"former\":{}"),
                good.replace(Samples.LOG, "a/b"));
    }

    @Test
    void aStatementHasOneForm() {
        RenewalStatement statement = ONE.renewal().statement();
        assertThat(RenewalStatement.decode(statement.encode())).isEqualTo(statement);
        badStatements()
                .forEach(bad -> assertThatThrownBy(() -> RenewalStatement.decode(Samples.bytes(bad)))
                        .as(bad)
                        .isInstanceOf(MalformedProof.class));
        assertThatThrownBy(() -> RenewalStatement.decode(new byte[RenewalStatement.MAX_BYTES + 1]))
                .isInstanceOf(MalformedProof.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "leaf":1 | "leaf":2 | renewal/value-invalid leaf
            "leaf":1 | "leaf":-1 | renewal/value-invalid leaf
            "leaf":1 | "leaf":0 | renewal/root-mismatch path
            "leaf":1 | "later":1,"leaf":1 | renewal/member-unknown
            "renewals":[ | "renewals":[], "x":[ | file/not-canonical
            """)
    void aChangedMemberIsRefused(String from, String to, String verdict) {
        byte[] file = Samples.replaced(with(ONE).encode(), from, to);

        assertThat(judge(file, ANCHORS)).startsWith(verdict);
    }

    @Test
    void aListWithoutRenewalsIsNotTheFormOfAReceiptWithoutThem() {
        byte[] file = Samples.replaced(STAMPED.encode(), "\"seal\":", "\"renewals\":[],\"seal\":");

        assertThat(judge(file, ANCHORS)).startsWith("renewal/value-invalid");
    }

    @Property(tries = 1000)
    void anyBytesAreNoStatement(@ForAll byte[] content) {
        assertThatThrownBy(() -> RenewalStatement.decode(content)).isInstanceOf(MalformedProof.class);
    }

    @Property(tries = 1000)
    void aReceiptWithABytePutInOrTakenAwayIsRefused(@ForAll int place, @ForAll byte put, @ForAll boolean cut) {
        byte[] file = RECEIPT.encode();
        int at = Math.floorMod(place, file.length);
        byte[] altered = new byte[file.length + (cut ? -1 : 1)];
        System.arraycopy(file, 0, altered, 0, at);
        if (cut) {
            System.arraycopy(file, at + 1, altered, at, file.length - at - 1);
        } else {
            altered[at] = put;
            System.arraycopy(file, at, altered, at + 1, file.length - at);
        }

        assertThat(Verifier.verify(altered, ANCHORS, List.of())).isInstanceOf(Verdict.Refuted.class);
    }

    /** An anchor's own end does not count; that of another key under the anchor's name does. */
    @Test
    void aNameDoesNotMakeAnAnchor() {
        KeyPair old = TestPki.keyPair("secp256r1");
        KeyPair other = TestPki.keyPair("secp384r1");
        X509Certificate anchor = TestPki.ca("CN=Racine", old, "CN=Racine", old, 1);
        X509Certificate alike = TestPki.ca("CN=Racine", other, "CN=Racine", old, 2);

        assertThat(Lifespan.of(List.of(anchor), List.of())).isEqualTo(Lifespan.of(List.of(), List.of()));
        assertThat(Lifespan.of(List.of(alike), List.of()).certificates())
                .isEqualTo(alike.getNotAfter().toInstant());
        assertThat(Lifespan.of(List.of(alike), List.of()).algorithms()).contains("p-256", "p-384");
    }

    @Test
    void endsOfAlgorithmsAreGivenByNameAndDay() {
        AlgorithmDates dates = AlgorithmDates.current().with("p-256=2040-06-01");

        assertThat(dates.end("p-256")).contains(Instant.parse("2040-06-01T00:00:00Z"));
        assertThat(dates.end("rsa-2048")).isPresent();
        assertThat(dates.end("p-384")).isEmpty();
        for (String bad : List.of("", "p-256", "p-256=", "p-256=tomorrow", "sha-1=2040-06-01", "=2040-06-01")) {
            assertThatThrownBy(() -> AlgorithmDates.current().with(bad)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static Receipt with(Renewed... renewals) {
        return Samples.with(STAMPED, STAMPED.stamp(), Optional.empty(), renewals);
    }

    /** Over {@code size} time-stamps, of which the receipt's is the second. */
    private static Renewed renewed(HashAlgorithm hash, Instant at, String log, List<Renewal> former, int size) {
        return renewed(TSA, hash, at, log, former, size);
    }

    private static Renewed renewed(
            TestTsa tsa, HashAlgorithm hash, Instant at, String log, List<Renewal> former, int size) {
        TreeMap<List<Long>, Digest> nodes = new TreeMap<>(
                java.util.Comparator.<List<Long>, Long>comparing(List::getFirst).thenComparing(List::getLast));
        TreeFrontier frontier = TreeFrontier.of(0, (_, _) -> Digest.of(new byte[32]), hash::node);
        for (int i = 0; i < size; i++) {
            Digest leaf = i == 1
                    ? RenewalStatement.leaf(
                            hash, STAMPED.sealed(), STAMPED.stamp().orElseThrow(), Optional.empty())
                    : hash.leaf(new byte[] {(byte) i});
            frontier = frontier.append(leaf, (level, index, node) -> nodes.put(List.of((long) level, index), node));
        }
        HashReader reader = (level, index) -> java.util.Objects.requireNonNull(nodes.get(List.of((long) level, index)));
        List<Digest> digests = new ArrayList<>();
        former.forEach(renewal -> digests.add(renewal.digest(hash)));
        RenewalStatement statement = new RenewalStatement(log, hash, frontier.head(), digests);
        byte[] token =
                tsa.token(statement.digest(), TestTsa.SHA_256, at, List.of(tsa.certificate(), PKI.issuer), _ -> {});
        return new Renewed(
                new Renewal(statement, TimeStampToken.decode(token)),
                InclusionProof.build(1, size, reader, hash::node));
    }

    private static String judge(byte[] file, TrustAnchors anchors) {
        return switch (Verifier.verify(file, anchors, List.of())) {
            case Verdict.Proved _ -> "proved";
            case Verdict.Refuted refuted ->
                (refuted.part().code() + "/" + refuted.reason().code() + " " + refuted.where()).strip();
        };
    }
}
