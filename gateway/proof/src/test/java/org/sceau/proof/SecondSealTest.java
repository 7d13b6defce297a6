package org.sceau.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.util.Store;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A second seal with ML-DSA on evidence files (RFC 9882). */
class SecondSealTest {
    private static final TestPki PKI = new TestPki();
    private static final SecondPki SECOND = new SecondPki(PKI, MlDsa.ML_DSA_65);
    private static final Instant LATER = TestPki.NOW.plus(Duration.ofDays(200));

    @ParameterizedTest
    @EnumSource(MlDsa.class)
    void bothSealsAreProvedToWhoKnowsBothAuthorities(MlDsa algorithm) throws IOException {
        SecondPki second = new SecondPki(PKI, algorithm);

        Claims.OfEvidence claims = proved(second.samples().ofSender(), second.anchors());

        assertThat(claims.second()).hasValueSatisfying(seal -> {
            assertThat(seal.algorithm()).isEqualTo(algorithm);
            assertThat(seal.sealer().thumbprint()).isEqualTo(Digest.sha256(Jades.der(second.seal)));
            assertThat(seal.sealer().anchor())
                    .isEqualTo(second.root.getSubjectX500Principal().getName());
        });
        assertThat(claims.sealer().thumbprint()).isEqualTo(Digest.sha256(Jades.der(PKI.seal)));
        assertThat(claims.limits()).doesNotContain(Limit.SECOND_SEAL_UNTRUSTED);
    }

    @Test
    void whoKnowsTheFirstAuthorityAloneIsToldOfTheSecondSeal() throws IOException {
        Claims.OfEvidence claims = proved(SECOND.samples().ofSender(), PKI.anchors());

        assertThat(claims.second()).isEmpty();
        assertThat(claims.limits()).contains(Limit.SECOND_SEAL_UNTRUSTED);
    }

    /** A chain is as strong as its weakest link. */
    @Test
    void aSecondSealUnderAnEllipticAuthorityIsNone() throws IOException {
        EvidenceSamples crossed = new EvidenceSamples(PKI, SECOND.signer(List.of(SECOND.crossed())));

        Claims.OfEvidence claims = proved(crossed.ofSender(), SECOND.anchors());

        assertThat(claims.second()).isEmpty();
        assertThat(claims.limits()).contains(Limit.SECOND_SEAL_UNTRUSTED);
    }

    @Test
    void onceItsCurveHasEndedAFileHoldsByItsSecondSealOrNotAtAll() throws IOException {
        AlgorithmDates dates = AlgorithmDates.current().with(KeyNames.P256, LATER);
        TrustAnchors before = SECOND.anchors().at(new TrustAnchors.Moment(LATER.minusSeconds(1), dates));
        TrustAnchors after = SECOND.anchors().at(new TrustAnchors.Moment(LATER, dates));
        TrustAnchors withoutSecond = PKI.anchors().at(new TrustAnchors.Moment(LATER, dates));
        // receipts rest on the same curve and are renewed by other means: what is asked here is the file's seal
        byte[] once = statementOnly(new EvidenceSamples(PKI));
        byte[] twice = statementOnly(SECOND.samples());

        assertThat(verify(once, before)).isInstanceOf(Verdict.Proved.class);
        assertThat(verify(twice, after)).isInstanceOf(Verdict.Proved.class);
        assertThat(verify(once, after))
                .isInstanceOfSatisfying(
                        Verdict.Refuted.class,
                        refuted -> assertThat(refuted.reason()).isEqualTo(Reason.ALGORITHM_EXPIRED));
        assertThat(verify(twice, withoutSecond))
                .isInstanceOfSatisfying(
                        Verdict.Refuted.class,
                        refuted -> assertThat(refuted.reason()).isEqualTo(Reason.ALGORITHM_EXPIRED));
    }

    private static byte[] statementOnly(EvidenceSamples samples) {
        return samples.bytes(new EvidenceWriter(
                EvidenceSamples.statement(EvidenceStatement.Role.OPERATOR, EvidenceStatement.Documents.NONE)));
    }

    @Test
    void bouncyCastleFindsBothSignaturesGood() throws Exception {
        byte[] file = SECOND.samples().ofSender();
        byte[] manifest = member(file, EvidenceMember.MANIFEST_FILE);
        byte[] signature = member(file, EvidenceMember.SIGNATURE_FILE);

        assertThat(foreign(signature, manifest)).containsExactly(true, true);
        manifest[manifest.length - 2] ^= 1;
        assertThat(foreign(signature, manifest)).containsExactly(false, false);
    }

    private static List<Boolean> foreign(byte[] signature, byte[] manifest)
            throws CMSException, OperatorCreationException, CertificateException {
        CMSSignedData signed = new CMSSignedData(new CMSProcessableByteArray(manifest), signature);
        Store<X509CertificateHolder> certificates = signed.getCertificates();
        List<Boolean> found = new ArrayList<>();
        for (SignerInformation signer : signed.getSignerInfos()) {
            @SuppressWarnings("unchecked") // the identifier of a signer matches holders of certificates
            Collection<X509CertificateHolder> own = certificates.getMatches(signer.getSID());
            var verifier = new JcaSimpleSignerInfoVerifierBuilder()
                    .setProvider(new BouncyCastleProvider())
                    .build(own.iterator().next());
            found.add(isGood(signer, verifier));
        }
        return found;
    }

    private static boolean isGood(SignerInformation signer, org.bouncycastle.cms.SignerInformationVerifier verifier) {
        try {
            return signer.verify(verifier);
        } catch (CMSException e) {
            return false;
        }
    }

    /** Once the curve has ended anybody makes the first seal: another organisation's second one does not hold it up. */
    @Test
    void anotherOrganisationsSecondSealIsNone() throws IOException {
        SecondPki other = new SecondPki(PKI, MlDsa.ML_DSA_65, "C=FR,O=Hopital Fictif,CN=Second cachet");
        byte[] file = statementOnly(other.samples());
        AlgorithmDates dates = AlgorithmDates.current().with(KeyNames.P256, LATER);

        assertThat(proved(file, other.anchors()).limits()).contains(Limit.SECOND_SEAL_UNTRUSTED);
        assertThat(verify(file, other.anchors().at(new TrustAnchors.Moment(LATER, dates))))
                .isInstanceOf(Verdict.Refuted.class);
    }

    @Test
    void aSecondSealWhoseOwnAlgorithmHasEndedIsNone() throws IOException {
        AlgorithmDates dates =
                AlgorithmDates.current().with(KeyNames.P256, LATER).with("ml-dsa", LATER);

        assertThat(verify(statementOnly(SECOND.samples()), SECOND.anchors().at(new TrustAnchors.Moment(LATER, dates))))
                .isInstanceOf(Verdict.Refuted.class);
    }

    /** A certificate of the same issuer's name and serial number makes no seal. */
    @Test
    void aCertificateWithoutItsSignatureIsRefused() {
        byte[] content = Samples.bytes("contenu");
        byte[] once = Cades.seal(PKI.signer(), content, TestPki.NOW);
        CadesVerifier.Signed signed = CadesVerifier.integrity(once, content, PKI.anchors());
        X509Certificate own = signed.chain().getFirst();
        X509Certificate twin = TestPki.certificate(
                "C=FR,O=Laboratoire Fictif,CN=Cachet",
                SECOND.sealKey,
                own.getIssuerX500Principal().getName(),
                SECOND.rootKey,
                own.getSerialNumber().intValue(),
                TestPki.NOW.minus(Duration.ofDays(1)),
                TestPki.NOW.plus(Duration.ofDays(365)),
                false,
                KeyUsage.nonRepudiation);
        byte[] value = value(once);
        byte[] attributes = CadesForm.ES256.attributes(content, signed.chain(), signed.at());
        byte[] smuggled = Cades.encode(
                new byte[][] {Jades.der(own), Jades.der(PKI.issuer), Jades.der(twin)},
                List.of(new CadesSigner(CadesForm.ES256, own, attributes, value)));
        byte[] same = Cades.encode(
                new byte[][] {Jades.der(own), Jades.der(PKI.issuer)},
                List.of(new CadesSigner(CadesForm.ES256, own, attributes, value)));

        assertThat(same).isEqualTo(once);
        assertThat(refuted(smuggled, content)).isEqualTo(Reason.MEMBER_UNKNOWN);
    }

    /** The signature's value: what stands last. */
    private static byte[] value(byte[] signature) {
        for (int at = signature.length - 80; at < signature.length; at++) {
            if (signature[at] == DerReader.OCTETS && at + 2 + signature[at + 1] == signature.length) {
                return Arrays.copyOfRange(signature, at + 2, signature.length);
            }
        }
        throw new AssertionError("no value");
    }

    @Test
    void aSecondSealOverSomethingElseIsRefuted() {
        byte[] content = Samples.bytes("contenu");
        byte[] whole = Cades.seal(SECOND.signer(), content, TestPki.NOW);

        assertThat(refuted(whole, Samples.bytes("autre"))).isEqualTo(Reason.SIGNATURE_INVALID);
        assertThat(CadesVerifier.integrity(whole, content, SECOND.anchors()).second())
                .containsExactly(SECOND.seal, SECOND.issuer);
    }

    @Test
    void theSecondSealsSignatureIsJudgedAlsoWhereItsAuthorityIsUnknown() {
        byte[] content = Samples.bytes("contenu");
        byte[] whole = Cades.seal(SECOND.signer(), content, TestPki.NOW);
        Random random = new Random(9882);
        for (int i = 0; i < 500; i++) {
            byte[] flipped = whole.clone();
            flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
            assertThat(refuted(flipped, content)).isNotNull();
        }
    }

    private static Reason refuted(byte[] signature, byte[] content) {
        try {
            CadesVerifier.Signed signed = CadesVerifier.integrity(signature, content, PKI.anchors());
            if (PKI.anchors().validate(signed.chain(), signed.at()) instanceof ChainVerdict.NotTrusted(Reason reason)) {
                return reason;
            }
        } catch (MalformedProof e) {
            return e.reason();
        }
        throw new AssertionError("taken for good");
    }

    private static byte[] member(byte[] file, String name) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                if (entry.getName().equals(name)) {
                    return zip.readAllBytes();
                }
            }
        }
        throw new AssertionError(name);
    }

    private static Claims.OfEvidence proved(byte[] file, TrustAnchors anchors) throws IOException {
        return (Claims.OfEvidence) ((Verdict.Proved) verify(file, anchors)).claims();
    }

    private static Verdict verify(byte[] file, TrustAnchors anchors) throws IOException {
        return Verifier.verify(new ByteArrayInputStream(file), anchors, List.of());
    }
}
