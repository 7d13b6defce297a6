package org.sceau.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sceau.failure.FailureCode;
import org.sceau.profiles.ProfileReport;
import org.sceau.profiles.ProfileValidator;
import org.sceau.proof.EventName;
import org.sceau.proof.FhirReceipt;
import org.sceau.proof.Receipt;

/** HL7's instance validator judges what we give out, against FHIR R4 and our profile. */
class ReceiptProfileTest {
    private static final String FOLDER = "/profiles/receipt/";
    private static final ProfileValidator VALIDATOR =
            ProfileValidator.ofDefinitions(List.of(text("StructureDefinition-receipt.json")));

    @ParameterizedTest
    @ValueSource(strings = {"accepted", "refused", "renewed"})
    void theValidExamplesConformAndAreWhatTheGatewayMakes(String name) {
        for (FhirReceipt form : FhirReceipt.values()) {
            String example = valid(name, form);

            assertThat(VALIDATOR.validate(example)).as("%s", form).isEqualTo(new ProfileReport.Conforms());
            assertThat(form.encode(receipt(name, form)))
                    .asString(StandardCharsets.UTF_8)
                    .isEqualTo(example);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theExamplesShowARefusalWithItsReasonAndATimeStampThatWasRenewed(FhirReceipt form) {
        assertThat(receipt("refused", form).entry().event()).isEqualTo(EventName.SUBMISSION_REJECTION);
        assertThat(receipt("refused", form).entry().reason()).contains(FailureCode.CONSENT_REQUIRED.code());
        assertThat(receipt("renewed", form).renewals()).hasSize(1);
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

    private static Receipt receipt(String name, FhirReceipt form) {
        return form.decode(valid(name, form).getBytes(StandardCharsets.UTF_8));
    }

    private static String valid(String name, FhirReceipt form) {
        return text("examples/valid/" + name + "." + form.name().toLowerCase(Locale.ROOT));
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
