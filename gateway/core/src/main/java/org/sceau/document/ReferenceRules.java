package org.sceau.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.sceau.failure.FailureCode;

/** References lead somewhere inside the request, or name a resource of a server we know. Nothing is fetched. */
final class ReferenceRules {
    private ReferenceRules() {}

    static void check(Request request, Findings findings) {
        for (RequestEntry entry : request.entries()) {
            if (!entry.is(EntryKind.FHIR_DOCUMENT)) {
                walk(request, entry.resource(), entry.place(), findings);
            }
        }
    }

    private static void walk(Request request, JsonNode node, Place place, Findings findings) {
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            JsonNode value = field.getValue();
            if (field.getKey().equals("reference") && value.isTextual()) {
                one(request, value.textValue(), place, findings);
            } else if (value.isArray()) {
                for (int i = 0; i < value.size(); i++) {
                    walk(request, value.path(i), place.child(field.getKey(), i), findings);
                }
            } else if (value.isObject()) {
                walk(request, value, place.child(field.getKey()), findings);
            }
        }
    }

    private static void one(Request request, String reference, Place place, Findings findings) {
        boolean fine = reference.startsWith("#")
                || References.relative(reference)
                || request.resolve(reference).isPresent()
                || request.known(reference);
        if (!fine) {
            boolean foreign = reference.indexOf(':') > 0 && !References.local(reference);
            findings.add(
                    foreign ? FailureCode.REFERENCE_FOREIGN : FailureCode.REFERENCE_UNRESOLVED,
                    place.child("reference"));
        }
    }
}
