package org.sceau.document;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.sceau.failure.Issue;
import org.sceau.failure.Language;

/** The Bundle that answers ITI-65 (MHD 4.2.4, 3.65.4.2; profile IHE.MHD.ProvideDocumentBundleResponse). */
final class TransactionResponse {
    private final SubmissionAnswer answer;

    TransactionResponse(SubmissionAnswer answer) {
        this.answer = answer;
    }

    ObjectNode bundle(Language language) {
        ObjectNode bundle = Answers.resource("Bundle").put("type", "transaction-response");
        answer.receipt()
                .ifPresent(url -> bundle.putArray("link")
                        .addObject()
                        .put("relation", "receipt")
                        .put("url", url));
        List<Issue> warnings = new ArrayList<>(answer.submission().warnings());
        warnings.addAll(answer.warnings());
        ArrayNode entries = bundle.putArray("entry");
        List<SubmissionEntry> requested = answer.submission().entries();
        for (int i = 0; i < requested.size(); i++) {
            SubmissionEntry entry = requested.get(i);
            ObjectNode response = entries.addObject().putObject("response");
            response.put("status", entry.method().equals("POST") ? "201 Created" : "200 OK");
            response.put("location", location(entry, i));
            response.put("lastModified", answer.accepted().toString());
            if (entry.kind() == EntryKind.SUBMISSION_SET && !warnings.isEmpty()) {
                response.set("outcome", Answers.outcome(warnings, "warning", language));
            }
        }
        return bundle;
    }

    /** Content is kept with its DocumentReference, under the same id. */
    private String location(SubmissionEntry entry, int index) {
        if (entry.target().isPresent()) {
            return entry.target().get();
        }
        String id = entry.document()
                .map(document -> answer.documents().get(document).toString())
                .orElseGet(() -> derived(index));
        return switch (entry.kind()) {
            case SUBMISSION_SET -> "List/" + answer.transfer();
            case DOCUMENT_REFERENCE, DOCUMENT_REFERENCE_UPDATE -> "DocumentReference/" + id;
            case BINARY, FHIR_DOCUMENT -> "Binary/" + id;
            case FOLDER -> "List/" + id;
            case PATIENT -> "Patient/" + id;
        };
    }

    /** The same for a repeat: it depends on the transfer and the place only. */
    private String derived(int index) {
        return UUID.nameUUIDFromBytes((answer.transfer() + "/entry/" + index).getBytes(StandardCharsets.UTF_8))
                .toString();
    }
}
