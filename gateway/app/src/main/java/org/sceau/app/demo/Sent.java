package org.sceau.app.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.sceau.identity.PatientIdentifier;
import org.sceau.intake.Extracted;
import org.sceau.intake.Format;
import org.sceau.intake.IntakeLimits;
import org.sceau.intake.Interaction;
import org.sceau.intake.Split;
import org.sceau.intake.Splitter;
import org.sceau.proof.Digest;

/**
 * What a sender knows of a submission it made: the digests of its documents and whose they are.
 *
 * @param file the bundle as it was sent
 * @param documents SHA-256 of every document in it
 * @param patient the identifier, else the reference it names, when it names one
 */
public record Sent(Path file, Set<Digest> documents, Optional<PatientIdentifier> patient) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** System under which the gateway finds a patient that a submission names by reference only. */
    private static final String BY_REFERENCE = "urn:sceau:patient:reference";

    /** Copies its set. */
    public Sent {
        documents = Set.copyOf(documents);
    }

    /** Reads an ITI-65 bundle; payloads go to {@code scratch}, which is emptied of them again. */
    public static Sent of(Path bundle, Path scratch) throws IOException {
        Files.createDirectories(scratch);
        Split split;
        try (InputStream in = Files.newInputStream(bundle)) {
            split = new Splitter(IntakeLimits.defaults())
                    .split(in, Format.JSON, Interaction.PROVIDE_DOCUMENT_BUNDLE, () -> new InboxSink(scratch));
        }
        Set<Digest> digests = new LinkedHashSet<>();
        for (Extracted extracted : split.payloads()) {
            digests.add(extracted.payload().sha256());
            Files.deleteIfExists(scratch.resolve(extracted.payload().id().toString()));
        }
        Files.deleteIfExists(scratch);
        return new Sent(bundle, digests, patient(JSON.readTree(split.metadata().content())));
    }

    private static Optional<PatientIdentifier> patient(JsonNode bundle) {
        String reference = "";
        for (JsonNode entry : bundle.path("entry")) {
            JsonNode resource = entry.path("resource");
            JsonNode identifier = switch (resource.path("resourceType").asText()) {
                case "DocumentReference" -> resource.at("/subject/identifier");
                case "Patient" -> resource.at("/identifier/0");
                default -> JSON.missingNode();
            };
            String system = identifier.path("system").asText();
            String value = identifier.path("value").asText();
            if (!system.isBlank() && !value.isBlank()) {
                return Optional.of(new PatientIdentifier(system, value));
            }
            reference = resource.at("/subject/reference").asText(reference);
        }
        return reference.isEmpty() ? Optional.empty() : Optional.of(new PatientIdentifier(BY_REFERENCE, reference));
    }
}
