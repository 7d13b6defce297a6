package org.sceau.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * One entry of an ITI-65 request.
 *
 * @param index in {@code Bundle.entry}
 * @param fullUrl empty where there is none
 * @param resource the resource; missing node where there is none
 * @param method of its request
 * @param url of its request
 * @param kind its slice; empty where it fits none
 * @param entryPlace where the entry stands
 * @param place where the resource stands
 */
record RequestEntry(
        int index,
        String fullUrl,
        JsonNode resource,
        String method,
        String url,
        Optional<EntryKind> kind,
        Place entryPlace,
        Place place) {

    static RequestEntry of(int index, JsonNode entry) {
        JsonNode resource = entry.path("resource");
        String method = Fhir.text(entry.path("request"), "method");
        return new RequestEntry(
                index,
                Fhir.text(entry, "fullUrl"),
                resource,
                method,
                Fhir.text(entry.path("request"), "url"),
                kind(resource, method),
                Place.root("Bundle").child("entry", index),
                Place.root("Bundle").child("entry", index).child("resource"));
    }

    /** The one resource of a request without a Bundle around it (ITI-105). */
    static RequestEntry alone(JsonNode reference) {
        Place place = Place.root("DocumentReference");
        return new RequestEntry(
                0, "", reference, "POST", "DocumentReference", Optional.of(EntryKind.DOCUMENT_REFERENCE), place, place);
    }

    boolean is(EntryKind wanted) {
        return kind.isPresent() && kind.get() == wanted;
    }

    @Override
    public String toString() {
        return "RequestEntry[" + index + "]";
    }

    /** The closed slices of Bundle.entry (MHD 4.2.4, IHE.MHD.Minimal.ProvideBundle). */
    private static Optional<EntryKind> kind(JsonNode resource, String method) {
        return Optional.ofNullable(
                switch (Fhir.type(resource)) {
                    case "List" -> list(resource, method);
                    case "DocumentReference" -> method.equals("POST") ? EntryKind.DOCUMENT_REFERENCE : null;
                    case "Parameters" -> method.equals("PATCH") ? EntryKind.DOCUMENT_REFERENCE_UPDATE : null;
                    case "Binary" -> method.equals("POST") ? EntryKind.BINARY : null;
                    case "Bundle" -> method.equals("POST") ? EntryKind.FHIR_DOCUMENT : null;
                    case "Patient" ->
                        method.equals("GET") || method.equals("POST") || method.equals("PUT")
                                ? EntryKind.PATIENT
                                : null;
                    default -> null;
                });
    }

    private static @org.jspecify.annotations.Nullable EntryKind list(JsonNode list, String method) {
        boolean set = Fhir.hasCode(list.path("code"), Fhir.LIST_TYPES, "submissionset");
        boolean folder = Fhir.hasCode(list.path("code"), Fhir.LIST_TYPES, "folder");
        if (set == folder) {
            return null;
        }
        if (set) {
            return method.equals("POST") ? EntryKind.SUBMISSION_SET : null;
        }
        return method.equals("POST") || method.equals("PUT") ? EntryKind.FOLDER : null;
    }
}
