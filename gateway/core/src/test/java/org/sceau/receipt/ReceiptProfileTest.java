package org.sceau.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sceau.profiles.ProfileReport;
import org.sceau.profiles.ProfileValidator;
import org.sceau.proof.FhirReceipt;

/** HL7's instance validator judges what we give out, against FHIR R4 and our profile. */
class ReceiptProfileTest {
    private static final String FOLDER = "/profiles/receipt/";
    private static final ProfileValidator VALIDATOR =
            ProfileValidator.ofDefinitions(List.of(text("StructureDefinition-receipt.json")));

    @ParameterizedTest
    @ValueSource(strings = {"accepted.json", "accepted.xml"})
    void theValidExamplesConform(String example) {
        assertThat(VALIDATOR.validate(text("examples/valid/" + example))).isEqualTo(new ProfileReport.Conforms());
    }

    @ParameterizedTest
    @EnumSource
    void theExamplesAreWhatTheGatewayMakes(FhirReceipt form) {
        byte[] example = text("examples/valid/accepted." + (form == FhirReceipt.JSON ? "json" : "xml"))
                .getBytes(StandardCharsets.UTF_8);

        assertThat(form.encode(form.decode(example))).isEqualTo(example);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "other-event",
                "negative-without-reason",
                "proof-missing",
                "not-a-receipt",
                "audit-of-another",
                "audit-missing",
                "not-a-document"
            })
    void theInvalidExamplesBreakTheRuleThatTheyName(String example) {
        String expected = text("examples/invalid/" + example + ".expected").strip();

        assertThat(VALIDATOR.validate(text("examples/invalid/" + example + ".json")))
                .isInstanceOfSatisfying(
                        ProfileReport.Violates.class,
                        violates -> assertThat(violates.violations())
                                .anySatisfy(violation -> assertThat(violation.rule() + " " + violation.location())
                                        .contains(expected)));
    }

    @Test
    void theProfileIsTheOneThatBundlesClaim() {
        assertThat(text("StructureDefinition-receipt.json")).contains("\"url\": \"" + FhirReceipt.PROFILE + "\"");
    }

    private static String text(String name) {
        try (InputStream in =
                Objects.requireNonNull(ProfileValidator.class.getResourceAsStream(FOLDER + name), FOLDER + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
