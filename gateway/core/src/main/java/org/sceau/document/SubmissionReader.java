package org.sceau.document;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import org.sceau.failure.FailureCode;
import org.sceau.failure.Issue;
import org.sceau.intake.Format;
import org.sceau.intake.Split;

/**
 * Reads and judges a submission by its metadata: FHIR R4 structure first, then the rules of IHE MHD 4.2.4 (ITI-65,
 * ITI-105) and of FHIR documents. Reads no payload but the documents' own views. Thread-safe.
 */
public final class SubmissionReader {
    private final SignerTrust signers;
    private final FhirModel model;

    /** Reads, with the given opinion about authors' certificates. */
    public SubmissionReader(SignerTrust signers) {
        this.signers = signers;
        this.model = new FhirModel(FhirContext.forR4Cached());
    }

    /** All the issues at once, or the submission. Never throws for what stands in the request. */
    public ReadResult read(Split split, AcceptancePolicy policy) {
        Format format = split.metadata().format();
        Optional<JsonNode> metadata = Trees.read(split.metadata().content(), format, model);
        if (metadata.isEmpty()) {
            return new ReadResult.Invalid(List.of(Issue.of(FailureCode.SYNTAX_INVALID, format.name())));
        }
        Findings findings = new Findings();
        DocumentReader documents = new DocumentReader(model, signers, format, findings);
        return switch (split.interaction()) {
            case PROVIDE_DOCUMENT_BUNDLE ->
                new TransactionReader(model, documents, findings).read(split, metadata.get(), policy);
            case SIMPLIFIED_PUBLISH -> new SimpleReader(model, findings).read(split, metadata.get(), policy);
            case FHIR_DOCUMENT -> new LoneDocumentReader(documents, findings).read(split, policy);
        };
    }
}
