package org.sceau.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * The SubmissionSet that the gateway makes for a document sent without one (MHD 4.2.4, ITI-105 3.105.4.1.3). Its uniqueId is
 * that of the document, so that the same document sent twice is seen to be the same.
 */
final class MadeSubmissionSet {
    private MadeSubmissionSet() {}

    static ListEntry around(DocumentEntry document) {
        JsonNode reference = Trees.own(document.resource());
        ObjectNode list = Answers.resource("List").put("status", "current").put("mode", "working");
        list.putObject("code")
                .putArray("coding")
                .addObject()
                .put("system", Fhir.LIST_TYPES)
                .put("code", "submissionset");
        if (reference.has("subject")) {
            list.set("subject", reference.path("subject"));
        }
        Fhir.optional(reference, "date").ifPresent(date -> list.put("date", date));
        return new ListEntry(
                -1,
                false,
                document.uniqueId(),
                document.category(),
                Optional.empty(),
                List.of(),
                document.date(),
                List.of(document.entry()),
                list.toString());
    }
}
