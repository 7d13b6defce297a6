package org.sceau.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sceau.document.Coded;
import org.sceau.document.DocumentCodes;
import org.sceau.routing.rules.Confidentiality;

class DocumentFactsTest {
    /** A system that is not known gives no code a meaning, and takes none away. */
    @ParameterizedTest
    @CsvSource({
        "http://terminology.hl7.org/CodeSystem/v3-Confidentiality, V, VERY_RESTRICTED, true",
        "http://hl7.org/fhir/v3/Confidentiality,                   V, VERY_RESTRICTED, true",
        "urn:oid:2.16.840.1.113883.5.25,                           V, VERY_RESTRICTED, true",
        "http://terminology.hl7.org/CodeSystem/v3-Confidentiality, Z, UNLABELLED,      false",
        "http://example.org/confidentialite,                       V, UNLABELLED,      false",
        "http://example.org/confidentialite,                       N, UNLABELLED,      false",
        "http://example.org/urgence,                               haute, UNLABELLED,  true",
        "'',                                                       x, UNLABELLED,      false",
    })
    void aLabel(String system, String code, Confidentiality confidentiality, boolean understood) {
        var facts = DocumentFacts.of(new DocumentCodes(List.of(), List.of(), List.of(new Coded(system, code))));

        assertThat(facts.confidentiality()).containsExactly(confidentiality);
        assertThat(facts.understood()).isEqualTo(understood);
    }
}
