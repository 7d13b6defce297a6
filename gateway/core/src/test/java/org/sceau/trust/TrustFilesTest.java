package org.sceau.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sceau.transfer.PartnerId;

class TrustFilesTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    @TempDir
    Path directory;

    private final SecureRandom random = new SecureRandom();
    private final DevelopmentPki pki = DevelopmentPki.create(() -> NOW, random);

    @Test
    void writtenTrustIsReadBackAndAReplacedListIsSeen() throws IOException {
        DevelopmentParty party = pki.organisation(new PartnerId("lab"), "Labo Fictif", "1990000001");
        pki.writeTo(directory, random);

        TrustAnchors before = TrustAnchors.load(directory.resolve("trust"), Duration.ofDays(7));
        pki.revoke(party.auth().certificate());
        pki.writeListsTo(directory);
        TrustAnchors after = TrustAnchors.load(directory.resolve("trust"), Duration.ofDays(7));

        assertThat(before.anchors()).containsExactly(pki.root());
        assertThat(before.intermediates()).containsExactly(pki.issuing());
        assertThat(new CertificateChecker(before).check(party.auth().chain(), NOW))
                .isInstanceOf(CertificateStatus.Good.class);
        assertThat(new CertificateChecker(after).check(party.auth().chain(), NOW))
                .isInstanceOf(CertificateStatus.Revoked.class);
        assertThat(TrustFiles.certificates(directory.resolve("parties/lab/auth.pem")))
                .isEqualTo(party.auth().chain());
    }

    @Test
    void unreadableFilesAreNamed() throws IOException {
        Path file = Files.writeString(directory.resolve("broken.pem"), "-----BEGIN CERTIFICATE-----\nAAAA\n");

        assertThatThrownBy(() -> TrustFiles.certificates(file))
                .isInstanceOf(TrustUnusable.class)
                .hasMessageContaining("broken.pem")
                .hasNoCause();
        assertThatThrownBy(() -> TrustFiles.certificates(directory.resolve("absent.pem")))
                .isInstanceOf(TrustUnusable.class);
        assertThatThrownBy(() -> TrustAnchors.load(directory.resolve("absent"), Duration.ofDays(7)))
                .isInstanceOf(TrustUnusable.class);
        assertThatThrownBy(() -> TrustFiles.certificates(new byte[0], "empty")).isInstanceOf(TrustUnusable.class);
    }

    @Test
    void garbageIsRefused() {
        Random places = new Random(20261123);

        for (int attempt = 0; attempt < 500; attempt++) {
            byte[] garbage = new byte[places.nextInt(400)];
            places.nextBytes(garbage);
            assertThatThrownBy(() -> TrustFiles.certificates(garbage, "garbage"))
                    .isInstanceOf(TrustUnusable.class);
            assertThatThrownBy(() -> TrustFiles.list(garbage, "garbage")).isInstanceOf(TrustUnusable.class);
        }
    }

    @Test
    void alteredCertificateIsRefusedOrNotGood() throws GeneralSecurityException {
        X509Certificate good = pki.organisation(new PartnerId("lab"), "Labo Fictif", "1990000001")
                .auth()
                .certificate();
        CertificateChecker checker = new CertificateChecker(anchors(pki.lists().getLast()));
        byte[] whole = good.getEncoded();
        Random places = new Random(20261123);

        for (int attempt = 0; attempt < 2000; attempt++) {
            byte[] altered = altered(whole, places);
            try {
                X509Certificate read =
                        TrustFiles.certificates(altered, "altered").getFirst();
                assertThat(checker.check(List.of(read), Purpose.TLS_CLIENT, NOW))
                        .isNotInstanceOf(CertificateStatus.Good.class);
            } catch (TrustUnusable e) {
                assertThat(e).hasMessageContaining("altered");
            }
        }
        assertThat(checker.check(List.of(good), Purpose.TLS_CLIENT, NOW)).isInstanceOf(CertificateStatus.Good.class);
    }

    @Test
    void alteredListIsAlwaysRefused() throws GeneralSecurityException {
        byte[] whole = pki.lists().getLast().getEncoded();
        Random places = new Random(20261123);

        for (int attempt = 0; attempt < 2000; attempt++) {
            byte[] altered = altered(whole, places);
            assertThatThrownBy(() -> anchors(TrustFiles.list(altered, "altered")))
                    .isInstanceOf(TrustUnusable.class);
        }
    }

    private TrustAnchors anchors(X509CRL list) {
        return TrustAnchors.of(
                List.of(pki.root(), pki.issuing()),
                Map.of("root.crl", pki.lists().getFirst(), "issuing.crl", list),
                Duration.ofDays(7));
    }

    private static byte[] altered(byte[] whole, Random places) {
        byte[] altered = whole.clone();
        altered[places.nextInt(altered.length)] ^= (byte) (1 + places.nextInt(255));
        return places.nextInt(4) == 0 ? Arrays.copyOf(altered, places.nextInt(altered.length)) : altered;
    }
}
