package org.sceau.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sceau.identity.ProfessionalQuality;
import org.sceau.transfer.PartnerId;

class ProfessionalQualitiesTest {
    private static final PartnerId ID = new PartnerId("holder");

    private final DevelopmentPki pki =
            DevelopmentPki.create(InstantSource.fixed(Instant.parse("2026-11-23T10:00:00Z")), new SecureRandom());
    private final ProfessionalQualities qualities = ProfessionalQualities.national();

    @ParameterizedTest
    @CsvSource({
        "899900000019, Médecin, CPS/10/-",
        "099900001X, Infirmier, CPS/60/-",
        "899900000019, Sage-Femme, CPS/50/-",
        "899900000019, Sorcier, CPS/-/-",
        "Ada EXEMPLE, Médecin, -/10/-"
    })
    void cardOfAProfessionalShowsFamilyAndProfession(String nationalId, String title, String label) {
        DevelopmentParty card = pki.professional(ID, nationalId, "EXEMPLE", "Ada", title);

        assertThat(qualities.of(card.auth().certificate()).unrecorded().label()).isEqualTo(label);
    }

    @ParameterizedTest
    @CsvSource({
        "500000000029751/CPET0001, 300000000029751, CPE/-/300000000029751",
        "500000000029751/CPAT0001, 300000000029751, CPA/-/300000000029751",
        "Labo Fictif, 1990000001, -/-/1990000001",
        "Labo Fictif, Service informatique, -/-/-",
        "500000000029751/, 12345678, -/-/-"
    })
    void subjectWithAStructureShowsIt(String commonName, String structure, String label) {
        X509Certificate certificate = organisation(commonName, structure);

        assertThat(qualities.of(certificate).unrecorded().label()).isEqualTo(label);
    }

    @Test
    void rulesOfTheOperatorComeFirstAndMayReadExtensions() {
        X509Certificate certificate = organisation("Labo Fictif", "1990000001");
        var own = new ProfessionalQualities(List.of(
                new QualityRule(
                        new QualityRule.Source.Subject("2.5.4.10"),
                        QualityRule.Part.ORGANISATION,
                        Pattern.compile("Labo (.+)"),
                        List.of(),
                        Map.of()),
                new QualityRule(
                        new QualityRule.Source.Extension("2.5.29.14"),
                        QualityRule.Part.PROFESSION,
                        Pattern.compile(".*"),
                        List.of(),
                        Map.of()),
                ProfessionalQualities.nationalRules().get(1)));

        assertThat(own.of(certificate).unrecorded().label()).isEqualTo("-/-/Fictif");
    }

    @Test
    void authorityProvesNoQuality() {
        assertThat(qualities.of(pki.root()).unrecorded()).isEqualTo(ProfessionalQuality.NONE);
    }

    private X509Certificate organisation(String commonName, String structure) {
        var authority = DevelopmentAuthority.root(
                DevelopmentNames.authority("TEST AC"), Instant.parse("2026-11-23T10:00:00Z"), new SecureRandom());
        return authority
                .issue(
                        DevelopmentNames.organisation("Labo Fictif", structure, commonName),
                        DevelopmentUse.AUTH,
                        Instant.parse("2026-11-23T10:00:00Z"))
                .certificate();
    }
}
