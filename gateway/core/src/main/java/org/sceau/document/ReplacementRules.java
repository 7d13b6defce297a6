package org.sceau.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.sceau.failure.FailureCode;

/**
 * Replacement (MHD 4.2.4, ITI-65 3.65.4.1.2): {@code relatesTo.code = replaces}, with or without the PATCH entry that
 * supersedes the old one. A PATCH entry that goes with no replacement is refused. Whether the old one exists, is of the
 * same patient and still current, the ledger knows.
 */
final class ReplacementRules {
    private ReplacementRules() {}

    static void check(Request request, Findings findings) {
        Set<String> replaced = new HashSet<>();
        for (RequestEntry reference : request.entries(EntryKind.DOCUMENT_REFERENCE)) {
            targets(reference.resource(), reference.place(), request, findings);
            replaced.addAll(replaced(reference.resource()));
        }
        Set<String> patched = new HashSet<>();
        for (RequestEntry patch : request.entries(EntryKind.DOCUMENT_REFERENCE_UPDATE)) {
            Place place = patch.entryPlace();
            boolean shaped = operation(patch.resource());
            boolean named = References.relative(patch.url())
                    && References.typeOf(patch.url()).equals("DocumentReference")
                    && replaced.contains("DocumentReference/" + References.idOf(patch.url()));
            if (!shaped || !named || !patched.add(patch.url())) {
                findings.add(FailureCode.PATCH_INVALID, place);
            }
        }
    }

    /** What a DocumentReference replaces: {@code DocumentReference/<id>}, or an identifier. */
    static List<String> replaced(JsonNode reference) {
        List<String> targets = new ArrayList<>();
        for (JsonNode relation : reference.path("relatesTo")) {
            if (Fhir.text(relation, "code").equals("replaces")) {
                String literal = Fhir.text(relation.path("target"), "reference");
                JsonNode identifier = relation.path("target").path("identifier");
                if (!References.idOf(literal).isEmpty()) {
                    targets.add("DocumentReference/" + References.idOf(literal));
                } else if (identifier.isObject()) {
                    targets.add(Fhir.text(identifier, "system") + "|" + Fhir.text(identifier, "value"));
                }
            }
        }
        return List.copyOf(targets);
    }

    private static void targets(JsonNode reference, Place place, Request request, Findings findings) {
        for (int i = 0; i < reference.path("relatesTo").size(); i++) {
            JsonNode relation = reference.path("relatesTo").path(i);
            JsonNode target = relation.path("target");
            String literal = Fhir.text(target, "reference");
            Place at = place.child("relatesTo", i).child("target");
            boolean inside = request.resolve(literal)
                    .filter(entry -> entry.is(EntryKind.DOCUMENT_REFERENCE))
                    .isPresent();
            boolean named = References.typeOf(literal).equals("DocumentReference")
                    || (target.path("identifier").has("value")
                            && target.path("identifier").has("system"));
            if (Fhir.text(relation, "code").equals("replaces") ? inside || !named : !inside && !named) {
                findings.add(FailureCode.REPLACED_UNKNOWN, at);
            }
        }
    }

    /** IHE.MHD.Patch.Parameters: one operation, replace DocumentReference.status by superseded. */
    private static boolean operation(JsonNode parameters) {
        JsonNode operation = parameters.path("parameter").path(0);
        if (parameters.path("parameter").size() != 1
                || !Fhir.text(operation, "name").equals("operation")
                || operation.path("part").size() != 3) {
            return false;
        }
        Set<String> parts = new HashSet<>();
        for (JsonNode part : operation.path("part")) {
            String value =
                    part.path("valueCode").asText(part.path("valueString").asText(""));
            parts.add(Fhir.text(part, "name") + "=" + value);
        }
        return parts.equals(Set.of("type=replace", "path=DocumentReference.status", "value=superseded"));
    }
}
