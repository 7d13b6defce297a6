package org.sceau.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HoldersTest {
    private static final Instant NOW = Instant.parse("2026-06-01T10:00:00Z");

    /** Subjects in the patterns of IGC-Santé, and near them. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            nullValues = "-",
            value = {
                "C=FR,O=Labo Fictif,OU=1990000001,CN=Labo Fictif; urn:oid:1.2.250.1.71.4.2.2|1990000001",
                "C=FR,O=Labo Fictif,OU=12A0000001,CN=Labo Fictif; urn:oid:1.2.250.1.71.4.2.2|12A0000001",
                "C=FR,O=Labo Fictif,OU=1990000001,CN=localhost; urn:oid:1.2.250.1.71.4.2.2|1990000001",
                "C=FR,T=Médecin,CN=810000000001+SURNAME=FICTIVE+GIVENNAME=Élodie; urn:oid:1.2.250.1.71.4.2.1|810000000001",
                "C=FR,O=Labo Fictif,OU=1990000001,CN=3990000001/CPE0001+SURNAME=FICTIVE+GIVENNAME=Élodie; -",
                "C=FR,O=Labo Fictif,OU=1990000001,CN=3990000001/CPE0001; -",
                "C=FR,O=Labo Fictif,OU=12A0000001,CN=32A0001234/CPE0001; -",
                "C=FR,O=Labo Fictif,OU=12A0000001,CN=2A0001234; -",
                "C=FR,O=Labo Fictif,OU=1990000001,CN=Bureau/0001; -",
                "C=FR,O=Labo Fictif,OU=1990000001,CN=Labo Fictif,SURNAME=FICTIVE; -",
                "C=FR,O=Labo Fictif,OU=1990000001,CN=Labo Fictif,GIVENNAME=Élodie; -",
                "C=FR,O=Labo Fictif,OU=1990000001,OU=1990000002,CN=Labo Fictif; -",
                "C=FR,O=Labo Fictif,OU=1990000001,CN=Labo Fictif,CN=Autre; -",
                "C=FR,O=Labo Fictif,OU=1990000001; -"
            })
    void whoIsNamedIsAProfessionalOrAStructureAndNoEmployee(String subject, String holder) {
        var certificate = new TestIssuer("Autorité Fictive", NOW).issue(subject, NOW);

        assertThat(Holders.of(certificate).map(Identifier::toString)).isEqualTo(Optional.ofNullable(holder));
    }
}
