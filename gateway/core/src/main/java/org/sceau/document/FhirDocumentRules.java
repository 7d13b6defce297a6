package org.sceau.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import org.sceau.failure.FailureCode;

/** What makes a Bundle a document (FHIR R4, 3.3.1 and bdl-7, 9, 10, 11), and that it is closed and all of one piece. */
final class FhirDocumentRules {
    private final FhirDocument document;
    private final Place place;
    private final Findings findings;

    FhirDocumentRules(FhirDocument document, Place place, Findings findings) {
        this.document = document;
        this.place = place;
        this.findings = findings;
    }

    void check() {
        JsonNode bundle = document.bundle();
        hold(
                Fhir.type(bundle).equals("Bundle") && Fhir.text(bundle, "type").equals("document"),
                "Bundle.type = document");
        JsonNode identifier = bundle.path("identifier");
        hold(identifier.has("system") && identifier.has("value"), "bdl-9: Bundle.identifier, system and value");
        hold(bundle.has("timestamp"), "bdl-10: Bundle.timestamp");
        hold(Fhir.type(document.composition()).equals("Composition"), "bdl-11: Composition first");
        hold(!bundle.has("total"), "bdl-1: no Bundle.total");
        hold(document.composition().has("subject"), "Composition.subject");
        if (document.whole()) {
            urls(bundle);
            reach(bundle);
        }
    }

    private void urls(JsonNode bundle) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < bundle.path("entry").size(); i++) {
            JsonNode entry = bundle.path("entry").path(i);
            String url = Fhir.text(entry, "fullUrl");
            boolean absolute = References.local(url) || url.startsWith("http://") || url.startsWith("https://");
            Place at = place.child("entry", i);
            if (!absolute || !seen.add(url)) {
                findings.add(FailureCode.DOCUMENT_BUNDLE_INVALID, at, "bdl-7: fullUrl absolute and once");
            }
            if (entry.has("search") || entry.has("request") || entry.has("response") || !entry.has("resource")) {
                findings.add(FailureCode.DOCUMENT_BUNDLE_INVALID, at, "a resource, no search, request or response");
            }
        }
    }

    /** Everything hangs on the Composition, forward; cycles are allowed (EU laboratory has one by intent). */
    private void reach(JsonNode bundle) {
        Set<JsonNode> reached = java.util.Collections.newSetFromMap(new java.util.IdentityHashMap<>());
        Deque<JsonNode> open = new ArrayDeque<>();
        open.add(bundle.path("entry").path(0));
        while (!open.isEmpty()) {
            JsonNode entry = open.remove();
            if (reached.add(entry)) {
                Set<String> references = new HashSet<>();
                References.collect(entry.path("resource"), references);
                String from = Fhir.text(entry, "fullUrl");
                for (String reference : references) {
                    document.entry(reference, from).ifPresent(open::add);
                    if (References.local(reference)
                            && document.entry(reference, from).isEmpty()) {
                        hold(false, "every urn: reference leads to an entry");
                    }
                }
            }
        }
        for (int i = 0; i < bundle.path("entry").size(); i++) {
            JsonNode entry = bundle.path("entry").path(i);
            String type = Fhir.type(entry.path("resource"));
            if (type.equals("Composition") && i > 0 && !reached.contains(entry)) {
                findings.add(
                        FailureCode.DOCUMENT_BUNDLE_INVALID, place.child("entry", i), "one Composition at the head");
            } else if (!reached.contains(entry) && !type.equals("Provenance") && !type.equals("Binary")) {
                unreached(bundle, place.child("entry", i));
            }
        }
    }

    /** A signature would cover what no reader is shown: then it is a fault, otherwise worth a warning. */
    private void unreached(JsonNode bundle, Place at) {
        String rule = "reachable from the Composition";
        if (bundle.has("signature")) {
            findings.add(FailureCode.DOCUMENT_BUNDLE_INVALID, at, rule);
        } else {
            findings.warn(FailureCode.DOCUMENT_BUNDLE_INVALID, at, rule);
        }
    }

    private void hold(boolean kept, String rule) {
        if (!kept) {
            findings.add(FailureCode.DOCUMENT_BUNDLE_INVALID, place, rule);
        }
    }
}
