package org.sceau.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Level B-T: a time-stamp beside a signature that does not change. */
class SignatureStampTest {
    private static final TestPki PKI = new TestPki();
    private static final EvidenceSamples SAMPLES = new EvidenceSamples(PKI);
    private static final TestTsa TSA = new TestTsa(PKI);
    private static final JadesFile PLAIN = JadesFile.decode(SAMPLES.jades());
    private static final String ELEMENT = EtsiU.sigTst(TimeStampToken.decode(TSA.token(PLAIN.stamped())));
    private static final byte[] STAMPED = PLAIN.with(List.of(ELEMENT)).encode();

    private static final List<byte[]> LISTS = List.of(
            TestPki.crl(PKI.root, PKI.rootKey, TestPki.NOW), TestPki.crl(PKI.issuer, PKI.issuerKey, TestPki.NOW));

    @Test
    void theTimeOfTheAuthorityIsProvedAndTheSignatureIsTheOneThatWasMade() {
        Claims.OfSignature claims = proved(STAMPED, PKI.anchors());

        assertThat(claims.stamped()).map(TimeStamped::at).contains(TestTsa.AT.truncatedTo(ChronoUnit.SECONDS));
        assertThat(claims.limits()).doesNotContain(Limit.TIME_NOT_STAMPED, Limit.STAMP_ENDED);
        assertThat(proved(SAMPLES.jades(), PKI.anchors()).limits()).contains(Limit.TIME_NOT_STAMPED);
        assertThat(JadesFile.asSigned(STAMPED)).isEqualTo(Digest.sha256(SAMPLES.jades()));
        assertThat(PLAIN.encode()).isEqualTo(SAMPLES.jades());
    }

    @Test
    void listsOfTheDayAnswerForSignerAndAuthority() {
        JadesFile values = ValidationValues.add(JadesFile.decode(STAMPED), LISTS);

        assertThat(proved(STAMPED, PKI.anchors()).limits()).contains(Limit.REVOCATION_NOT_CHECKED);
        assertThat(proved(values.encode(), PKI.anchors()).limits()).doesNotContain(Limit.REVOCATION_NOT_CHECKED);
        assertThat(JadesFile.asSigned(values.encode())).isEqualTo(Digest.sha256(SAMPLES.jades()));
    }

    @Test
    void listsThatDoNotAnswerOrAreNotAskedForAreRefused() {
        byte[] revokes = TestPki.crl(PKI.issuer, PKI.issuerKey, TestPki.NOW.minus(Duration.ofDays(1)), 3);
        TestPki other = new TestPki();
        byte[] forged = TestPki.crl(PKI.issuer, other.issuerKey, TestPki.NOW);
        byte[] weak = TestPki.crl("SHA1withECDSA", PKI.issuer, PKI.issuerKey, TestPki.NOW);

        assertRefused(withLists(List.of(LISTS.getFirst(), revokes)), Reason.CHAIN_REVOKED);
        assertRefused(withLists(List.of(LISTS.getFirst(), forged)), Reason.VALUE_INVALID);
        assertRefused(withLists(List.of(LISTS.getFirst(), weak)), Reason.VALUE_INVALID);
        assertRefused(withLists(LISTS.subList(0, 1)), Reason.REVOCATION_UNKNOWN);
        assertRefused(withLists(List.of(LISTS.getFirst(), LISTS.getLast(), LISTS.getLast())), Reason.VALUE_INVALID);
        assertRefused(withLists(List.of()), Reason.VALUE_INVALID);
        List<String> elements = JadesFile.decode(withLists(LISTS)).etsiU();
        assertRefused(PLAIN.with(elements.subList(0, 2)).encode(), Reason.MEMBER_UNKNOWN);
        assertRefused(
                PLAIN.with(List.of(elements.get(0), elements.get(2), elements.get(1)))
                        .encode(),
                Reason.VALUE_INVALID);
    }

    /** A list of two days later says what had happened before, which that of the day could not. */
    @ParameterizedTest
    @CsvSource({
        // serial (77 is the authority's, 3 the signer's), revoked so many seconds after the signature, why, verdict
        "77, 3600, 1, chain-revoked",
        "77, 3600, 4, proved",
        "77, 864000, 1, proved",
        "3, 30, 1, chain-revoked",
        "3, 30, 4, chain-revoked",
        "3, 3600, 1, proved",
    })
    void listsOfLaterDaysAreAskedToo(int serial, int seconds, int reason, String verdict) {
        Instant issued = TestPki.NOW.plus(Duration.ofDays(2));
        byte[] later = TestPki.crlOf(
                issued,
                issued.plus(Duration.ofDays(30)),
                reason,
                "SHA256withECDSA",
                PKI.issuer,
                PKI.issuerKey,
                TestPki.NOW.plusSeconds(seconds),
                serial);
        TrustAnchors then = PKI.anchors()
                .withCrl(LISTS.getFirst())
                .withCrl(LISTS.getLast())
                .withCrl(later)
                .at(new TrustAnchors.Moment(TestPki.NOW.plus(Duration.ofDays(3)), AlgorithmDates.current()));

        for (byte[] file : List.of(STAMPED, withLists(LISTS))) {
            assertThat(
                            switch (Verifier.verify(file, then, List.of())) {
                                case Verdict.Proved _ -> "proved";
                                case Verdict.Refuted refuted -> refuted.reason().code();
                            })
                    .isEqualTo(verdict);
        }
    }

    @Property(tries = 2000)
    void noByteOfTheValuesCanBeChanged(@ForAll int place, @ForAll byte mask, @ForAll boolean ofLists) {
        List<String> elements =
                new ArrayList<>(JadesFile.decode(withLists(LISTS)).etsiU());
        int which = ofLists ? 2 : 1;
        byte[] element = Base64.getUrlDecoder().decode(elements.get(which));
        element[Math.floorMod(place, element.length)] ^= mask == 0 ? 1 : mask;
        elements.set(which, Base64.getUrlEncoder().withoutPadding().encodeToString(element));

        assertThat(Verifier.verify(PLAIN.with(elements).encode(), PKI.anchors(), List.of()))
                .isInstanceOf(Verdict.Refuted.class);
    }

    /** As above, a bit of a list itself. */
    @Property(tries = 2000)
    void noByteOfAListCanBeChanged(@ForAll int place, @ForAll byte mask, @ForAll boolean first) {
        byte[] list = (first ? LISTS.getFirst() : LISTS.getLast()).clone();
        list[Math.floorMod(place, list.length)] ^= mask == 0 ? 1 : mask;
        byte[] altered = withLists(first ? List.of(list, LISTS.getLast()) : List.of(LISTS.getFirst(), list));

        assertThat(Verifier.verify(altered, PKI.anchors(), List.of())).isInstanceOf(Verdict.Refuted.class);
    }

    private static byte[] withLists(List<byte[]> lists) {
        return ValidationValues.add(JadesFile.decode(STAMPED), lists).encode();
    }

    /** One spelling, one kind, nothing that nobody explains. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"sigTst\":{\"tstTokens\":[{\"val\":\"AAAA\"}]}} | VALUE_INVALID",
                "{\"sigTst\":{\"tstTokens\":[{\"val\":\"\"}]}} | VALUE_INVALID",
                "{\"sigTst\":{\"tstTokens\":[{\"val\":\"*\"}]}} | VALUE_INVALID",
                "{\"sigTst\":{\"tstTokens\":[{}]}} | MEMBER_MISSING",
                "{\"sigTst\":{\"tstTokens\":[{\"val\":7}]}} | VALUE_INVALID",
                "{\"sigTst\":{\"tstTokens\":[]}} | VALUE_INVALID",
                "{\"sigTst\":{\"tstTokens\":[{\"val\":\"AAAA\"},{\"val\":\"AAAA\"}]}} | VALUE_INVALID",
                "{\"sigTst\":{\"tstTokens\":{}}} | VALUE_INVALID",
                "{\"sigTst\":[]} | VALUE_INVALID",
                "{\"sigTst\":{\"canonAlg\":\"http://x\",\"tstTokens\":[{\"val\":\"AAAA\"}]}} | MEMBER_UNKNOWN",
                "{\"arcTst\":{\"tstTokens\":[{\"val\":\"AAAA\"}]}} | MEMBER_MISSING",
                "{\"xVals\":[]} | MEMBER_MISSING",
                "{\"cSig\":\"AAAA\",\"sigTst\":{\"tstTokens\":[]}} | MEMBER_UNKNOWN",
                "{\"sigTst\": {\"tstTokens\":[]}} | NOT_CANONICAL",
                "[] | VALUE_INVALID",
                "{ | NOT_JSON"
            })
    void anElementOfAnotherFormIsRefused(String json, Reason reason) {
        String element = Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));

        assertRefused(PLAIN.with(List.of(element)).encode(), reason);
    }

    @Test
    void aHeaderOfAnotherFormIsRefused() {
        assertRefused(withHeader("{\"etsiU\":[]}"), Reason.VALUE_INVALID);
        assertRefused(withHeader("{}"), Reason.MEMBER_MISSING);
        assertRefused(withHeader("[]"), Reason.VALUE_INVALID);
        assertRefused(withHeader("{\"etsiU\":\"" + ELEMENT + "\"}"), Reason.VALUE_INVALID);
        assertRefused(withHeader("{\"etsiU\":[{\"sigTst\":{}}]}"), Reason.VALUE_INVALID);
        assertRefused(withHeader("{\"etsiU\":[\"" + ELEMENT + "=\"]}"), Reason.VALUE_INVALID);
        assertRefused(withHeader("{\"etsiU\":[\"" + ELEMENT + "\"],\"kid\":\"1\"}"), Reason.MEMBER_UNKNOWN);
        assertRefused(PLAIN.with(List.of(ELEMENT, ELEMENT)).encode(), Reason.MEMBER_UNKNOWN);
        assertRefused(Samples.replaced(STAMPED, ",\"protected\"", ", \"protected\""), Reason.NOT_CANONICAL);
    }

    @Test
    void aStampOverAnythingElseOrByAnybodyElseIsRefused() {
        TestTsa foreign = new TestTsa(new TestPki());
        Digest ofBytes = Digest.sha256(Base64.getUrlDecoder().decode(PLAIN.signature()));

        assertRefused(stamped(TSA.token(ofBytes)), Reason.IMPRINT_MISMATCH);
        assertRefused(stamped(TSA.token(Digest.sha256(PLAIN.encode()))), Reason.IMPRINT_MISMATCH);
        assertRefused(stamped(foreign.token(PLAIN.stamped())), Reason.CHAIN_UNTRUSTED);
    }

    @Test
    void whoseCertificateHadEndedWhenTheSignatureIsProvedToExistIsNotBelieved() {
        KeyPair key = TestPki.keyPair("secp256r1");
        X509Certificate brief = PKI.seal(key, KeyUsage.nonRepudiation, 31, TestTsa.AT.minusSeconds(1));
        JadesFile file = signed(key, brief, TestPki.NOW);

        proved(file.encode(), PKI.anchors());
        assertRefused(stamped(file, TSA.token(file.stamped())), Reason.CHAIN_EXPIRED);
    }

    /** The signer's clock may be ahead; a token of before its certificate began is no proof of anything that it signed. */
    @Test
    void aStampOlderThanTheClaimedTimeIsBelievedOnlyIfTheCertificateHeldThen() {
        KeyPair key = TestPki.keyPair("secp256r1");
        X509Certificate later = PKI.seal(key, KeyUsage.nonRepudiation, 32, TestPki.NOW, TestPki.NOW.plusSeconds(3600));
        JadesFile ahead = signed(key, later, TestTsa.AT.plusSeconds(5));
        JadesFile tooEarly = signed(key, later, TestTsa.AT);
        byte[] before = TSA.token(
                tooEarly.stamped(),
                TestTsa.SHA_256,
                TestPki.NOW.minusSeconds(60),
                List.of(TSA.certificate(), PKI.issuer),
                generator -> {});

        assertThat(proved(stamped(ahead, TSA.token(ahead.stamped())), PKI.anchors())
                        .stamped())
                .isPresent();
        proved(tooEarly.encode(), PKI.anchors());
        assertRefused(stamped(tooEarly, before), Reason.CHAIN_EXPIRED);
    }

    /** By the signer's word alone a key that was stolen signs before its revocation; the time that is proved is after. */
    @Test
    void whoWasRevokedBeforeTheProvedTimeIsNotBelieved() {
        TrustAnchors revoked = PKI.anchors()
                .withCrl(TestPki.crl(PKI.root, PKI.rootKey, TestPki.NOW))
                .withCrl(TestPki.crl(PKI.issuer, PKI.issuerKey, TestPki.NOW.plusSeconds(30), 3));

        proved(SAMPLES.jades(), revoked);
        assertThat(Verifier.verify(STAMPED, revoked, List.of()))
                .isInstanceOfSatisfying(
                        Verdict.Refuted.class,
                        refuted -> assertThat(refuted.reason()).isEqualTo(Reason.CHAIN_REVOKED));
    }

    @Test
    void aStampThatHasEndedProvesNoTimeAnyMore() {
        Instant end = TSA.certificate().getNotAfter().toInstant();
        TrustAnchors then =
                PKI.anchors().at(new TrustAnchors.Moment(end.plus(Duration.ofDays(1)), AlgorithmDates.current()));
        TrustAnchors before =
                PKI.anchors().at(new TrustAnchors.Moment(end.minus(Duration.ofDays(1)), AlgorithmDates.current()));

        assertThat(proved(STAMPED, before).stamped()).isPresent();
        assertThat(proved(STAMPED, then).stamped()).isEmpty();
        assertThat(proved(STAMPED, then).limits()).contains(Limit.TIME_NOT_STAMPED, Limit.STAMP_ENDED);
    }

    /** Receipts carry seals as they were made: what nothing in a receipt covers has no place there. */
    @Test
    void theSealOfACheckpointCarriesNothingThatCameLater() {
        assertThat(new JadesVerifier(PKI.anchors()).verify(Part.SEAL, STAMPED))
                .isInstanceOfSatisfying(JadesVerdict.NotValid.class, found -> {
                    assertThat(found.part()).isEqualTo(Part.SEAL);
                    assertThat(found.reason()).isEqualTo(Reason.MEMBER_UNKNOWN);
                });
    }

    @Property(tries = 2000)
    void noByteOfTheElementCanBeChanged(@ForAll int place, @ForAll byte mask) {
        byte[] element = Base64.getUrlDecoder().decode(ELEMENT);
        element[Math.floorMod(place, element.length)] ^= mask == 0 ? 1 : mask;
        byte[] altered = PLAIN.with(
                        List.of(Base64.getUrlEncoder().withoutPadding().encodeToString(element)))
                .encode();

        assertThat(Verifier.verify(altered, PKI.anchors(), List.of())).isInstanceOf(Verdict.Refuted.class);
    }

    @Property(tries = 1000)
    void noByteOfTheTokenCanBeChanged(@ForAll int place, @ForAll byte mask) {
        byte[] token = TSA.token(PLAIN.stamped());
        token[Math.floorMod(place, token.length)] ^= mask == 0 ? 1 : mask;
        String value = Base64.getEncoder().encodeToString(token);
        byte[] json = Samples.bytes("{\"sigTst\":{\"tstTokens\":[{\"val\":\"" + value + "\"}]}}");
        byte[] altered = PLAIN.with(
                        List.of(Base64.getUrlEncoder().withoutPadding().encodeToString(json)))
                .encode();

        assertThat(Verifier.verify(altered, PKI.anchors(), List.of())).isInstanceOf(Verdict.Refuted.class);
    }

    @Property(tries = 1000)
    void noElementMakesTheVerifierThrow(@ForAll byte[] json, @ForAll int cut) {
        byte[] shorter = Arrays.copyOf(STAMPED, Math.floorMod(cut, STAMPED.length));
        String element = Base64.getUrlEncoder().withoutPadding().encodeToString(json);

        assertThat(Verifier.verify(shorter, PKI.anchors(), List.of())).isInstanceOf(Verdict.Refuted.class);
        assertThat(Verifier.verify(PLAIN.with(List.of(element)).encode(), PKI.anchors(), List.of()))
                .isInstanceOf(Verdict.Refuted.class);
    }

    private static JadesFile signed(KeyPair key, X509Certificate certificate, Instant at) {
        return JadesFile.decode(Jades.seal(
                PKI.signer(key.getPrivate(), certificate),
                List.of(new SignedObject("urn:oid:1.2.3.4", Digest.sha256(Samples.PDF), "application/pdf")),
                at,
                "1.2"));
    }

    private static byte[] stamped(byte[] token) {
        return stamped(PLAIN, token);
    }

    private static byte[] stamped(JadesFile file, byte[] token) {
        return file.with(List.of(EtsiU.sigTst(TimeStampToken.decode(token)))).encode();
    }

    private static byte[] withHeader(String json) {
        return Samples.bytes(new String(PLAIN.encode(), StandardCharsets.UTF_8)
                .replaceFirst("\\{", "{\"header\":" + java.util.regex.Matcher.quoteReplacement(json) + ","));
    }

    private static Claims.OfSignature proved(byte[] file, TrustAnchors anchors) {
        Verdict verdict = Verifier.verify(file, anchors, List.of());
        assertThat(verdict).isInstanceOf(Verdict.Proved.class);
        return (Claims.OfSignature) ((Verdict.Proved) verdict).claims();
    }

    private static void assertRefused(byte[] file, Reason reason) {
        assertThat(Verifier.verify(file, PKI.anchors(), List.of()))
                .isInstanceOfSatisfying(
                        Verdict.Refuted.class,
                        refuted -> assertThat(refuted.reason()).isEqualTo(reason));
    }
}
