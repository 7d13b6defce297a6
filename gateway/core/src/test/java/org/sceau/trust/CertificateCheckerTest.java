package org.sceau.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sceau.failure.FailureCode;
import org.sceau.keys.Credential;
import org.sceau.transfer.PartnerId;

class CertificateCheckerTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final Duration WEEK = Duration.ofDays(7);

    private Instant now = NOW;
    private final SecureRandom random = new SecureRandom();
    private final DevelopmentPki pki = DevelopmentPki.create(() -> now, random);
    private final DevelopmentParty party =
            pki.organisation(new PartnerId("lab"), "Labo Fictif", "1990000001", EnumSet.allOf(DevelopmentUse.class));
    private final CertificateChecker checker = new CertificateChecker(anchors(pki));

    @ParameterizedTest
    @CsvSource({"AUTH, TLS_CLIENT", "TLS, TLS_SERVER", "SIGN, COMMITMENT", "CONF, ENCRYPTION", "CONF_X25519, ENCRYPTION"
    })
    void everyCertificateIsGoodForItsOwnUseAndNoOther(DevelopmentUse use, Purpose own) {
        for (Purpose purpose : Purpose.values()) {
            CertificateStatus status = checker.check(party.credential(use).chain(), purpose, NOW);
            if (purpose == own) {
                assertThat(status).isEqualTo(new CertificateStatus.Good(NOW.plus(WEEK)));
            } else {
                assertThat(status).isEqualTo(new CertificateStatus.WrongUse(purpose));
            }
        }
    }

    @Test
    void certificateWithoutItsIssuerIsFoundThroughTheKnownAuthorities() {
        assertThat(checker.check(List.of(party.auth().certificate()), Purpose.TLS_CLIENT, NOW))
                .isInstanceOf(CertificateStatus.Good.class);
    }

    @Test
    void revokedCertificateIsRevokedOnceTheNewListIsInForce() {
        assertThat(status(party.auth())).isInstanceOf(CertificateStatus.Good.class);
        now = NOW.plusSeconds(60);
        pki.revoke(party.auth().certificate());

        assertThat(status(party.auth())).isInstanceOf(CertificateStatus.Good.class);
        checker.replace(anchors(pki));

        assertThat(status(party.auth()))
                .isEqualTo(new CertificateStatus.Revoked(NOW.plusSeconds(60), "CESSATION_OF_OPERATION"));
        assertThat(checker.check(party.sign().chain(), Purpose.COMMITMENT, NOW))
                .isInstanceOf(CertificateStatus.Good.class);
    }

    @Test
    void revokedAuthorityRevokesWhatItIssued() {
        pki.revoke(pki.issuing());
        checker.replace(anchors(pki));

        assertThat(status(party.auth())).isInstanceOf(CertificateStatus.Revoked.class);
    }

    @Test
    void expiredAndFutureCertificatesAreToldFromUnknownOnes() {
        Instant end = party.auth().certificate().getNotAfter().toInstant();
        Instant beginning = party.auth().certificate().getNotBefore().toInstant();

        assertThat(checker.check(party.auth().chain(), Purpose.TLS_CLIENT, end.plusSeconds(1)))
                .isEqualTo(new CertificateStatus.Expired(end));
        assertThat(checker.check(party.auth().chain(), Purpose.TLS_CLIENT, beginning.minusSeconds(1)))
                .isEqualTo(new CertificateStatus.NotYetValid(beginning));
    }

    @Test
    void certificateOfAnotherPkiWithTheSameNamesIsUnknown() {
        DevelopmentParty other = DevelopmentPki.create(() -> NOW, random)
                .organisation(new PartnerId("lab"), "Labo Fictif", "1990000001");

        assertThat(status(other.auth())).isEqualTo(new CertificateStatus.UnknownIssuer());
        assertThat(checker.check(
                        List.of(other.auth().certificate(), pki.issuing(), pki.root()), Purpose.TLS_CLIENT, NOW))
                .isEqualTo(new CertificateStatus.UnknownIssuer());
        assertThat(checker.check(other.auth().chain(), Purpose.TLS_CLIENT, NOW.plus(Duration.ofDays(400))))
                .isEqualTo(new CertificateStatus.UnknownIssuer());
    }

    /** The platform reads r without its leading zero, which is a negative number in DER, as the number that was meant. */
    @Test
    void certificateWhoseSignatureIsSpelledOtherwiseIsRefused() throws Exception {
        var authority = new GeneratedList();
        X509Certificate plain = authority.issued(BigInteger.TWO);
        while (r(plain).bitLength() < 256) {
            plain = authority.issued(BigInteger.TWO);
        }
        var parts = ASN1Sequence.getInstance(plain.getEncoded());
        var pair = ASN1Sequence.getInstance(plain.getSignature());
        var negative = new ASN1Integer(r(plain).subtract(BigInteger.ONE.shiftLeft(256)));
        var spelled = new DERBitString(new DERSequence(new ASN1Encodable[] {negative, pair.getObjectAt(1)}));
        X509Certificate other = new JcaX509CertificateConverter()
                .getCertificate(new X509CertificateHolder(
                        new DERSequence(new ASN1Encodable[] {parts.getObjectAt(0), parts.getObjectAt(1), spelled})
                                .getEncoded()));
        var lists = Revocations.of(List.of(authority.read(authority.of(0))), WEEK);
        checker.replace(authority.anchors().with(lists));

        assertThatCode(() -> other.verify(authority.certificate().getPublicKey()))
                .as("the platform")
                .doesNotThrowAnyException();
        assertThat(checker.check(List.of(plain), GeneratedList.ISSUED)).isInstanceOf(CertificateStatus.Good.class);
        assertThat(checker.check(List.of(other), GeneratedList.ISSUED))
                .isEqualTo(new CertificateStatus.AlgorithmRefused("SHA256withECDSA"));
    }

    private static BigInteger r(X509Certificate certificate) {
        return ASN1Integer.getInstance(
                        ASN1Sequence.getInstance(certificate.getSignature()).getObjectAt(0))
                .getPositiveValue();
    }

    @Test
    void tooManyCertificatesAreNotLookedAt() {
        List<X509Certificate> many = Collections.nCopies(7, party.auth().certificate());

        assertThat(checker.check(many, Purpose.TLS_CLIENT, NOW)).isEqualTo(new CertificateStatus.UnknownIssuer());
    }

    @Test
    void staleListFailsClosedEvenForACertificateFoundGoodBefore() {
        assertThat(status(party.auth())).isInstanceOf(CertificateStatus.Good.class);

        assertThat(checker.check(party.auth().chain(), Purpose.TLS_CLIENT, NOW.plus(WEEK)))
                .isInstanceOf(CertificateStatus.RevocationUnknown.class);
    }

    @Test
    void missingListFailsClosed() {
        checker.replace(TrustAnchors.of(
                List.of(pki.root(), pki.issuing()),
                Map.of("root.crl", pki.lists().getFirst()),
                WEEK));

        CertificateStatus status = status(party.auth());

        assertThat(status).isInstanceOf(CertificateStatus.RevocationUnknown.class);
        assertThat(status.failure()).contains(FailureCode.CERTIFICATE_UNCHECKED);
    }

    @Test
    void ofTwoListsOfOneAuthorityTheNewerCounts() {
        X509CRL before = pki.lists().getLast();
        now = NOW.plusSeconds(60);
        pki.revoke(party.auth().certificate());
        Map<String, X509CRL> lists = new LinkedHashMap<>();
        lists.put("new.crl", pki.lists().getLast());
        lists.put("old.crl", before);
        lists.put("root.crl", pki.lists().getFirst());

        checker.replace(TrustAnchors.of(List.of(pki.root(), pki.issuing()), lists, WEEK));

        assertThat(status(party.auth())).isInstanceOf(CertificateStatus.Revoked.class);
    }

    @Test
    void listSignedByAnotherAuthorityOfTheSameNameIsRefused() {
        DevelopmentPki other = DevelopmentPki.create(() -> NOW, random);

        assertThatThrownBy(() -> TrustAnchors.of(
                        List.of(pki.root(), pki.issuing()),
                        Map.of("forged.crl", other.lists().getLast()),
                        WEEK))
                .isInstanceOf(TrustUnusable.class)
                .hasMessageContaining("forged.crl");
    }

    @Test
    void trustWithoutARootOrWithAnEndEntityIsRefused() {
        assertThatThrownBy(() -> TrustAnchors.of(List.of(pki.issuing()), Map.of(), WEEK))
                .isInstanceOf(TrustUnusable.class);
        assertThatThrownBy(
                        () -> TrustAnchors.of(List.of(pki.root(), party.auth().certificate()), Map.of(), WEEK))
                .isInstanceOf(TrustUnusable.class);
    }

    @Test
    void everyFailureHasItsCode() {
        assertThat(new CertificateStatus.Revoked(NOW, "UNSPECIFIED").failure())
                .contains(FailureCode.CERTIFICATE_REVOKED);
        assertThat(new CertificateStatus.Expired(NOW).failure()).contains(FailureCode.CERTIFICATE_EXPIRED);
        assertThat(new CertificateStatus.NotYetValid(NOW).failure()).contains(FailureCode.CERTIFICATE_EXPIRED);
        assertThat(new CertificateStatus.WrongUse(Purpose.COMMITMENT).failure())
                .contains(FailureCode.CERTIFICATE_WRONG_USE);
        assertThat(new CertificateStatus.UnknownIssuer().failure()).contains(FailureCode.CERTIFICATE_UNKNOWN);
        assertThat(new CertificateStatus.Good(NOW).failure()).isEmpty();
    }

    private CertificateStatus status(Credential credential) {
        return checker.check(credential.chain(), Purpose.TLS_CLIENT, NOW.plusSeconds(120));
    }

    private static TrustAnchors anchors(DevelopmentPki pki) {
        return pki.anchors(WEEK);
    }
}
