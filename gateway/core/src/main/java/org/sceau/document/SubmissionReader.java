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
 * ITI-105) and of FHIR documents. Reads no payload but the documents' own views and, where there are any, the documents that are signatures. Thread-safe.
 */
public final class SubmissionReader {
    private final SignerTrust signers;
    private final AuthorJudge authors;
    private final FhirModel model;

    /** Reads, with the given opinion about authors' certificates; does not look into documents that are signatures. */
    public SubmissionReader(SignerTrust signers) {
        this(signers, AuthorJudge.NONE);
    }

    /** Reads, with the given opinion about authors' certificates and about documents that are signatures. */
    public SubmissionReader(SignerTrust signers, AuthorJudge authors) {
        this.signers = signers;
        this.authors = authors;
        this.model = new FhirModel(FhirContext.forR4Cached());
    }

    /** All the issues at once, or the submission. Never throws for what stands in the request. */
    public ReadResult read(Split split, AcceptancePolicy policy) {
        return switch (parsed(split, policy)) {
            case ReadResult.Valid(Submission submission) ->
                new ReadResult.Valid(submission.judged(authors.judge(submission.documents())));
            case ReadResult.Invalid invalid -> invalid;
        };
    }

    private ReadResult parsed(Split split, AcceptancePolicy policy) {
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
