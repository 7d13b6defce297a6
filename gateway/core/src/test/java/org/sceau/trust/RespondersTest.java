package org.sceau.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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
import java.util.Map;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RespondersTest {
    private static final Instant START = GeneratedList.ISSUED.plusSeconds(3600);
    private static final Duration AGE = Duration.ofHours(2);
    private static final org.sceau.trust.CertificateStatus REVOKED =
            new org.sceau.trust.CertificateStatus.Revoked(START, "KEY_COMPROMISE");
    private static final String ADDRESS = "http://ocsp.example.org/";

    @TempDir
    Path directory;

    private final GeneratedList authority;
    private final X509Certificate card;
    private final List<URI> asked = new ArrayList<>();
    private Instant now = START;
    private CertificateStatus said = CertificateStatus.GOOD;
    private boolean down;
    private Optional<byte[]> replayed = Optional.empty();
    private Optional<Responder> responder = Optional.empty();

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

        assertThat(status(checker)).isEqualTo(REVOKED);

        down = true;
        now = START.plusSeconds(60).plus(AGE);
        refresher.refresh();
        assertThat(status(checker)).as("only a good answer ages").isEqualTo(REVOKED);
    }

    @Test
    void whatAResponderRevokedStaysRevokedAfterARestartWithoutIt() throws Exception {
        said = new RevokedStatus(Date.from(START), 1);
        lookOnce();

        // long after the answer, and the certificate of who signed it, have ended
        for (Duration later : List.of(Duration.ofSeconds(1), Duration.ofDays(30))) {
            now = START.plus(later);
            CertificateChecker checker = restarted();

            assertThat(status(checker)).isEqualTo(REVOKED);
        }
    }

    @Test
    void anAppointedRespondersRevocationOutlivesItsCertificate() throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        responder = Optional.of(new Responder(pair, authority.appointed(pair, START.plusSeconds(60), builder -> {
            builder.addExtension(
                    Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_OCSPSigning));
            builder.addExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nocheck, false, DERNull.INSTANCE);
        })));
        said = new RevokedStatus(Date.from(START), 1);
        lookOnce();

        now = START.plusSeconds(61);

        assertThat(status(restarted())).isEqualTo(REVOKED);
    }

    @Test
    void aResponderThatTakesARevocationBackIsBelievedAndAnOlderAnswerIsNot() throws Exception {
        byte[] older = answer(question(card));
        now = START.plusSeconds(60);
        byte[] ofThatMoment = answer(question(card));
        said = new RevokedStatus(Date.from(START), 6);
        lookOnce();
        CertificateChecker checker = restarted();
        Refresher refresher = refresher(checker, "ocsp.example.org");
        refresher.open();
        for (byte[] good : List.of(older, ofThatMoment)) {
            replayed = Optional.of(good);
            down = false;

            assertThat(refresher.refresh()).isFalse();
            assertThat(status(checker)).isInstanceOf(org.sceau.trust.CertificateStatus.Revoked.class);
            assertThat(status(restarted())).isInstanceOf(org.sceau.trust.CertificateStatus.Revoked.class);
        }

        replayed = Optional.empty();
        down = false;
        said = CertificateStatus.GOOD;
        now = START.plusSeconds(120);
        assertThat(refresher.refresh()).isTrue();
        assertThat(status(checker)).isInstanceOf(org.sceau.trust.CertificateStatus.Good.class);
        assertThat(status(restarted()))
                .as("only revocations are kept")
                .isInstanceOf(org.sceau.trust.CertificateStatus.RevocationUnknown.class);
    }

    @ParameterizedTest
    @EnumSource
    void aKeptFileThatWasTamperedWithMakesNothingGoodAndNothingRevoked(Tampering tampering) throws Exception {
        X509Certificate other = authority.asking(BigInteger.valueOf(78), ADDRESS);
        byte[] good = answer(question(card));
        said = new RevokedStatus(Date.from(START), 1);
        byte[] ofAnother = answer(question(other));
        lookOnce();
        Path file = directory.resolve(AnswerCache.name(card));
        byte[] kept = Files.readAllBytes(file);
        switch (tampering) {
            case EMPTY -> Files.write(file, new byte[0]);
            case CUT -> Files.write(file, Arrays.copyOf(kept, kept.length - 1));
            case ALTERED -> {
                kept[kept.length / 2] ^= 1;
                Files.write(file, kept);
            }
            case SIGNED_BY_A_STRANGER -> Files.write(file, new RespondersTest().answer(question(card)));
            case OF_ANOTHER_CERTIFICATE -> Files.write(file, ofAnother);
            case GOOD_ANSWER -> Files.write(file, good);
            case NO_FILE_ANY_MORE -> {
                Files.delete(file);
                Files.createDirectory(file);
            }
            case TOO_LONG -> Files.write(file, new byte[OcspExchange.MAXIMUM_BYTES + 1]);
        }

        CertificateChecker checker = restarted(authority.read(authority.of(0)));

        var unchecked = org.sceau.trust.CertificateStatus.RevocationUnknown.class;
        assertThat(status(checker)).as("although a list does not list it").isInstanceOf(unchecked);
        assertThat(status(restarted(authority.read(revoking(card)))))
                .isInstanceOf(org.sceau.trust.CertificateStatus.Revoked.class);
        assertThat(checker.check(List.of(other), now)).isInstanceOf(org.sceau.trust.CertificateStatus.Good.class);
    }

    enum Tampering {
        EMPTY,
        CUT,
        ALTERED,
        SIGNED_BY_A_STRANGER,
        OF_ANOTHER_CERTIFICATE,
        GOOD_ANSWER,
        NO_FILE_ANY_MORE,
        TOO_LONG
    }

    @Test
    void anAnswerInPlaceOfALostOneCounts() throws Exception {
        Files.write(directory.resolve(AnswerCache.name(card)), new byte[] {1});
        CertificateChecker checker = checker();
        Refresher refresher = refresher(checker, "ocsp.example.org");
        refresher.open();
        assertThat(status(checker)).isInstanceOf(org.sceau.trust.CertificateStatus.RevocationUnknown.class);

        assertThat(refresher.refresh()).isTrue();

        assertThat(status(checker)).isInstanceOf(org.sceau.trust.CertificateStatus.Good.class);
        assertThat(directory).isEmptyDirectory();
    }

    /** As after a start before its disk is there: nobody is good, and what it holds counts from the next look on. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aDirectoryThatCannotBeReadIsLookedIntoAgain(boolean revoked) throws Exception {
        if (revoked) {
            said = new RevokedStatus(Date.from(START), 1);
            lookOnce();
        }
        Path away = directory.resolveSibling(directory.getFileName() + "-away");
        Files.move(directory, away);
        Files.write(directory, new byte[0]);
        down = true;
        CertificateChecker checker = checker();
        Refresher refresher = refresher(checker, "ocsp.example.org");
        refresher.open();
        refresher.refresh();
        RevocationList list = authority.read(authority.of(0));
        assertThat(status(beside(checker, list)))
                .isInstanceOf(org.sceau.trust.CertificateStatus.RevocationUnknown.class);

        Files.delete(directory);
        Files.move(away, directory);
        refresher.refresh();

        assertThat(status(beside(checker, list)))
                .isInstanceOf(
                        revoked
                                ? org.sceau.trust.CertificateStatus.Revoked.class
                                : org.sceau.trust.CertificateStatus.Good.class);
    }

    @Test
    void aRevocationThatCannotBeKeptIsInForceAllTheSame() throws Exception {
        directory = Files.write(directory.resolve("no-directory"), new byte[0]);
        said = new RevokedStatus(Date.from(START), 1);
        CertificateChecker checker = checker();
        Refresher refresher = refresher(checker, "ocsp.example.org");

        assertThat(refresher.refresh()).isFalse();

        assertThat(status(checker)).isEqualTo(REVOKED);
    }

    /** What a responder does not know it takes back, and does not outweigh who knows: lists, and itself before. */
    @ParameterizedTest
    @EnumSource
    void aResponderThatDoesNotKnowTakesBackWhatWasGoodAndLeavesTheRestToLists(Before before) throws Exception {
        CertificateChecker checker = checker();
        Refresher refresher = refresher(checker, "ocsp.example.org");
        if (before == Before.LOST) {
            Files.write(directory.resolve(AnswerCache.name(card)), new byte[] {1});
        }
        refresher.open();
        if (before == Before.REVOKED) {
            said = new RevokedStatus(Date.from(START), 1);
        }
        if (before == Before.GOOD || before == Before.REVOKED) {
            refresher.refresh();
        }

        now = START.plusSeconds(60);
        said = new UnknownStatus();
        assertThat(refresher.refresh()).as("nothing was learnt").isFalse();

        var unchecked = org.sceau.trust.CertificateStatus.RevocationUnknown.class;
        var good = org.sceau.trust.CertificateStatus.Good.class;
        var revoked = org.sceau.trust.CertificateStatus.Revoked.class;
        boolean stays = before == Before.REVOKED;
        assertThat(status(checker)).isInstanceOf(stays ? revoked : unchecked);
        beside(checker, authority.read(authority.of(0)));
        assertThat(status(checker))
                .as("with a list that does not list it")
                .isInstanceOf(stays ? revoked : before == Before.LOST ? unchecked : good);
        beside(checker, authority.read(revoking(card)));
        assertThat(status(checker)).as("with a list that does").isInstanceOf(revoked);
        assertThat(status(restarted())).as("after a restart").isInstanceOf(stays ? revoked : unchecked);
    }

    enum Before {
        NOTHING,
        GOOD,
        REVOKED,
        LOST
    }

    @Test
    void aResponderThatKnowsAgainIsBelievedAgainAndWhatItSaidBeforeIsNot() throws Exception {
        byte[] before = answer(question(card));
        CertificateChecker checker = checker();
        Refresher refresher = refresher(checker, "ocsp.example.org");
        refresher.open();
        now = START.plusSeconds(60);
        said = new UnknownStatus();
        refresher.refresh();

        replayed = Optional.of(before);
        assertThat(refresher.refresh()).isFalse();
        assertThat(status(checker)).isInstanceOf(org.sceau.trust.CertificateStatus.RevocationUnknown.class);

        replayed = Optional.empty();
        said = CertificateStatus.GOOD;
        assertThat(refresher.refresh()).isTrue();
        assertThat(status(checker)).isInstanceOf(org.sceau.trust.CertificateStatus.Good.class);
    }

    @Test
    void anAnswerThatNamesNoEndAgesFromItsOwnTime() {
        var answer = new OcspAnswer(new OcspAnswer.Said.Good(), START.minus(AGE), Optional.empty(), START);

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

        assertThat(read(answer(question(card), pair, "Ed25519", appointed)).said())
                .isEqualTo(new OcspAnswer.Said.Good());
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

    private record Responder(KeyPair pair, X509Certificate certificate) {}

    private void assertRefused(byte[] answer, String why) {
        assertThatThrownBy(() -> read(answer))
                .isInstanceOf(TrustUnusable.class)
                .hasMessageContaining("a responder's answer " + why);
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
            if (replayed.isPresent()) {
                return replayed.get();
            }
            return responder.isPresent()
                    ? answer(
                            question(card),
                            responder.get().pair(),
                            "Ed25519",
                            responder.get().certificate())
                    : answer(question(card));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private void lookOnce() {
        Refresher refresher = refresher(checker(), "ocsp.example.org");
        refresher.open();
        assertThat(refresher.refresh()).isTrue();
    }

    /** With the responder down, and what was looked at once. */
    private CertificateChecker restarted(RevocationList... lists) {
        down = true;
        CertificateChecker checker = checker();
        Refresher refresher = refresher(checker, "ocsp.example.org");
        refresher.open();
        assertThat(refresher.refresh()).isFalse();
        return beside(checker, lists);
    }

    /** With these lists beside what was answered. */
    private CertificateChecker beside(CertificateChecker checker, RevocationList... lists) {
        TrustAnchors opened = checker.anchors();
        checker.replace(opened.with(Revocations.of(
                List.of(lists),
                Oppositions.NONE,
                CardOppositions.NONE,
                opened.revocations()
                        .answer(card)
                        .map(answer -> Map.of(card, answer))
                        .orElse(Map.of()),
                AGE)));
        return checker;
    }

    private byte[] revoking(X509Certificate certificate) throws Exception {
        return authority.signed(authority.builder(1).addCRLEntry(certificate.getSerialNumber(), Date.from(START), 1));
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
