package org.sceau.consent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sceau.document.Coded;

class VisibilityTest {

    /** TRE_A07, each code against each class of reader: S is shown, H hidden; professional, sender, patient, representative. */
    @ParameterizedTest
    @CsvSource({
        "MASQUE_PS,                      HSSS",
        "INVISIBLE_PATIENT,              SSHH",
        "INVISIBLE_REPRESENTANTS_LEGAUX, SSSH",
        "NEW_CODE,                       HSHH",
    })
    void codesHideFromTheReadersTheyName(String code, String expected) {
        for (String system : List.of(Visibility.SYSTEM_OID, Visibility.SYSTEM_URL)) {
            var label = List.of(new Coded("http://example.org", "N"), new Coded(system, code));

            String found = "";
            for (Visibility.Reader reader : Visibility.Reader.values()) {
                found += Visibility.of(label, reader) instanceof Visibility.Verdict.Shown ? "S" : "H";
            }

            assertThat(found).isEqualTo(expected);
        }
    }

    @Test
    void theVerdictNamesTheCode() {
        var label = List.of(new Coded(Visibility.SYSTEM_OID, "MASQUE_PS"));

        assertThat(Visibility.of(label, Visibility.Reader.PROFESSIONAL))
                .isEqualTo(new Visibility.Verdict.Hidden("MASQUE_PS"));
    }

    @Test
    void aCodeWithoutASystemCouldBeAnyOfThem() {
        var label = List.of(new Coded("", "N"));

        for (Visibility.Reader reader : Visibility.Reader.values()) {
            assertThat(Visibility.of(label, reader) instanceof Visibility.Verdict.Shown)
                    .as(reader.name())
                    .isEqualTo(reader == Visibility.Reader.SENDER);
        }
    }

    @Test
    void codesOfOtherSystemsHideNothing() {
        var label = List.of(new Coded("http://terminology.hl7.org/CodeSystem/v3-Confidentiality", "MASQUE_PS"));

        assertThat(Visibility.of(label, Visibility.Reader.PROFESSIONAL)).isEqualTo(new Visibility.Verdict.Shown());
    }
}
