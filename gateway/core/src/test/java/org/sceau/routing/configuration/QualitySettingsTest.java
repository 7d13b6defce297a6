package org.sceau.routing.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sceau.transfer.PartnerId;
import org.sceau.trust.DevelopmentPki;

/** Mistakes in {@code qualities.yaml}, each with what to write, and what a file comes to. */
class QualitySettingsTest {
    private static final DevelopmentPki PKI =
            DevelopmentPki.create(InstantSource.fixed(SampleConf.NOW), new SecureRandom());
    private static final X509Certificate CARD = PKI.professional(
                    new PartnerId("dr-exemple"), "899900000019", "EXEMPLE", "Ada", "Médecin")
            .auth()
            .certificate();

    @TempDir
    private Path root;

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{gives: profession}; attribute, extension or directory, one of them",
                "{gives: profession, attribute: 2.5.4.12, extension: {oid: 1.2.3, type: string}}; attribute, extension or directory",
                "{gives: profession, attribute: 2.5.4.12, directory: true}; attribute, extension or directory",
                "{gives: family, directory: true, families: [cps]}; profession, specialty or organisation",
                "{gives: card, directory: true}; profession, specialty or organisation",
                "{gives: profession, attribute: title}; an OID such as 2.5.4.12",
                "{gives: profession, extension: {oid: 1.02.3, type: string}}; an OID such as 2.5.4.12",
                "{gives: profession, extension: {oid: 1.2.3}}; type: string",
                "{gives: profession, extension: {oid: 1.2.3, type: utf8}}; one of string, integer, octet-string",
                "{gives: name, attribute: 2.5.4.12}; one of family, profession, specialty, organisation, card",
                "{gives: family, attribute: 2.5.4.3}; families or table",
                "{gives: family, attribute: 2.5.4.3, families: [cps], table: [{text: x, code: cps}]}; families or table",
                "{gives: profession, attribute: 2.5.4.3, families: [cps]}; no families with others",
                "{gives: family, attribute: 2.5.4.3, table: [{text: x, code: '10'}]}; codes cps, cpf, cde, cpe, cda, cpa",
                "{gives: profession, attribute: 2.5.4.3, table: [{text: x, code: é}]}; without accents",
                "{gives: profession, attribute: 2.5.4.3, table: [{text: É, code: a}, {text: é, code: b}]}; each once",
                "{gives: profession, attribute: 2.5.4.3, pattern: '('}; a pattern of at most",
                "{gives: profession, attribute: 2.5.4.3, pattern: '(a+)+b'}; a pattern of at most",
                "{gives: profession, attribute: 2.5.4.3, pattern: 'a*a*a*a*b'}; a pattern of at most",
                "{gives: profession, attribute: 2.5.4.3, pattern: '(?i)a'}; a pattern of at most",
                "{gives: profession, attribute: 2.5.4.3, pattern: '(a)\\1'}; a pattern of at most",
                "{gives: profession, attribute: 2.5.4.3, issuers: nowhere.pem}; of a file that can be read",
            })
    void aMistakeIsNamedWithWhatToWrite(String rule, String write) {
        SampleConf sample = SampleConf.in(root).write("qualities.yaml", "rules:\n  - " + rule + "\n");

        assertThat(sample.errors())
                .singleElement()
                .asString()
                .startsWith("qualities.yaml:2:")
                .contains(write);
    }

    @Test
    void rulesAreLimitedInNumber() {
        String rules = IntStream.range(0, 51)
                .mapToObj(i -> "  - {gives: profession, attribute: 1.2." + i + "}\n")
                .collect(Collectors.joining());

        assertThat(SampleConf.in(root)
                        .write("qualities.yaml", "rules:\n" + rules)
                        .errors())
                .containsExactly("qualities.yaml:1:1: found values that do not fit; write at most 50 rules");
    }

    @Test
    void aFileOfIssuersWithoutCertificatesIsAMistake() {
        SampleConf sample = SampleConf.in(root)
                .replace("qualities.yaml", "# issuers: trust/issuers.pem", "issuers: trust/intermediates.pem");

        assertThat(sample.errors()).singleElement().asString().startsWith("qualities.yaml issuers: found");
    }

    /** For the whole file, and for one rule against it. */
    @Test
    void issuersOfARuleComeBeforeThoseOfTheFile() {
        SampleConf sample = SampleConf.in(root)
                .write("trust/own.pem", SampleConf.pem(PKI.issuing()))
                .write("trust/other.pem", SampleConf.pem(PKI.root()))
                .replace("qualities.yaml", "# issuers: trust/issuers.pem", "issuers: trust/other.pem");

        assertThat(label(sample)).isEqualTo("-/-/-");

        sample.replace("qualities.yaml", "attribute: 2.5.4.12\n", "attribute: 2.5.4.12\n    issuers: trust/own.pem\n");

        assertThat(label(sample)).isEqualTo("-/10/-");
    }

    @Test
    void rulesOfTheOperatorTakeThePlaceOfTheNationalOnesWhichHoldWithoutAFile() throws Exception {
        SampleConf sample = SampleConf.in(root)
                .write(
                        "qualities.yaml",
                        "rules:\n  - {gives: organisation, attribute: 2.5.4.3, pattern: \"8(9{2}).+\"}\n");

        assertThat(label(sample)).isEqualTo("-/-/99");

        Files.delete(sample.directory().resolve("qualities.yaml"));

        assertThat(label(sample)).isEqualTo("CPS/10/-");
    }

    @Test
    void whatDirectoryAndRulesNeedOfEachOtherIsSaid() {
        SampleConf asking =
                SampleConf.in(root).write("qualities.yaml", "rules:\n  - {gives: profession, directory: true}\n");

        assertThat(asking.errors()).singleElement().asString().contains("gateway.yaml has no directory");

        asking.replace("gateway.yaml", "\nlisten:", "\ndirectory:\n  cards: [../cartes.txt]\nlisten:");

        assertThat(asking.errors()).singleElement().asString().contains("a rule with gives: card");

        asking.write(
                "qualities.yaml",
                "rules:\n  - {gives: profession, directory: true}\n  - {gives: card, attribute: 2.5.4.5}\n");

        assertThat(asking.errors()).isEmpty();

        asking.replace("gateway.yaml", "\n  cards: [", "\n  departments: [\"92\"]\n  cards: [");

        assertThat(asking.errors()).singleElement().asString().contains("of two professions it would know one");

        asking.replace(
                "gateway.yaml",
                "\n  departments: [\"92\"]\n",
                "\n  ldap: {host: annuaire.example.org, base: \"dc=example\", opposition: opposed}\n");

        assertThat(asking.errors()).singleElement().asString().contains("no authority whose certificates");
    }

    private static String label(SampleConf sample) {
        return switch (Configuration.load(sample.directory(), InstantSource.fixed(SampleConf.NOW))) {
            case Configuration.Reading.Loaded(Configuration loaded) ->
                loaded.qualities().of(CARD).unrecorded().label();
            case Configuration.Reading.Rejected(var errors) -> throw new AssertionError(errors);
        };
    }
}
