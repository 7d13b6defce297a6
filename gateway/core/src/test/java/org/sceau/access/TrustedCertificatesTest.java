package org.sceau.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sceau.access.CertificateChecker.Standing;
import org.sceau.failure.FailureCode;
import org.sceau.keys.Credential;
import org.sceau.transfer.PartnerId;
import org.sceau.trust.DevelopmentParty;
import org.sceau.trust.DevelopmentPki;

class TrustedCertificatesTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    private final DevelopmentPki pki = DevelopmentPki.create(InstantSource.fixed(NOW), new SecureRandom());
    private final DevelopmentParty party = pki.organisation(new PartnerId("lab"), "Labo Fictif", "1990000001");

    @Test
    void certificateIsUsableUntilItIsRevoked() {
        assertThat(readers().check(party.conf().certificate(), NOW)).isEqualTo(new Standing.Usable());

        pki.revoke(party.conf().certificate());

        assertThat(readers().check(party.conf().certificate(), NOW))
                .isEqualTo(new Standing.Unusable(FailureCode.CERTIFICATE_REVOKED));
    }

    @Test
    void staleListMakesCertificatesUnusable() {
        assertThat(readers().check(party.conf().certificate(), NOW.plus(Duration.ofDays(8))))
                .isEqualTo(new Standing.Unusable(FailureCode.CERTIFICATE_UNCHECKED));
    }

    @Test
    void certificateThatIsForSomethingElseIsNobodysToEncryptFor() {
        for (Credential other : List.of(party.auth(), party.sign(), party.tls())) {
            assertThat(readers().check(other.certificate(), NOW))
                    .isEqualTo(new Standing.Unusable(FailureCode.CERTIFICATE_WRONG_USE));
        }
    }

    private TrustedCertificates readers() {
        return TrustedCertificates.ofReaders(new org.sceau.trust.CertificateChecker(pki.anchors(Duration.ofDays(7))));
    }
}
