package org.sceau.document;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.sceau.failure.Issue;
import org.sceau.failure.Language;
import org.sceau.intake.Format;
import org.sceau.intake.Interaction;
import org.sceau.transfer.DocumentId;
import org.sceau.transfer.TransferId;

/**
 * The answer to an accepted submission (ITI-65, 3.65.4.2; ITI-105; a document alone). To be sent only once the submission
 * is durable.
 *
 * @param submission what was accepted
 * @param transfer its transfer
 * @param documents the id given to each of {@link Submission#documents()}, in order
 * @param accepted when
 * @param base absolute URL of the FHIR base, without final slash
 * @param receipt absolute URL of the receipt
 * @param warnings said beside those of the submission, for instance about a recipient
 */
public record SubmissionAnswer(
        Submission submission,
        TransferId transfer,
        List<DocumentId> documents,
        Instant accepted,
        String base,
        Optional<String> receipt,
        List<Issue> warnings) {

    /** Copies. */
    public SubmissionAnswer {
        documents = List.copyOf(documents);
        warnings = List.copyOf(warnings);
    }

    /**
     * UTF-8 bytes of the answer's body: for ITI-65 a transaction-response with one entry for each of the request, in
     * order; otherwise the stored DocumentReference, whose {@code attachment.url} is ours.
     */
    public byte[] body(Language language, Format format) {
        return switch (submission.split().interaction()) {
            case PROVIDE_DOCUMENT_BUNDLE -> Answers.write(new TransactionResponse(this).bundle(language), format);
            case SIMPLIFIED_PUBLISH, FHIR_DOCUMENT ->
                Answers.write(
                        StoredReference.of(submission.documents().getFirst(), documents.getFirst(), base), format);
        };
    }

    /** The HTTP status: 200 for ITI-65, 201 otherwise. */
    public int status() {
        return submission.split().interaction() == Interaction.PROVIDE_DOCUMENT_BUNDLE ? 200 : 201;
    }

    /** The {@code Location} header that goes with a 201: where the DocumentReference is read. */
    public Optional<String> location() {
        return status() == 201 ? Optional.of(base + "/DocumentReference/" + documents.getFirst()) : Optional.empty();
    }

    @Override
    public String toString() {
        return "SubmissionAnswer[" + transfer + "]";
    }
}
