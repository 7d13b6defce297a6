package org.sceau.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sceau.failure.FailureCode;
import org.sceau.failure.Issue;
import org.sceau.routing.Channel;
import org.sceau.routing.Match;
import org.sceau.routing.Partner;
import org.sceau.routing.Right;
import org.sceau.routing.RoutingTable;
import org.sceau.routing.Tables;
import org.sceau.transfer.PartnerId;
import org.sceau.trust.DevelopmentParty;
import org.sceau.trust.DevelopmentPki;

class IdentifyTest {
    private static final Instant NOW = Instant.parse("2026-06-01T10:00:00Z");
    private static final CertificateChecker GOOD = (_, _) -> new CertificateChecker.Standing.Usable();
    private static final DevelopmentPki PKI = DevelopmentPki.create(InstantSource.fixed(NOW), new SecureRandom());
    private static final DevelopmentParty LABO =
            PKI.organisation(Tables.LABO, "Laboratoire de Démonstration", "1750000001");
    private static final DevelopmentParty STRANGER =
            PKI.organisation(new PartnerId("stranger"), "Inconnu de Démonstration", "1750000009");

    @Test
    void aRegisteredAuthCertificateIsAPartner() {
        Identified found = identify(GOOD, LABO.auth().certificate())
                .caller(LABO.auth().chain().toArray(X509Certificate[]::new), NOW);

        assertThat(found).isInstanceOfSatisfying(Identified.Known.class, known -> {
            assertThat(known.caller().partner()).isEqualTo(Tables.LABO);
            assertThat(known.caller().thumbprint())
                    .isEqualTo(Partner.thumbprint(LABO.auth().certificate()));
            assertThat(known.caller().quality().organisation()).contains("1750000001");
        });
    }

    @Test
    void whoShowsNoCertificateIsAskedForOne() {
        assertThat(identify(GOOD, LABO.auth().certificate()).caller(new X509Certificate[0], NOW))
                .isEqualTo(refused(FailureCode.CERTIFICATE_REQUIRED));
    }

    @Test
    void aGoodCertificateThatIsNotRegisteredIsNobody() {
        assertThat(identify(GOOD, LABO.auth().certificate())
                        .caller(chain(STRANGER.auth().certificate()), NOW))
                .isEqualTo(refused(FailureCode.CERTIFICATE_UNKNOWN));
    }

    @Test
    void aRegisteredCertificateForAnotherUseDoesNotOpenAChannel() {
        for (var other : List.of(LABO.sign(), LABO.conf(), LABO.tls())) {
            assertThat(identify(GOOD, other.certificate()).caller(chain(other.certificate()), NOW))
                    .isEqualTo(refused(FailureCode.CERTIFICATE_WRONG_USE));
        }
    }

    @Test
    void aRegisteredCertificateThatWasRevokedIsRefused() {
        CertificateChecker revoked =
                (_, _) -> new CertificateChecker.Standing.Unusable(FailureCode.CERTIFICATE_REVOKED);

        assertThat(identify(revoked, LABO.auth().certificate())
                        .caller(chain(LABO.auth().certificate()), NOW))
                .isEqualTo(refused(FailureCode.CERTIFICATE_REVOKED));
    }

    /** Patterns of IGC-Santé subjects; the first is a multi-valued RDN. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "CN=810002813839+SURNAME=DEMO+GIVENNAME=Alix,T=Médecin,C=FR; CPS/10/-",
                "CN=500000000029751/CPAT0001,OU=300000000029751,L=Paris (75),O=Clinique de Démonstration,C=FR;"
                        + " CPE/-/300000000029751",
                "CN=Laboratoire AUTH,OU=1750000001,O=Laboratoire de Démonstration,C=FR; -/-/1750000001",
                "CN=demo,OU=Service,C=FR; -/-/-",
                "CN=demo,T=Plombier,C=FR; -/-/-",
            })
    void theQualityIsReadFromTheSubject(String subject, String label) {
        assertThat(SubjectQuality.of(new X500Principal(subject)).label()).isEqualTo(label);
    }

    private static Identify identify(CertificateChecker checker, X509Certificate registered) {
        Partner labo = Tables.partner(
                Tables.LABO,
                new Channel.Inbox(),
                List.of(),
                Set.of(Right.SUBMIT),
                List.of(registered),
                Optional.empty());
        RoutingTable table =
                Tables.table(List.of(labo), Tables.route("lab", 1, Match.EVERYTHING, List.of(Tables.LABO), List.of()));
        return new Identify(table, checker);
    }

    private static X509Certificate[] chain(X509Certificate certificate) {
        return new X509Certificate[] {certificate};
    }

    private static Identified refused(FailureCode code) {
        return new Identified.Refused(Issue.of(code));
    }
}
