package org.sceau.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sceau.document.SignerTrust.Standing;
import org.sceau.routing.configuration.NationalQualities;
import org.sceau.transfer.PartnerId;
import org.sceau.trust.CertificateChecker;
import org.sceau.trust.DevelopmentParty;
import org.sceau.trust.DevelopmentPki;
import org.sceau.trust.TrustAnchors;

class AuthorSignersTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    private final DevelopmentPki pki = DevelopmentPki.create(InstantSource.fixed(NOW), new SecureRandom());
    private final DevelopmentParty card =
            pki.professional(new PartnerId("dr-exemple"), "899900000019", "EXEMPLE", "Ada", "Médecin");

    @Test
    void cardsSignatureCertificateIsTrustedAndItsAuthenticationCertificateIsNot() {
        AuthorSigners signers = signers(NOW);

        assertThat(signers.judge(card.sign().chain(), NOW)).isEqualTo(Standing.TRUSTED);
        assertThat(signers.judge(card.auth().chain(), NOW)).isEqualTo(Standing.WRONG_USE);
        assertThat(signers.judge(List.of(), NOW)).isEqualTo(Standing.ABSENT);
        assertThat(signers.quality(card.sign().certificate()).profession()).contains("10");
    }

    @Test
    void claimedTimeInTheFutureOrBeforeTheCertificateIsNotBelieved() {
        AuthorSigners signers = signers(NOW);

        assertThat(signers.judge(card.sign().chain(), NOW.plusSeconds(301))).isEqualTo(Standing.OUTDATED);
        assertThat(signers.judge(card.sign().chain(), NOW.minus(Duration.ofDays(1))))
                .isEqualTo(Standing.OUTDATED);
    }

    @Test
    void revokedOrExpiredSinceSigningIsNotTrusted() {
        assertThat(signers(NOW.plus(Duration.ofDays(366))).judge(card.sign().chain(), NOW))
                .isEqualTo(Standing.OUTDATED);
        pki.revoke(card.sign().certificate());
        assertThat(signers(NOW).judge(card.sign().chain(), NOW.minusSeconds(60)))
                .isEqualTo(Standing.REVOKED);
    }

    private AuthorSigners signers(Instant now) {
        TrustAnchors anchors = pki.anchors(Duration.ofDays(365));
        return new AuthorSigners(
                new CertificateChecker(anchors), NationalQualities.qualities(), InstantSource.fixed(now));
    }
}
