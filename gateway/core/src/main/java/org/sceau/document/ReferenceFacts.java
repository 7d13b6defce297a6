package org.sceau.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sceau.identity.PatientIdentifier;

/** What deliveries and decisions need to know of a stored DocumentReference. */
public final class ReferenceFacts {
    private ReferenceFacts() {}

    /** {@code masterIdentifier.value}. */
    public static String uniqueId(String resource) {
        return Trees.own(resource).path("masterIdentifier").path("value").asText();
    }

    /** The declared {@code attachment.hash}, base64 of a SHA-1. */
    public static Optional<String> hash(String resource) {
        String hash = Trees.own(resource)
                .path("content")
                .path(0)
                .path("attachment")
                .path("hash")
                .asText();
        return hash.isEmpty() ? Optional.empty() : Optional.of(hash);
    }

    /** The codes that access is decided by. */
    public static DocumentCodes codes(String resource) {
        JsonNode reference = Trees.own(resource);
        List<Coded> classes = new ArrayList<>();
        List<Coded> labels = new ArrayList<>();
        reference.path("category").forEach(category -> add(category, classes));
        reference.path("securityLabel").forEach(label -> add(label, labels));
        List<Coded> types = new ArrayList<>();
        add(reference.path("type"), types);
        return new DocumentCodes(types, classes, labels);
    }

    private static void add(JsonNode concept, List<Coded> codes) {
        for (JsonNode coding : concept.path("coding")) {
            codes.add(new Coded(
                    coding.path("system").asText(), coding.path("code").asText()));
        }
    }

    /** The patient, by the subject's identifier or by the contained source patient's first. */
    public static Optional<PatientIdentifier> patient(String resource) {
        JsonNode reference = Trees.own(resource);
        Optional<PatientIdentifier> subject =
                identifier(reference.path("subject").path("identifier"));
        if (subject.isPresent()) {
            return subject;
        }
        for (JsonNode contained : reference.path("contained")) {
            if (contained.path("resourceType").asText().equals("Patient")) {
                return identifier(contained.path("identifier").path(0));
            }
        }
        return Optional.empty();
    }

    private static Optional<PatientIdentifier> identifier(JsonNode node) {
        String system = node.path("system").asText();
        String value = node.path("value").asText();
        return system.isBlank() || value.isBlank()
                ? Optional.empty()
                : Optional.of(new PatientIdentifier(system, value));
    }
}
