package org.sceau.document;

import java.util.List;
import org.sceau.failure.Issue;
import org.sceau.failure.Language;
import org.sceau.intake.Format;

/**
 * Writes an OperationOutcome (FHIR R4): severity, code, {@code details.coding} from our catalogue
 * ({@code urn:sceau:failure}) and, where one fits, the XDS error ({@code urn:ihe:iti:xds:error}), text, expression, and
 * what to do as diagnostics. Never a value from the request.
 */
public final class Outcomes {
    /** System of the codes of {@link org.sceau.failure.FailureCode}. */
    public static final String FAILURE_SYSTEM = "urn:sceau:failure";

    /** System of the codes of ITI TF-3 table 4.2.4.1-2. */
    public static final String XDS_SYSTEM = "urn:ihe:iti:xds:error";

    private Outcomes() {}

    /** UTF-8 bytes of an OperationOutcome whose issues all have severity {@code error}. */
    public static byte[] refusal(List<Issue> issues, Language language, Format format) {
        return Answers.write(Answers.outcome(issues, "error", language), format);
    }
}
