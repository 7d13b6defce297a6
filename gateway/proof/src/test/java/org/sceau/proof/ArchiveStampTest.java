package org.sceau.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.bouncycastle.asn1.x509.CRLReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Level B-LTA: time-stamps over everything before them, documents included. */
class ArchiveStampTest {
    private static final TestPki PKI = new TestPki();
    private static final EvidenceSamples SAMPLES = new EvidenceSamples(PKI);
    private static final TestTsa BRIEF = new TestTsa(PKI);
    private static final TestTsa LONG = new TestTsa(PKI, Duration.ofDays(2000));
    private static final TestTsa LONGER = new TestTsa(PKI, Duration.ofDays(3000));
    private static final Instant FIRST = TestTsa.AT.plus(Duration.ofDays(20)).truncatedTo(ChronoUnit.SECONDS);
    private static final Instant SECOND =
            TestPki.NOW.plus(Duration.ofDays(1900)).truncatedTo(ChronoUnit.SECONDS);
    private static final List<byte[]> LISTS = List.of(
            TestPki.crl(PKI.root, PKI.rootKey, TestPki.NOW), TestPki.crl(PKI.issuer, PKI.issuerKey, TestPki.NOW));
    private static final List<SuppliedDocument> DOCUMENTS =
            List.of(supplied(EvidenceSamples.METADATA), supplied(Samples.XML), supplied(Samples.PDF));

    private static final JadesFile LT = lt();
    private static final JadesFile ONCE = archived(LT, first(), Optional.of(LISTS), LONG, FIRST);
    private static final JadesFile TWICE = archived(ONCE, last(ONCE), Optional.empty(), LONGER, SECOND);

    @Test
    void eachArchiveTimeStampCarriesTheFirstTimeOn() {
        Claims.OfSignature once = proved(ONCE, PKI.anchors(), DOCUMENTS);
        Claims.OfSignature twice = proved(TWICE, PKI.anchors(), DOCUMENTS);

        assertThat(once.renewals()).extracting(TimeStamped::at).containsExactly(FIRST);
        assertThat(once.limits()).doesNotContain(Limit.ARCHIVE_NOT_EXAMINED, Limit.AUTHORITY_NOT_EXAMINED);
        assertThat(twice.renewals()).extracting(TimeStamped::at).containsExactly(FIRST, SECOND);
        assertThat(twice.limits()).contains(Limit.AUTHORITY_NOT_EXAMINED);
        assertThat(JadesFile.asSigned(TWICE.encode())).isEqualTo(Digest.sha256(SAMPLES.jades()));
    }

    @Test
    void theTimeIsProvedAsLongAsTheLastOneLasts() {
        assertThat(proved(LT, at(150), DOCUMENTS).stamped()).isEmpty();
        assertThat(proved(ONCE, at(150), DOCUMENTS).stamped().map(TimeStamped::at))
                .contains(TestTsa.AT.truncatedTo(ChronoUnit.SECONDS));
        assertThat(proved(ONCE, at(2001), DOCUMENTS).stamped()).isEmpty();
        assertThat(proved(ONCE, at(2001), DOCUMENTS).renewals()).isEmpty();
        assertThat(proved(TWICE, at(2001), DOCUMENTS).stamped()).isPresent();
        assertThat(proved(TWICE, at(2001), DOCUMENTS).limits()).doesNotContain(Limit.STAMP_ENDED);
    }

    @Test
    void withoutEachDocumentNothingRestsOnThem() {
        List<SuppliedDocument> some = DOCUMENTS.subList(0, 2);
        List<SuppliedDocument> unread = DOCUMENTS.stream()
                .map(document -> new SuppliedDocument("", "file", document.sha256(), Optional.of(() -> {
                    throw new IOException("gone");
                })))
                .toList();
        for (List<SuppliedDocument> documents : List.of(List.<SuppliedDocument>of(), some, unread)) {
            Claims.OfSignature claims = proved(ONCE, at(150), documents);

            assertThat(claims.renewals()).isEmpty();
            assertThat(claims.stamped()).isEmpty();
            assertThat(claims.limits()).contains(Limit.ARCHIVE_NOT_EXAMINED, Limit.STAMP_ENDED);
        }
    }

    @Test
    void aTimeStampOverAnythingElseIsRefused() {
        Digest other = HashAlgorithm.SHA_512.digest(Samples.PDF);
        JadesFile foreign = LT.and(EtsiU.arcTst(LONG.token(other, FIRST)));
        TestTsa stranger = new TestTsa(new TestPki());

        assertRefused(foreign, DOCUMENTS, Part.RENEWAL, Reason.IMPRINT_MISMATCH);
        assertThat(proved(foreign, PKI.anchors(), List.of()).limits()).contains(Limit.ARCHIVE_NOT_EXAMINED);
        assertRefused(
                LT.and(EtsiU.arcTst(stranger.token(imprint(LT), FIRST))),
                List.of(),
                Part.RENEWAL,
                Reason.CHAIN_UNTRUSTED);
        assertRefused(
                LT.and(EtsiU.arcTst(LONG.token(imprint(LT), TestTsa.AT.minusSeconds(2)))),
                DOCUMENTS,
                Part.RENEWAL,
                Reason.ORDER_INVALID);
    }

    /** Each byte before it: another header, value, list or order gives another imprint. */
    @Test
    void whatStandsBeforeItIsCovered() {
        List<String> elements = ONCE.etsiU();
        JadesFile fewerLists = LT.and(elements.getLast());
        JadesFile otherLists = LT.and(ValidationValues.tstVD(first(), List.of(LISTS.getLast(), LISTS.getFirst())))
                .and(elements.getLast());

        assertRefused(fewerLists, DOCUMENTS, Part.RENEWAL, Reason.IMPRINT_MISMATCH);
        assertRefused(otherLists, DOCUMENTS, Part.RENEWAL, Reason.IMPRINT_MISMATCH);
    }

    @Test
    void whatCameAfterTheEndIsRefused() {
        JadesFile late = LT.and(EtsiU.arcTst(LONG.token(imprint(LT), TestPki.NOW.plus(Duration.ofDays(101)))));
        AlgorithmDates ended = AlgorithmDates.current().with("sha-256", FIRST.minusSeconds(1));

        assertRefused(late, DOCUMENTS, Part.STAMP, Reason.NOT_RENEWED);
        assertThat(Verifier.verify(
                        ONCE.encode(),
                        PKI.anchors().at(new TrustAnchors.Moment(FIRST.plusSeconds(60), ended)),
                        DOCUMENTS))
                .isInstanceOfSatisfying(
                        Verdict.Refuted.class,
                        refuted -> assertThat(refuted.where()).startsWith("sha-256"));
    }

    /** RFC 3161 section 4: what a reason leaves valid. */
    @ParameterizedTest
    @CsvSource({
        "1, 10, false",
        "-1, 10, false",
        "4, 10, true",
        "5, 10, true",
        "3, 10, true",
        "0, 10, true",
        "5, -1, false",
        "1, 25, true",
        "6, 10, false"
    })
    void anAuthorityRevokedBeforeTheNextTimeStampIsNotBelievedButForHarmlessReasons(
            int reason, int days, boolean believed) {
        Instant since = TestTsa.AT.plus(Duration.ofDays(days));
        byte[] list = TestPki.crlFor(reason, "SHA256withECDSA", PKI.issuer, PKI.issuerKey, since, 77);
        JadesFile file = archived(LT, first(), Optional.of(List.of(LISTS.getFirst(), list)), LONG, FIRST);

        if (believed) {
            assertThat(proved(file, PKI.anchors(), DOCUMENTS).renewals()).hasSize(1);
        } else {
            assertRefused(file, DOCUMENTS, Part.RENEWAL, Reason.CHAIN_REVOKED);
            assertRefused(file, List.of(), Part.RENEWAL, Reason.CHAIN_REVOKED);
        }
    }

    /** Any token could be appended: what is over documents that are not at hand covers nothing. */
    @Test
    void anArchiveTimeStampThatIsNotExaminedShieldsNoStolenKey() {
        JadesFile file = archived(LT, first(), Optional.empty(), new TestTsa(PKI, 78), FIRST);
        byte[] later = TestPki.crlOf(
                TestPki.NOW.plus(Duration.ofDays(26)),
                TestPki.NOW.plus(Duration.ofDays(60)),
                CRLReason.keyCompromise,
                "SHA256withECDSA",
                PKI.issuer,
                PKI.issuerKey,
                TestTsa.AT.plus(Duration.ofDays(25)),
                77);
        TrustAnchors then = PKI.anchors()
                .withCrl(LISTS.getFirst())
                .withCrl(LISTS.getLast())
                .withCrl(later)
                .at(new TrustAnchors.Moment(TestPki.NOW.plus(Duration.ofDays(28)), AlgorithmDates.current()));

        assertThat(proved(file, then, DOCUMENTS).renewals()).hasSize(1);
        assertThat(Verifier.verify(file.encode(), then, List.of()))
                .isInstanceOfSatisfying(Verdict.Refuted.class, refuted -> {
                    assertThat(refuted.part()).isEqualTo(Part.STAMP);
                    assertThat(refuted.reason()).isEqualTo(Reason.CHAIN_REVOKED);
                });
    }

    @Test
    void listsThatDoNotAnswerForTheAuthorityAreRefused() {
        byte[] forged = TestPki.crl(PKI.issuer, new TestPki().issuerKey, TestPki.NOW);
        Instant stale = TestPki.NOW.plus(Duration.ofDays(31));

        assertRefused(withLists(List.of(LISTS.getFirst(), forged), FIRST), Reason.VALUE_INVALID);
        assertRefused(withLists(LISTS.subList(0, 1), FIRST), Reason.REVOCATION_UNKNOWN);
        assertRefused(
                withLists(List.of(LISTS.getFirst(), LISTS.getLast(), LISTS.getLast()), FIRST), Reason.VALUE_INVALID);
        assertRefused(withLists(LISTS, stale), Reason.VALUE_INVALID);
        assertRefused(withLists(List.of(), FIRST), Reason.VALUE_INVALID);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"arcTst\":{\"tstTokens\":[]}} | VALUE_INVALID",
                "{\"arcTst\":{\"tstTokens\":[{\"val\":\"AAAA\"}]}} | VALUE_INVALID",
                "{\"arcTst\":{\"canonAlg\":\"http://x\",\"tstTokens\":[{\"val\":\"AAAA\"}]}} | MEMBER_UNKNOWN",
                "{\"arcTst\":7} | VALUE_INVALID",
                "{\"sigTst\":{\"tstTokens\":[{\"val\":\"AAAA\"}]}} | MEMBER_MISSING",
                "{\"tstVD\":{}} | MEMBER_MISSING",
                "{\"tstVD\":{\"rVals\":{\"crlVals\":[]},\"xVals\":[]}} | VALUE_INVALID",
                "{\"tstVD\":{\"rVals\":{\"crlVals\":[{\"val\":\"AAAA\"}]},\"xVals\":[]}} | VALUE_INVALID",
                "{\"tstVD\":{\"rVals\":{\"ocspVals\":[]},\"xVals\":[]}} | MEMBER_MISSING",
                "{\"arcTst\":{},\"tstVD\":{}} | MEMBER_UNKNOWN",
                "{\"anyValData\":{}} | MEMBER_MISSING",
                "{} | MEMBER_MISSING",
                "[] | VALUE_INVALID"
            })
    void anElementOfAnotherFormIsRefused(String json, Reason reason) {
        String element = url(json.getBytes(StandardCharsets.UTF_8));

        assertRefused(LT.and(element), reason);
        assertRefused(LT.and(element).and(ONCE.etsiU().getLast()), reason);
    }

    @Test
    void nothingIsLeftOverAndThereIsNoEndlessChain() {
        assertRefused(LT.and(ONCE.etsiU().get(3)), Reason.MEMBER_MISSING);
        JadesFile many = LT;
        for (int i = 0; i <= 2 * EtsiU.MOST_ARCHIVED; i++) {
            many = many.and("AAAA");
        }
        assertRefused(many, Reason.MEMBER_UNKNOWN);
    }

    @Property(tries = 1500)
    void noByteOfTheElementsCanBeChanged(
            @ForAll int which, @ForAll int place, @ForAll byte mask, @ForAll boolean known) {
        List<String> elements = new ArrayList<>(TWICE.etsiU());
        int of = 3 + Math.floorMod(which, elements.size() - 3);
        byte[] element = Base64.getUrlDecoder().decode(elements.get(of));
        element[Math.floorMod(place, element.length)] ^= mask == 0 ? 1 : mask;
        elements.set(of, url(element));

        assertThat(Verifier.verify(LT.with(elements).encode(), PKI.anchors(), known ? DOCUMENTS : List.of()))
                .isInstanceOf(Verdict.Refuted.class);
    }

    @Property(tries = 1000)
    void noByteOfAListOrTokenCanBeChanged(@ForAll int place, @ForAll byte mask, @ForAll boolean ofList) {
        byte[] bytes = (ofList ? LISTS.getLast() : last(ONCE).der()).clone();
        bytes[Math.floorMod(place, bytes.length)] ^= mask == 0 ? 1 : mask;
        String changed = ofList
                ? url(Samples.bytes(
                        new String(Base64.getUrlDecoder().decode(ONCE.etsiU().get(3)), StandardCharsets.UTF_8)
                                .replace(standard(LISTS.getLast()), standard(bytes))))
                : url(Samples.bytes("{\"arcTst\":{\"tstTokens\":[{\"val\":\"" + standard(bytes) + "\"}]}}"));
        List<String> elements = new ArrayList<>(ONCE.etsiU());
        elements.set(ofList ? 3 : 4, changed);

        assertThat(Verifier.verify(LT.with(elements).encode(), PKI.anchors(), List.of()))
                .isInstanceOf(Verdict.Refuted.class);
    }

    @Test
    void anEvidenceFileHasTheDocumentsWithIt() throws IOException {
        byte[] file = SAMPLES.ofSender(TWICE.encode());

        Claims.OfEvidence again =
                evidence(Verifier.verify(() -> new ByteArrayInputStream(file), PKI.anchors(), List.of()));
        Claims.OfEvidence once = evidence(Verifier.verify(new ByteArrayInputStream(file), PKI.anchors(), List.of()));

        assertThat(again.signature().orElseThrow().renewals()).hasSize(2);
        assertThat(again.limits()).doesNotContain(Limit.ARCHIVE_NOT_EXAMINED, Limit.STAMP_ENDED);
        assertThat(once.limits()).contains(Limit.ARCHIVE_NOT_EXAMINED);
    }

    private static Claims.OfEvidence evidence(Verdict verdict) {
        assertThat(verdict).isInstanceOf(Verdict.Proved.class);
        return (Claims.OfEvidence) ((Verdict.Proved) verdict).claims();
    }

    private static JadesFile lt() {
        JadesFile plain = JadesFile.decode(SAMPLES.jades());
        return ValidationValues.add(
                plain.and(EtsiU.sigTst(TimeStampToken.decode(BRIEF.token(plain.stamped())))), LISTS);
    }

    private static TimeStampToken first() {
        return EtsiU.of(Part.SIGNATURE, LT).stamp().orElseThrow();
    }

    private static TimeStampToken last(JadesFile file) {
        return EtsiU.of(Part.SIGNATURE, file).archive().getLast().token();
    }

    private static JadesFile archived(
            JadesFile file, TimeStampToken covered, Optional<List<byte[]>> lists, TestTsa tsa, Instant at) {
        JadesFile asked =
                lists.map(all -> file.and(ValidationValues.tstVD(covered, all))).orElse(file);
        return asked.and(EtsiU.arcTst(tsa.token(imprint(asked), at)));
    }

    private static JadesFile withLists(List<byte[]> lists, Instant at) {
        return archived(LT, first(), Optional.of(lists), LONG, at);
    }

    private static Digest imprint(JadesFile file) {
        return ArchiveImprint.next(file, HashAlgorithm.SHA_512, Verifier.bytes(DOCUMENTS))
                .orElseThrow();
    }

    private static SuppliedDocument supplied(byte[] content) {
        return new SuppliedDocument(
                "", "file", Digest.sha256(content), Optional.of(() -> new ByteArrayInputStream(content)));
    }

    private static TrustAnchors at(int days) {
        return PKI.anchors()
                .at(new TrustAnchors.Moment(TestPki.NOW.plus(Duration.ofDays(days)), AlgorithmDates.current()));
    }

    private static String url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String standard(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static Claims.OfSignature proved(JadesFile file, TrustAnchors anchors, List<SuppliedDocument> documents) {
        Verdict verdict = Verifier.verify(file.encode(), anchors, documents);
        assertThat(verdict).isInstanceOf(Verdict.Proved.class);
        return (Claims.OfSignature) ((Verdict.Proved) verdict).claims();
    }

    private static void assertRefused(JadesFile file, Reason reason) {
        assertThat(Verifier.verify(file.encode(), PKI.anchors(), DOCUMENTS))
                .isInstanceOfSatisfying(
                        Verdict.Refuted.class,
                        refuted -> assertThat(refuted.reason()).isEqualTo(reason));
    }

    private static void assertRefused(JadesFile file, List<SuppliedDocument> documents, Part part, Reason reason) {
        assertThat(Verifier.verify(file.encode(), PKI.anchors(), documents))
                .isInstanceOfSatisfying(Verdict.Refuted.class, refuted -> {
                    assertThat(refuted.part()).isEqualTo(part);
                    assertThat(refuted.reason()).isEqualTo(reason);
                });
    }
}
