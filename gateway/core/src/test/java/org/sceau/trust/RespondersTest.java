package org.sceau.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPReq;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RespondersTest {
    private static final Instant START = GeneratedList.ISSUED.plusSeconds(3600);
    private static final Duration AGE = Duration.ofHours(2);
    private static final String ADDRESS = "http://ocsp.example.org/";

    @TempDir
    Path directory;

    private final GeneratedList authority;
    private final X509Certificate card;
    private final List<URI> asked = new ArrayList<>();
    private Instant now = START;
    private CertificateStatus said = CertificateStatus.GOOD;
    private boolean down;

    RespondersTest() throws Exception {
        authority = new GeneratedList();
        card = authority.asking(BigInteger.valueOf(77), ADDRESS);
    }

    @Test
    void anAnswerIsAsGoodAsAListUntilItIsTooOld() {
        CertificateChecker checker = checker();
        Refresher refresher = refresher(checker, "ocsp.example.org");
        refresher.open();
        assertThat(status(checker)).isInstanceOf(org.sceau.trust.CertificateStatus.RevocationUnknown.class);

        assertThat(refresher.refresh()).isTrue();
        assertThat(status(checker)).isEqualTo(new org.sceau.trust.CertificateStatus.Good(START.plus(AGE)));

        down = true;
        now = START.plus(AGE).minusSeconds(1);
        assertThat(refresher.refresh()).isFalse();
        assertThat(status(checker)).isInstanceOf(org.sceau.trust.CertificateStatus.Good.class);
        now = START.plus(AGE);
        assertThat(status(checker)).isInstanceOf(org.sceau.trust.CertificateStatus.RevocationUnknown.class);
    }

    @Test
    void whatAResponderRevokesIsRevokedAtTheNextLook() {
        CertificateChecker checker = checker();
        Refresher refresher = refresher(checker, "ocsp.example.org");
        refresher.open();
        refresher.refresh();

        now = START.plusSeconds(60);
        said = new RevokedStatus(Date.from(START), 1);
        refresher.refresh();

        var revoked = new org.sceau.trust.CertificateStatus.Revoked(START, "KEY_COMPROMISE");
        assertThat(status(checker)).isEqualTo(revoked);

        down = true;
        now = START.plusSeconds(60).plus(AGE);
        refresher.refresh();
        assertThat(status(checker)).as("only a good answer ages").isEqualTo(revoked);
    }

    @Test
    void anAnswerThatNamesNoEndAgesFromItsOwnTime() {
        var answer = new OcspAnswer(Optional.empty(), START.minus(AGE), Optional.empty(), START);

        assertThat(answer.freshUntil(AGE)).isEqualTo(START);
    }

    @Test
    void aHostThatIsNotAllowedIsNotAsked() {
        CertificateChecker checker = checker();
        Refresher refresher = refresher(checker, "crl.example.org");
        refresher.open();

        assertThat(refresher.refresh()).isTrue();

        assertThat(asked).isEmpty();
        assertThat(status(checker)).isInstanceOf(org.sceau.trust.CertificateStatus.RevocationUnknown.class);
    }

    @Test
    void onlyTheIssuerOrWhomItCertifiedForThatMayAnswer() throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        var signing = new ExtendedKeyUsage(KeyPurposeId.id_kp_OCSPSigning);
        X509Certificate appointed = authority.appointed(pair, builder -> {
            builder.addExtension(Extension.extendedKeyUsage, false, signing);
            builder.addExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nocheck, false, DERNull.INSTANCE);
        });
        X509Certificate unchecked =
                authority.appointed(pair, builder -> builder.addExtension(Extension.extendedKeyUsage, false, signing));
        X509Certificate plain = authority.appointed(
                pair,
                builder -> builder.addExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nocheck, false, DERNull.INSTANCE));
        X509Certificate foreign = new GeneratedList().appointed(pair, builder -> {
            builder.addExtension(Extension.extendedKeyUsage, false, signing);
            builder.addExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nocheck, false, DERNull.INSTANCE);
        });

        assertThat(read(answer(question(card), pair, "Ed25519", appointed)).revoked())
                .isEmpty();
        for (X509Certificate other : List.of(unchecked, plain, foreign)) {
            assertRefused(answer(question(card), pair, "Ed25519", other), "is not signed by who may");
        }
    }

    @Test
    void whatIsNoAnswerIsRefused() throws Exception {
        assertRefused(new byte[0], "cannot be decoded");
        assertRefused("<html>".getBytes(StandardCharsets.US_ASCII), "");
        assertRefused(
                new OCSPRespBuilder().build(OCSPRespBuilder.TRY_LATER, null).getEncoded(), "is none");
        assertRefused(
                answer(question(authority.asking(BigInteger.valueOf(78), ADDRESS))), "is about other certificates");
        said = new UnknownStatus();
        assertRefused(answer(question(card)), "does not know");
        said = CertificateStatus.GOOD;
        byte[] answer = answer(question(card));
        now = START.plus(Duration.ofDays(2));
        assertRefused(answer, "is of another time");
        now = START.minus(Duration.ofDays(2));
        assertRefused(answer, "is of another time");
        now = START;
        assertRefused(new RespondersTest().answer(question(card)), "is not signed by who may");
    }

    @Test
    void alteredAnswerIsRefusedOrSaysTheSame() throws Exception {
        byte[] whole = answer(question(card));
        OcspAnswer good = read(whole);
        var random = new Random(20261127);

        for (int attempt = 0; attempt < 3_000; attempt++) {
            byte[] altered = whole.clone();
            altered[random.nextInt(altered.length)] ^= (byte) (1 + random.nextInt(255));
            byte[] cut = random.nextInt(4) == 0 ? Arrays.copyOf(altered, random.nextInt(altered.length)) : altered;
            try {
                assertThat(read(cut)).isEqualTo(good);
            } catch (TrustUnusable e) {
                assertThat(e).hasNoCause();
            }
        }
    }

    private void assertRefused(byte[] answer, String why) {
        assertThatThrownBy(() -> read(answer))
                .isInstanceOf(TrustUnusable.class)
                .hasMessageContaining(
                        "a responder's answer " + why.replaceFirst("^does", "is that the responder does"));
    }

    private OcspAnswer read(byte[] answer) {
        return OcspReader.read(answer, question(card), now);
    }

    private OcspQuestion question(X509Certificate certificate) {
        return OcspQuestion.about(certificate, List.of(authority.certificate())).orElseThrow();
    }

    private byte[] answer(OcspQuestion question) throws Exception {
        return answer(question, authority.pair(), "SHA256withECDSA");
    }

    private byte[] answer(OcspQuestion question, KeyPair pair, String algorithm, X509Certificate... shown)
            throws Exception {
        var request = new OCSPReq(question.encoded());
        var builder = new BasicOCSPRespBuilder(
                new RespID(new JcaX509CertificateHolder(authority.certificate()).getSubject()));
        builder.addResponse(
                request.getRequestList()[0].getCertID(),
                said,
                Date.from(now),
                Date.from(now.plus(Duration.ofDays(1))),
                null);
        X509CertificateHolder[] chain = new X509CertificateHolder[shown.length];
        for (int i = 0; i < shown.length; i++) {
            chain[i] = new JcaX509CertificateHolder(shown[i]);
        }
        OCSPResp response = new OCSPRespBuilder()
                .build(
                        OCSPRespBuilder.SUCCESSFUL,
                        builder.build(GeneratedList.signer(pair, algorithm), chain, Date.from(now)));
        return response.getEncoded();
    }

    private byte[] respond(URI address, byte[] request) throws IOException {
        asked.add(address);
        if (down) {
            throw new IOException("down");
        }
        try {
            assertThat(request).isEqualTo(question(card).encoded());
            return answer(question(card));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private CertificateChecker checker() {
        return new CertificateChecker(TrustAnchors.of(List.of(authority.certificate()), List.of(), AGE));
    }

    private Refresher refresher(CertificateChecker checker, String host) {
        var places = new RevocationPlaces(List.of(), Optional.empty(), List.of(), Set.of(host), List.of(card));
        ListExchange lists = (_, _, _) -> {
            throw new IOException("no list");
        };
        return new Refresher(checker, places, lists, this::respond, directory, () -> now);
    }

    private org.sceau.trust.CertificateStatus status(CertificateChecker checker) {
        return checker.check(List.of(card), now);
    }
}
