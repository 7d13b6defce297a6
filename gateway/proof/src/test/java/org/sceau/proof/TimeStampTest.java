package org.sceau.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.tsp.TimeStampTokenGenerator;
import org.junit.jupiter.api.Test;

class TimeStampTest {
    private static final TestPki PKI = new TestPki();
    private static final TrustAnchors ANCHORS = PKI.anchors();
    private static final TestTsa TSA = new TestTsa(PKI);
    private static final Receipt BARE = Samples.receipt(PKI.signer());
    private static final Digest NOTE = SealedCheckpoint.digest(BARE.sealed().note());
    private static final byte[] TOKEN = TSA.token(NOTE);

    @Test
    void aStampedReceiptSaysWhichTimeIsProvedAndByWhom() {
        Receipt stamped = stamped(TOKEN);

        assertThat(Receipt.decode(stamped.encode())).isEqualTo(stamped);
        assertThat(Verifier.verify(stamped.encode(), ANCHORS, List.of()))
                .isInstanceOfSatisfying(Verdict.Proved.class, proved -> {
                    Claims.OfReceipt claims = (Claims.OfReceipt) proved.claims();
                    TimeStamped time = claims.stamped().orElseThrow();
                    assertThat(claims.limits()).doesNotContain(Limit.TIME_NOT_STAMPED);
                    assertThat(time.at()).isEqualTo(Instant.parse("2026-11-23T10:16:30Z"));
                    assertThat(time.authority()).contains("Tiers Horodateur Fictif");
                    assertThat(time.anchor()).contains("Test Root");
                    assertThat(time.policy()).isEqualTo(TestTsa.POLICY);
                });
    }

    @Test
    void accuracyNonceAndFractionsAreRead() {
        byte[] token = TSA.token(
                NOTE,
                TestTsa.SHA_256,
                TestTsa.AT.plusMillis(120),
                List.of(TSA.certificate(), PKI.issuer),
                generator -> {
                    generator.setResolution(TimeStampTokenGenerator.R_MILLISECONDS);
                    generator.setAccuracySeconds(1);
                    generator.setAccuracyMillis(2);
                    generator.setAccuracyMicros(3);
                    generator.setOrdering(true);
                });

        TimeStampInfo info = TimeStampToken.decode(token).info();

        assertThat(info.at()).isEqualTo(TestTsa.AT.plusMillis(120).truncatedTo(ChronoUnit.MILLIS));
        assertThat(info.accuracy()).contains(Duration.ofNanos(1_002_003_000));
        assertThat(info.nonce()).contains(BigInteger.valueOf(42));
        assertThat(info.imprint()).isEqualTo(NOTE);
    }

    /** Promise: every byte of a token is covered by a signature or a digest, or fixed by form. */
    @Test
    void everyFlippedByteOfATokenIsRefusedWithoutThrowing() {
        for (int at = 0; at < TOKEN.length; at++) {
            for (int mask : new int[] {0x01, 0x20, 0x80}) {
                byte[] altered = TOKEN.clone();
                altered[at] ^= (byte) mask;

                assertThat(judge(altered, ANCHORS))
                        .as("byte %d flipped by %x", at, mask)
                        .isNotEqualTo("valid");
            }
        }
    }

    @Test
    void everyFlippedByteOfAStampedReceiptIsRefuted() {
        byte[] file = stamped(TOKEN).encode();
        int from = new String(file, StandardCharsets.ISO_8859_1).indexOf("\"stamp\":");
        for (int at = from; at < file.length; at++) {
            for (int mask : new int[] {0x01, 0x80}) {
                byte[] altered = file.clone();
                altered[at] ^= (byte) mask;

                assertThat(Verifier.verify(altered, ANCHORS, List.of()))
                        .as("byte %d flipped by %x", at, mask)
                        .isInstanceOfSatisfying(
                                Verdict.Refuted.class,
                                refuted -> assertThat(refuted.part()).isIn(Part.STAMP, Part.FILE));
            }
        }
    }

    @Property(tries = 2000)
    void anyBytesAreNoToken(@ForAll byte[] content) {
        assertThat(judge(content, ANCHORS)).isNotEqualTo("valid");
    }

    @Property(tries = 2000)
    void aTokenWithBytesTakenAwayOrPutInIsNone(@ForAll int place, @ForAll byte inserted, @ForAll boolean cut) {
        int at = Math.floorMod(place, TOKEN.length);
        byte[] altered = new byte[TOKEN.length + (cut ? -1 : 1)];
        System.arraycopy(TOKEN, 0, altered, 0, at);
        if (cut) {
            System.arraycopy(TOKEN, at + 1, altered, at, TOKEN.length - at - 1);
        } else {
            altered[at] = inserted;
            System.arraycopy(TOKEN, at, altered, at + 1, TOKEN.length - at);
        }

        assertThat(judge(altered, ANCHORS)).isNotEqualTo("valid");
    }

    @Test
    void nestingWithoutEndIsNoToken() {
        byte[] deep = new byte[TimeStampToken.MAX_BYTES];
        Arrays.fill(deep, (byte) 0x30);

        assertThat(judge(deep, ANCHORS)).isEqualTo("stamp/member-unknown");
        assertThat(judge(new byte[TimeStampToken.MAX_BYTES + 1], ANCHORS)).isEqualTo("stamp/too-large");
    }

    @Test
    void whatIsWrongIsNamed() {
        List<X509Certificate> chain = List.of(TSA.certificate(), PKI.issuer);
        TestTsa stranger = new TestTsa(new TestPki());

        assertThat(judge(TOKEN, ANCHORS)).isEqualTo("valid");
        assertThat(judge(TSA.token(Digest.sha256(new byte[1])), ANCHORS)).isEqualTo("stamp/imprint-mismatch");
        assertThat(judge(stranger.token(NOTE), ANCHORS)).isEqualTo("stamp/chain-untrusted");
        assertThat(judge(changed(TestTsa.SHA_1, TestTsa.AT, chain), ANCHORS)).isEqualTo("stamp/member-missing");
        assertThat(judge(changed(TestTsa.SHA_256, TestPki.NOW.plus(Duration.ofDays(101)), chain), ANCHORS))
                .isEqualTo("stamp/chain-expired");
        assertThat(judge(changed(TestTsa.SHA_256, TestTsa.AT, List.of(PKI.issuer)), ANCHORS))
                .isEqualTo("stamp/certificate-unreadable");
        assertThat(judge(changed(TestTsa.SHA_256, TestTsa.AT, List.of(TSA.certificate())), ANCHORS))
                .isEqualTo("stamp/chain-untrusted");
        assertThat(judge(
                        changed(TestTsa.SHA_256, TestTsa.AT, List.of(TSA.certificate(), PKI.issuer, PKI.seal)),
                        ANCHORS))
                .isEqualTo("stamp/member-unknown");
        assertThat(judge(TOKEN, TrustAnchors.of(List.of(PKI.issuer), List.of())))
                .isEqualTo("valid");
        assertThat(judge(
                        changed(TestTsa.SHA_256, TestTsa.AT, List.of(TSA.certificate(), PKI.issuer, PKI.root)),
                        TrustAnchors.of(List.of(PKI.issuer), List.of())))
                .isEqualTo("stamp/member-unknown");
    }

    @Test
    void aCertificateThatIsNotForTimeStampsAloneIsRefused() {
        KeyPurposeId stamping = KeyPurposeId.id_kp_timeStamping;

        assertThat(use(new TestTsa(PKI, true, stamping))).isInstanceOf(ChainVerdict.Trusted.class);
        for (TestTsa other : List.of(
                new TestTsa(PKI, false, stamping),
                new TestTsa(PKI, true, stamping, KeyPurposeId.id_kp_clientAuth),
                new TestTsa(PKI, true, KeyPurposeId.anyExtendedKeyUsage),
                new TestTsa(PKI, true))) {
            assertThat(use(other)).isEqualTo(new ChainVerdict.NotTrusted(Reason.NOT_FOR_TIME_STAMPS));
        }
    }

    private static ChainVerdict use(TestTsa tsa) {
        return ANCHORS.validateForTimeStamps(List.of(tsa.certificate(), PKI.issuer), TestTsa.AT);
    }

    @Test
    void aRevokedAuthorityStampsNothingAfterwards() {
        byte[] issuers = TestPki.crl(PKI.root, PKI.rootKey, TestPki.NOW);
        byte[] before = TestPki.crl(PKI.issuer, PKI.issuerKey, TestTsa.AT.plusSeconds(60), 77);
        byte[] after = TestPki.crl(PKI.issuer, PKI.issuerKey, TestPki.NOW, 77);

        assertThat(judge(TOKEN, ANCHORS.withCrl(issuers).withCrl(after))).isEqualTo("stamp/chain-revoked");
        assertThat(judge(TOKEN, ANCHORS.withCrl(issuers))).isEqualTo("stamp/revocation-unknown");
        assertThat(judge(TOKEN, ANCHORS.withCrl(issuers).withCrl(before))).isEqualTo("valid");
    }

    @Test
    void anExtensionThatIsCriticalAndUnknownIsRefused() {
        assertThat(judge(extended(false), ANCHORS)).isEqualTo("valid");
        assertThat(judge(extended(true), ANCHORS)).isEqualTo("stamp/critical-unknown");
    }

    @Test
    void anIndefiniteLengthIsNotTheFormOfAToken() {
        byte[] body = Arrays.copyOfRange(TOKEN, 4, TOKEN.length);
        byte[] ber = new byte[body.length + 4];
        ber[0] = 0x30;
        ber[1] = (byte) 0x80;
        System.arraycopy(body, 0, ber, 2, body.length);

        assertThatThrownBy(() -> TimeStampToken.decode(ber)).isInstanceOf(MalformedProof.class);
    }

    private static byte[] extended(boolean critical) {
        return TSA.token(
                new Extensions(new Extension(new ASN1ObjectIdentifier("1.2.3.4.5"), critical, new byte[] {5, 0})),
                NOTE);
    }

    private static byte[] changed(String certificateHash, Instant at, List<X509Certificate> certificates) {
        return TSA.token(NOTE, certificateHash, at, certificates, generator -> {});
    }

    private static Receipt stamped(byte[] token) {
        return Samples.with(BARE, Optional.of(TimeStampToken.decode(token)), Optional.empty());
    }

    private static String judge(byte[] token, TrustAnchors anchors) {
        try {
            return switch (TimeStampToken.decode(token).verify(NOTE, anchors)) {
                case StampVerdict.Valid _ -> "valid";
                case StampVerdict.NotValid(Part part, Reason reason, String _) -> part.code() + "/" + reason.code();
            };
        } catch (MalformedProof e) {
            return e.part().code() + "/" + e.reason().code();
        }
    }
}
