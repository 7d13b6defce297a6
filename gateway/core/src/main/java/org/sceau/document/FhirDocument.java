package org.sceau.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A FHIR document (R4, 3.3): the tree of its Bundle, resolving references as R4 2.36.4.1 says. Holds patient data. */
final class FhirDocument {
    private final JsonNode bundle;
    private final boolean whole;
    private final Map<String, JsonNode> byUrl = new HashMap<>();

    FhirDocument(JsonNode bundle, boolean whole) {
        this.bundle = bundle;
        this.whole = whole;
        for (JsonNode entry : bundle.path("entry")) {
            byUrl.put(Fhir.text(entry, "fullUrl"), entry);
        }
    }

    JsonNode bundle() {
        return bundle;
    }

    /** False where only an extract is in memory: then nothing may be said of what is absent. */
    boolean whole() {
        return whole;
    }

    JsonNode composition() {
        return bundle.path("entry").path(0).path("resource");
    }

    /** The entry that a reference leads to, seen from an entry: relative references take the base of its fullUrl. */
    Optional<JsonNode> entry(String reference, String fromUrl) {
        int history = reference.indexOf("/_history/");
        String bare = history < 0 ? reference : reference.substring(0, history);
        JsonNode exact = byUrl.get(bare);
        if (exact != null || !References.relative(bare)) {
            return Optional.ofNullable(exact);
        }
        String base = References.baseOf(fromUrl);
        return Optional.ofNullable(base.isEmpty() ? null : byUrl.get(base + "/" + bare));
    }

    /** Every name of the Composition's subject. */
    PatientNames subject() {
        PatientNames names = new PatientNames();
        JsonNode subject = composition().path("subject");
        names.addIdentifier(subject.path("identifier"));
        String reference = Fhir.text(subject, "reference");
        if (reference.isEmpty()) {
            return names;
        }
        String from = Fhir.text(bundle.path("entry").path(0), "fullUrl");
        if (reference.startsWith("#")) {
            composition().path("contained").forEach(contained -> {
                if (Fhir.text(contained, "id").equals(reference.substring(1))) {
                    names.addPatient(contained);
                }
            });
            return names;
        }
        Optional<JsonNode> target = entry(reference, from);
        names.addReference(target.map(found -> Fhir.text(found, "fullUrl")).orElse(reference));
        target.ifPresent(found -> names.addPatient(found.path("resource")));
        return names;
    }

    @Override
    public String toString() {
        return "FhirDocument[" + bundle.path("entry").size() + " entries]";
    }
}
