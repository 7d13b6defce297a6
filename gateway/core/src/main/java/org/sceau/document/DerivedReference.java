package org.sceau.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.sceau.identity.PatientIdentifier;
import org.sceau.intake.Format;

/**
 * The DocumentReference of a FHIR document that came without one, from its Composition (MHD 4.2.4, ITI-106 mapping).
 * {@code Composition.relatesTo} names series of documents, not references held here, and is left in the document.
 */
final class DerivedReference {
    private DerivedReference() {}

    static ObjectNode of(FhirDocument document, PatientIdentifier patient, Format format) {
        JsonNode composition = document.composition();
        ObjectNode reference = Answers.resource("DocumentReference");
        ArrayNode contained = reference.putArray("contained");
        ObjectNode master = document.bundle().path("identifier").deepCopy();
        ObjectNode type = master.putObject("type");
        type.putArray("coding").addObject().put("system", Fhir.IDENTIFIER_TYPES).put("code", "uniqueId");
        reference.set("masterIdentifier", master);
        reference.put("status", "current");
        copy(composition, "type", reference);
        copy(composition, "category", reference);
        ObjectNode subject = reference.putObject("subject").put("type", "Patient");
        if (patient.system().equals(PatientNames.BY_REFERENCE)) {
            subject.put("reference", patient.value());
        } else {
            subject.putObject("identifier").put("system", patient.system()).put("value", patient.value());
        }
        reference.put("date", Fhir.text(document.bundle(), "timestamp"));
        authors(document, reference, contained);
        confidentiality(composition, reference);
        content(document, format, reference);
        JsonNode period = composition.path("event").path(0).path("period");
        if (period.isObject()) {
            reference.putObject("context").set("period", period);
        }
        if (contained.isEmpty()) {
            reference.remove("contained");
        }
        return reference;
    }

    private static void content(FhirDocument document, Format format, ObjectNode reference) {
        JsonNode composition = document.composition();
        ObjectNode content = reference.putArray("content").addObject();
        ObjectNode attachment = content.putObject("attachment").put("contentType", format.mediaType());
        copy(composition, "language", attachment);
        copy(composition, "title", attachment);
        attachment.put("creation", Fhir.text(document.bundle(), "timestamp"));
        content.putObject("format")
                .put("system", "http://ihe.net/fhir/ihe.formatcode.fhir/CodeSystem/formatcode")
                .put("code", "urn:ihe:iti:xds:2017:mimeTypeSufficient");
    }

    private static void confidentiality(JsonNode composition, ObjectNode reference) {
        Fhir.optional(composition, "confidentiality")
                .ifPresent(code -> reference
                        .putArray("securityLabel")
                        .addObject()
                        .putArray("coding")
                        .addObject()
                        .put("system", "http://terminology.hl7.org/CodeSystem/v3-Confidentiality")
                        .put("code", code));
    }

    private static void authors(FhirDocument document, ObjectNode reference, ArrayNode contained) {
        String from = Fhir.text(document.bundle().path("entry").path(0), "fullUrl");
        ArrayNode authors = reference.putArray("author");
        for (JsonNode author : document.composition().path("author")) {
            Optional<JsonNode> found = document.entry(Fhir.text(author, "reference"), from);
            if (found.isPresent() && found.get().path("resource") instanceof ObjectNode resource) {
                ObjectNode copy = resource.deepCopy();
                copy.remove(java.util.List.of("meta", "contained", "text"));
                String id = "author" + contained.size();
                contained.add(copy.put("id", id));
                authors.addObject().put("reference", "#" + id);
            }
        }
        if (authors.isEmpty()) {
            reference.remove("author");
        }
    }

    private static void copy(JsonNode from, String name, ObjectNode to) {
        if (from.has(name)) {
            to.set(name, from.path(name).deepCopy());
        }
    }
}
