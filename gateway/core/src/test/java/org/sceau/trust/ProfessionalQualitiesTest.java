package org.sceau.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.sceau.identity.ProfessionalQuality;
import org.sceau.routing.configuration.NationalQualities;
import org.sceau.transfer.PartnerId;

class ProfessionalQualitiesTest {
    private static final PartnerId ID = new PartnerId("holder");
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final String PROFESSION = "1.2.250.1.71.1.2.7";

    private final DevelopmentPki pki = DevelopmentPki.create(InstantSource.fixed(NOW), new SecureRandom());
    private final ProfessionalQualities qualities = NationalQualities.qualities();

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
    void anAttributeThatStandsTwiceSaysNothing() {
        X500NameBuilder two = new X500NameBuilder()
                .addRDN(BCStyle.T, "Médecin")
                .addRDN(BCStyle.T, "Pharmacien")
                .addRDN(BCStyle.CN, "899900000019");
        X500NameBuilder both = new X500NameBuilder()
                .addMultiValuedRDN(
                        new ASN1ObjectIdentifier[] {BCStyle.CN, BCStyle.CN},
                        new String[] {"899900000019", "500000000029751/CPET0001"})
                .addRDN(BCStyle.T, "Médecin");

        assertThat(label(qualities, selfSigned(two.build(), Optional.empty()))).isEqualTo("CPS/-/-");
        assertThat(label(qualities, selfSigned(both.build(), Optional.empty()))).isEqualTo("-/10/-");
    }

    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of(DerType.STRING, new DERUTF8String("10")),
                Arguments.of(DerType.STRING, new DERPrintableString("10")),
                Arguments.of(DerType.INTEGER, new ASN1Integer(10)),
                Arguments.of(DerType.OCTET_STRING, new DEROctetString(new byte[] {0x10})),
                Arguments.of(DerType.OBJECT_IDENTIFIER, new ASN1ObjectIdentifier("1.0")));
    }

    @ParameterizedTest
    @MethodSource("values")
    void anExtensionIsReadInItsTypeAndNoOther(DerType type, ASN1Encodable value) {
        X509Certificate certificate = selfSigned(DevelopmentNames.authority("TEST"), Optional.of(value));

        for (DerType asked : DerType.values()) {
            var source = new QualityRule.Source.Extension(PROFESSION, asked);
            var rule = new QualityRule(
                    source,
                    QualityRule.Part.PROFESSION,
                    Pattern.compile("1[.]?0"),
                    List.of(),
                    Map.of(),
                    Optional.empty());

            assertThat(new ProfessionalQualities(List.of(rule)).of(certificate).profession())
                    .as("read as %s", asked)
                    .isEqualTo(
                            asked == type
                                    ? Optional.of(type == DerType.OBJECT_IDENTIFIER ? "1.0" : "10")
                                    : Optional.empty());
        }
    }

    /** A store's authority for TLS may write what it likes. */
    @Test
    void onlyAnAuthorityThatIsBelievedProvesAQuality() {
        DevelopmentPki namesake = DevelopmentPki.create(InstantSource.fixed(NOW), new SecureRandom());
        var rule = new QualityRule(
                new QualityRule.Source.Subject("2.5.4.12"),
                QualityRule.Part.PROFESSION,
                Pattern.compile(".+"),
                List.of(),
                Map.of("médecin", "10"),
                Optional.of(Issuers.of(List.of(pki.issuing()))));
        var strict = new ProfessionalQualities(List.of(rule));

        assertThat(label(strict, card(pki))).isEqualTo("-/10/-");
        assertThat(label(strict, card(namesake))).isEqualTo("-/-/-");
        assertThat(label(qualities, card(namesake))).isEqualTo("CPS/10/-");
    }

    @Test
    void aTextThatFitsInNoEntryGivesNothing() {
        var rule = new QualityRule(
                new QualityRule.Source.Subject("2.5.4.12"),
                QualityRule.Part.PROFESSION,
                Pattern.compile(".+"),
                List.of(),
                Map.of(),
                Optional.empty());

        assertThat(label(new ProfessionalQualities(List.of(rule)), card(pki))).isEqualTo("-/-/-");
    }

    @Test
    void authorityProvesNoQuality() {
        assertThat(qualities.of(pki.root()).unrecorded()).isEqualTo(ProfessionalQuality.NONE);
    }

    private static X509Certificate card(DevelopmentPki issuer) {
        return issuer.professional(ID, "899900000019", "EXEMPLE", "Ada", "Médecin")
                .sign()
                .certificate();
    }

    private static String label(ProfessionalQualities qualities, X509Certificate certificate) {
        return qualities.of(certificate).unrecorded().label();
    }

    /** With a private extension, where a value is given. */
    private static X509Certificate selfSigned(X500Name subject, Optional<ASN1Encodable> value) {
        try {
            KeyPair pair = KeyPairGenerator.getInstance("EC").generateKeyPair();
            var builder = new JcaX509v3CertificateBuilder(
                    subject, BigInteger.ONE, Date.from(NOW), Date.from(NOW.plusSeconds(60)), subject, pair.getPublic());
            if (value.isPresent()) {
                builder.addExtension(new ASN1ObjectIdentifier(PROFESSION), false, value.get());
            }
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate())));
        } catch (GeneralSecurityException | IOException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
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
