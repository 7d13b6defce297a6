package org.sceau.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.sceau.failure.FailureCode;

/** Every document and folder stands in the SubmissionSet; items of lists are what they may be (ITI TF-3 4.2.1.2). */
final class MembershipRules {
    private MembershipRules() {}

    static void check(Request request, Findings findings) {
        Set<Integer> members = new HashSet<>();
        for (RequestEntry list : request.entries()) {
            if (list.is(EntryKind.SUBMISSION_SET)) {
                items(request, list, members, findings);
            } else if (list.is(EntryKind.FOLDER)) {
                items(request, list, new HashSet<>(), findings);
            }
        }
        if (request.submissionSet().isEmpty()) {
            return;
        }
        for (RequestEntry entry : request.entries()) {
            boolean member = entry.is(EntryKind.DOCUMENT_REFERENCE) || entry.is(EntryKind.FOLDER);
            if (member && !members.contains(entry.index())) {
                findings.add(FailureCode.DOCUMENT_UNREFERENCED, entry.entryPlace());
            }
        }
    }

    private static void items(Request request, RequestEntry list, Set<Integer> members, Findings findings) {
        boolean set = list.is(EntryKind.SUBMISSION_SET);
        for (int i = 0; i < list.resource().path("entry").size(); i++) {
            JsonNode item = list.resource().path("entry").path(i).path("item");
            String reference = Fhir.text(item, "reference");
            Optional<RequestEntry> target = request.resolve(reference);
            Place place = list.place().child("entry", i).child("item");
            if (target.isPresent()) {
                boolean fits = target.get().is(EntryKind.DOCUMENT_REFERENCE)
                        || (set && target.get().is(EntryKind.FOLDER));
                if (!fits || !members.add(target.get().index())) {
                    findings.add(
                            FailureCode.VALUE_INVALID,
                            place,
                            set ? "each DocumentReference or Folder once" : "each DocumentReference once");
                }
            } else if (reference.startsWith("#") || reference.isEmpty() || (set && References.local(reference))) {
                findings.add(FailureCode.REFERENCE_UNRESOLVED, place);
            } else if (!References.typeOf(reference).equals("DocumentReference") && !References.local(reference)) {
                findings.add(FailureCode.VALUE_INVALID, place, "a DocumentReference");
            }
        }
    }
}
