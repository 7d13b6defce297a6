package org.sceau.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.sceau.proof.cli.VerifyMain;

/** A second seal with ML-DSA over the checkpoint of a receipt, beside the time-stamp over the same (ADR 0025). */
class SecondSealedReceiptTest {
    private static final TestPki PKI = new TestPki();
    private static final SecondPki SECOND = new SecondPki(PKI, MlDsa.ML_DSA_65);
    private static final TestTsa TSA = new TestTsa(PKI, Duration.ofDays(4_000));
    private static final Instant SEALED = TestTsa.AT.plusSeconds(1);
    private static final Receipt STAMPED = Samples.stamped(PKI.signer(), TSA);
    private static final DetachedSeal SEAL = seal(SECOND);
    private static final Receipt RECEIPT = with(SEAL);

    @ParameterizedTest
    @EnumSource(MlDsa.class)
    void itIsProvedToWhoKnowsBothAuthorities(MlDsa algorithm) {
        SecondPki second = new SecondPki(PKI, algorithm);

        Claims.OfReceipt claims = proved(with(seal(second)), second.anchors());

        assertThat(claims.second()).hasValueSatisfying(seal -> {
            assertThat(seal.algorithm()).isEqualTo(algorithm);
            assertThat(seal.sealer()).isEqualTo(Sealer.of(second.seal, second.root, Samples.whole(SEALED)));
        });
        assertThat(claims.sealer().thumbprint()).isEqualTo(Digest.sha256(Jades.der(PKI.seal)));
        assertThat(claims.limits()).doesNotContain(Limit.SECOND_SEAL_UNTRUSTED, Limit.SEAL_ENDED, Limit.STAMP_ENDED);
    }

    @Test
    void everyFormOfAReceiptCarriesIt() {
        for (byte[] form : List.of(
                RECEIPT.encode(),
                CoseReceipt.sign(RECEIPT, Samples.NOTES).encode(),
                FhirReceipt.JSON.encode(RECEIPT),
                FhirReceipt.XML.encode(RECEIPT))) {
            assertThat(Receipt.read(form)).isEqualTo(RECEIPT);
            assertThat(proved(form, SECOND.anchors()).second()).isPresent();
            assertThat(form.length).isLessThan(64 << 10);
        }
        assertThat(new String(STAMPED.encode(), StandardCharsets.UTF_8)).doesNotContain("secondSeal");
    }

    /** The largest that a gateway makes. */
    @Test
    void aChainOfFiveWithTheStrongerAlgorithmFits() {
        SecondPki strong = new SecondPki(PKI, MlDsa.ML_DSA_87);
        SecondSigner one = strong.signer().second().orElseThrow();
        int certificate = Jades.der(strong.issuer).length;

        assertThat(DetachedSeal.over(STAMPED.sealed().note(), one, SEALED).der().length + 3 * certificate)
                .isLessThan(CadesVerifier.MAX_BYTES);
    }

    /** Whom a reader believes is the reader's business: all certificates are signed. */
    @Test
    void theReadersAnchorMayBeAnyAuthorityOfTheChain() {
        SecondSigner whole = SECOND.signer(List.of(SECOND.seal, SECOND.issuer, SECOND.root))
                .second()
                .orElseThrow();
        Receipt receipt = with(DetachedSeal.over(STAMPED.sealed().note(), whole, SEALED));
        TrustAnchors below = TrustAnchors.of(List.of(PKI.root, SECOND.issuer), List.of());

        assertThat(proved(RECEIPT, below).second()).isPresent();
        assertThat(proved(receipt, below).second()).isPresent();
        assertThat(proved(receipt, SECOND.anchors()).second()).isPresent();
        assertThat(proved(receipt, PKI.anchors()).limits()).contains(Limit.SECOND_SEAL_UNTRUSTED);
    }

    @Test
    void whoKnowsTheFirstAuthorityAloneIsToldOfIt() {
        Claims.OfReceipt claims = proved(RECEIPT, PKI.anchors());

        assertThat(claims.second()).isEmpty();
        assertThat(claims.limits()).contains(Limit.SECOND_SEAL_UNTRUSTED);
        assertThat(claims.stamped()).isPresent();
    }

    @Test
    void itIsSaidInWordsAndCodes() {
        Verdict verdict = Verifier.verify(RECEIPT.encode(), SECOND.anchors(), List.of());

        assertThat(VerifyMain.people(verdict, Map.of("LC_ALL", "fr_FR.UTF-8")))
                .contains("second cachet", "ML-DSA-65", "CN=Test Root ML-DSA");
        assertThat(VerifyMain.people(verdict, Map.of())).contains("second seal", "ML-DSA-65", "CN=Test Root ML-DSA");
        assertThat(VerifyMain.machine("r", verdict)).contains("\"secondSeal\":{\"algorithm\":\"ML-DSA-65\"");
    }

    /** A chain is as strong as its weakest link, and another organisation's seal says nothing. */
    @Test
    void aSealUnderAnEllipticAuthorityOrOfAnotherOrganisationIsNone() {
        SecondPki other = new SecondPki(PKI, MlDsa.ML_DSA_65, "C=FR,O=Hopital Fictif,CN=Second cachet");
        SecondSigner crossed = SECOND.signer(List.of(SECOND.crossed())).second().orElseThrow();

        assertThat(proved(with(seal(other)), other.anchors()).limits()).contains(Limit.SECOND_SEAL_UNTRUSTED);
        assertThat(proved(with(DetachedSeal.over(STAMPED.sealed().note(), crossed, SEALED)), SECOND.anchors())
                        .limits())
                .contains(Limit.SECOND_SEAL_UNTRUSTED);
        assertThat(judge(with(seal(other)), then(other.anchors(), 60, "p-256"))).isEqualTo("stamp/not-renewed");
    }

    /**
     * What has ended, after how many days, for whom; what then holds. The authority's key is on P-256, its certificate lasts 4,000
     * days, that of the first seal 365, of the second 3,620.
     */
    @ParameterizedTest
    @CsvSource({
        "both, 60, -, proved",
        "both, 60, ed25519, proved seal-ended",
        "both, 400, -, proved seal-ended",
        "both, 60, p-256, proved seal-ended stamp-ended time-not-stamped",
        "both, 4001, -, stamp/not-renewed",
        "both, 3621, -, seal/not-renewed",
        "both, 3621, p-256, stamp/not-renewed",
        "both, 60, ed25519 ml-dsa, seal/not-renewed",
        "both, 60, ed25519 sha-512, seal/not-renewed",
        "both, 60, p-256 ml-dsa, stamp/not-renewed",
        "both, 60, ml-dsa, proved second-seal-untrusted",
        "first, 60, -, proved second-seal-untrusted",
        "first, 60, ed25519, seal/not-renewed",
        "first, 60, p-256, stamp/not-renewed",
        "none, 60, ed25519, seal/not-renewed",
        "none, 60, p-256, stamp/not-renewed",
    })
    void itStandsInForWhatHasEnded(String known, int days, String ended, String verdict) {
        Receipt receipt = known.equals("none") ? STAMPED : RECEIPT;
        TrustAnchors anchors = known.equals("both") ? SECOND.anchors() : PKI.anchors();

        assertThat(judge(receipt, then(anchors, days, ended.equals("-") ? new String[0] : ended.split(" "))))
                .isEqualTo(verdict);
    }

    /** Renewed with the rest, it counts from then on as the first does: by what held when it was covered. */
    @Test
    void aRenewalCoversIt() {
        Receipt renewed = renewed(RECEIPT, Optional.of(SEAL));
        Renewed[] renewals = renewed.renewals().toArray(Renewed[]::new);
        Receipt without = Samples.with(renewed, renewed.stamp(), Optional.empty(), renewals);
        Receipt another = Samples.with(renewed, renewed.stamp(), Optional.of(seal(SECOND)), renewals);

        assertThat(judge(renewed, SECOND.anchors())).isEqualTo("proved");
        assertThat(judge(renewed, then(SECOND.anchors(), 60, "ml-dsa"))).isEqualTo("proved");
        assertThat(judge(renewed, then(SECOND.anchors(), 3_630))).isEqualTo("proved");
        assertThat(judge(renewed, then(SECOND.anchors(), 60, "p-256")))
                .isEqualTo("proved seal-ended stamp-ended time-not-stamped");
        assertThat(judge(renewed, then(SECOND.anchors(), 60, "p-256", "ml-dsa")))
                .isEqualTo("renewal/not-renewed");
        assertThat(judge(without, SECOND.anchors())).isEqualTo("renewal/root-mismatch");
        assertThat(judge(another, SECOND.anchors())).isEqualTo("renewal/root-mismatch");
        assertThat(judge(renewed(STAMPED, Optional.empty()), SECOND.anchors())).isEqualTo("proved");
    }

    /** With lists, who is revoked, or of whom nobody answers, is not to be believed. */
    @Test
    void aRevokedOneIsNone() {
        TrustAnchors first = SECOND.anchors()
                .withCrl(TestPki.crl(PKI.root, PKI.rootKey, TestPki.NOW))
                .withCrl(TestPki.crl(PKI.issuer, PKI.issuerKey, TestPki.NOW));
        Instant since = SEALED.plus(Duration.ofDays(1));

        assertThat(judge(RECEIPT, first)).isEqualTo("proved second-seal-untrusted");
        assertThat(judge(RECEIPT, with(first, SECOND.lists(since)))).isEqualTo("proved");
        assertThat(judge(RECEIPT, with(first, SECOND.lists(since, 13)))).isEqualTo("proved second-seal-untrusted");
        assertThat(judge(RECEIPT, with(first, SECOND.lists(TestPki.NOW, 13))))
                .isEqualTo("proved second-seal-untrusted");
        assertThat(judge(renewed(RECEIPT, Optional.of(SEAL)), with(first, SECOND.lists(since, 13))))
                .isEqualTo("proved second-seal-untrusted");
        assertThat(judge(
                        renewed(RECEIPT, Optional.of(SEAL)),
                        with(first, SECOND.lists(TestTsa.AT.plus(Duration.ofDays(31)), 13))))
                .as("covered before")
                .isEqualTo("proved");
    }

    private static TrustAnchors with(TrustAnchors anchors, List<byte[]> lists) {
        TrustAnchors more = anchors;
        for (byte[] list : lists) {
            more = more.withCrl(list);
        }
        return more;
    }

    @Test
    void bouncyCastleFindsItGood() throws Exception {
        byte[] note = STAMPED.sealed().note().getBytes(StandardCharsets.UTF_8);

        assertThat(foreign(note)).containsExactly(true);
        note[note.length - 2] ^= 1;
        assertThat(foreign(note)).containsExactly(false);
    }

    private static List<Boolean> foreign(byte[] note) throws Exception {
        CMSSignedData signed = new CMSSignedData(new CMSProcessableByteArray(note), SEAL.der());
        List<Boolean> found = new ArrayList<>();
        for (SignerInformation signer : signed.getSignerInfos()) {
            @SuppressWarnings("unchecked") // the identifier of a signer matches holders of certificates
            Collection<X509CertificateHolder> own = signed.getCertificates().getMatches(signer.getSID());
            try {
                found.add(signer.verify(new JcaSimpleSignerInfoVerifierBuilder()
                        .setProvider(new BouncyCastleProvider())
                        .build(own.iterator().next())));
            } catch (CMSException e) {
                found.add(false);
            }
        }
        return found;
    }

    /** Promise: every byte is covered by a signature or fixed by form, also for who lacks its anchor. */
    @Test
    void everyFlippedByteOfItIsRefused() {
        byte[] der = SEAL.der();
        for (int at = 0; at < der.length; at++) {
            for (int mask : new int[] {1 << (at % 8), 0xff}) {
                byte[] altered = der.clone();
                altered[at] ^= (byte) mask;
                assertThatThrownBy(() -> DetachedSeal.decode(altered)
                                .integrity(STAMPED.sealed().note()))
                        .as("byte %d ^ %x", at, mask)
                        .isInstanceOfSatisfying(
                                MalformedProof.class, e -> assertThat(e.part()).isEqualTo(Part.SECOND_SEAL));
            }
        }
    }

    @Test
    void everyAlteredReceiptNamesThePart() {
        byte[] file = RECEIPT.encode();
        String text = new String(file, StandardCharsets.UTF_8);
        int from = text.indexOf("\"secondSeal\":\"");
        int to = text.indexOf('"', from + "\"secondSeal\":\"".length());
        Random random = new Random(9882);
        for (int i = 0; i < 600; i++) {
            byte[] altered = file.clone();
            altered[from + random.nextInt(to - from + 1)] ^= (byte) (1 << random.nextInt(8));
            assertThat(Verifier.verify(altered, PKI.anchors(), List.of()))
                    .isInstanceOfSatisfying(
                            Verdict.Refuted.class,
                            refuted -> assertThat(refuted.part()).isIn(Part.SECOND_SEAL, Part.FILE));
        }
        assertThat(judge(with(DetachedSeal.decode(flipped(SEAL.der()))), PKI.anchors()))
                .isEqualTo("second-seal/signature-invalid");
    }

    /** The last byte is the signature's. */
    private static byte[] flipped(byte[] der) {
        der[der.length - 1] ^= 1;
        return der;
    }

    @Test
    void anythingElseInItsPlaceIsRefused() {
        byte[] note = STAMPED.sealed().note().getBytes(StandardCharsets.UTF_8);
        byte[] longer = java.util.Arrays.copyOf(SEAL.der(), SEAL.der().length + 1);
        DetachedSeal ofAnother = DetachedSeal.over(
                Samples.receipt(PKI.signer()).sealed().note() + " ",
                SECOND.signer().second().orElseThrow(),
                SEALED);

        assertThat(judge(with(ofAnother), SECOND.anchors())).isEqualTo("second-seal/signature-invalid");
        assertThat(judge(with(DetachedSeal.decode(longer)), SECOND.anchors()))
                .isEqualTo("second-seal/signature-invalid");
        assertThat(judge(with(DetachedSeal.decode(new byte[0])), SECOND.anchors()))
                .startsWith("second-seal/");
        assertThat(judge(with(DetachedSeal.decode(Cades.seal(PKI.signer(), note, SEALED))), SECOND.anchors()))
                .as("a classical seal")
                .isEqualTo("second-seal/value-invalid");
        assertThat(judge(with(DetachedSeal.decode(Cades.seal(SECOND.signer(), note, SEALED))), SECOND.anchors()))
                .as("both seals")
                .isEqualTo("second-seal/value-invalid");
        assertThatThrownBy(() -> DetachedSeal.decode(new byte[CadesVerifier.MAX_BYTES + 1]))
                .isInstanceOf(MalformedProof.class);
    }

    /** It stands beside a time-stamp or not at all. */
    @Test
    void withoutTheTimeStampThereIsNone() {
        byte[] file = RECEIPT.encode();
        String stamp = ",\"stamp\":\""
                + Base64.getEncoder()
                        .encodeToString(STAMPED.stamp().orElseThrow().der()) + "\"";

        byte[] unstamped = Samples.replaced(file, stamp, "");

        assertThat(judge(unstamped, SECOND.anchors())).isEqualTo("second-seal/member-missing");
    }

    private static DetachedSeal seal(SecondPki pki) {
        return DetachedSeal.over(STAMPED.sealed().note(), pki.signer().second().orElseThrow(), SEALED);
    }

    private static Receipt with(DetachedSeal seal) {
        return Samples.with(STAMPED, STAMPED.stamp(), Optional.of(seal));
    }

    /** Thirty days later, over this time-stamp alone. */
    private static Receipt renewed(Receipt receipt, Optional<DetachedSeal> covered) {
        Digest leaf = RenewalStatement.leaf(
                HashAlgorithm.SHA_512, receipt.sealed(), receipt.stamp().orElseThrow(), covered);
        RenewalStatement statement =
                new RenewalStatement(Samples.LOG, HashAlgorithm.SHA_512, new TreeHead(1, leaf), List.of());
        TimeStampToken token = TSA.token(statement.digest(), TestTsa.AT.plus(Duration.ofDays(30)));
        return Samples.with(
                receipt,
                receipt.stamp(),
                receipt.second(),
                new Renewed(new Renewal(statement, token), new InclusionProof(0, 1, List.of())));
    }

    /** So many days after the time-stamp, these algorithms having ended after forty. */
    private static TrustAnchors then(TrustAnchors anchors, int days, String... ended) {
        AlgorithmDates dates = AlgorithmDates.current();
        for (String algorithm : ended) {
            dates = dates.with(algorithm, TestTsa.AT.plus(Duration.ofDays(40)));
        }
        return anchors.at(new TrustAnchors.Moment(TestTsa.AT.plus(Duration.ofDays(days)), dates));
    }

    private static Claims.OfReceipt proved(Receipt receipt, TrustAnchors anchors) {
        return proved(receipt.encode(), anchors);
    }

    private static Claims.OfReceipt proved(byte[] file, TrustAnchors anchors) {
        return (Claims.OfReceipt) ((Verdict.Proved) Verifier.verify(file, anchors, List.of())).claims();
    }

    private static String judge(Receipt receipt, TrustAnchors anchors) {
        return judge(receipt.encode(), anchors);
    }

    /** The verdict, and of its limits those that this is about. */
    private static String judge(byte[] file, TrustAnchors anchors) {
        return switch (Verifier.verify(file, anchors, List.of())) {
            case Verdict.Proved(Claims claims) -> {
                StringBuilder said = new StringBuilder("proved");
                for (Limit limit : List.of(
                        Limit.SECOND_SEAL_UNTRUSTED, Limit.SEAL_ENDED, Limit.STAMP_ENDED, Limit.TIME_NOT_STAMPED)) {
                    said.append(claims.limits().contains(limit) ? " " + limit.code() : "");
                }
                yield said.toString();
            }
            case Verdict.Refuted refuted ->
                refuted.part().code() + "/" + refuted.reason().code();
        };
    }
}
