package org.sceau.app.http;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sceau.failure.FailureCode;
import org.sceau.failure.Issue;
import org.sceau.intake.Format;

class OutcomeTest {
    private static final FhirContext FHIR = FhirContext.forR4Cached();

    private static final List<Issue> ISSUES = List.of(
            Issue.at(FailureCode.HASH_MISMATCH, "Bundle.entry[1].resource.content[0].attachment.hash"),
            Issue.at(FailureCode.SYNTAX_INVALID, "byte 17"));

    @ParameterizedTest
    @EnumSource(Format.class)
    void everyIssueKeepsItsCodesHintAndPlace(Format format) {
        var outcome = parse(Outcome.encode(ISSUES, "error", format, issue -> "hint <\"&\\> " + issue.code()), format);

        assertThat(outcome.getIssue()).hasSize(2);
        var first = outcome.getIssueFirstRep();
        assertThat(first.getSeverity().toCode()).isEqualTo("error");
        assertThat(first.getCode().toCode()).isEqualTo("business-rule");
        assertThat(first.getDetails().getCoding())
                .extracting(coding -> coding.getSystem() + "|" + coding.getCode())
                .containsExactly("urn:sceau:failure|SC-2106", "urn:ihe:iti:xds:error|XDSRepositoryMetadataError");
        assertThat(first.getDetails().getText()).isEqualTo("hint <\"&\\> HASH_MISMATCH");
        assertThat(first.getExpression().getFirst().getValue())
                .isEqualTo("Bundle.entry[1].resource.content[0].attachment.hash");
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void aPlaceThatIsNoFhirPathStandsInTheDiagnostics(Format format) {
        var outcome = parse(Outcome.encode(ISSUES, "error", format, issue -> "hint"), format);

        assertThat(outcome.getIssue().getLast().getDiagnostics()).isEqualTo("byte 17");
        assertThat(outcome.getIssue().getLast().hasExpression()).isFalse();
    }

    private static OperationOutcome parse(byte[] bytes, Format format) {
        var parser = switch (format) {
            case JSON -> FHIR.newJsonParser();
            case XML -> FHIR.newXmlParser();
        };
        return parser.parseResource(OperationOutcome.class, new String(bytes, StandardCharsets.UTF_8));
    }
}
