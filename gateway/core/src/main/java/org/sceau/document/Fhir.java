package org.sceau.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the common data types of FHIR out of JSON trees. */
final class Fhir {
    static final String URI_SYSTEM = "urn:ietf:rfc:3986";
    static final String MHD = "https://profiles.ihe.net/ITI/MHD/StructureDefinition/";
    static final String LIST_TYPES = "https://profiles.ihe.net/ITI/MHD/CodeSystem/MHDlistTypes";
    static final String IDENTIFIER_TYPES = "https://profiles.ihe.net/ITI/MHD/CodeSystem/IHE.MHD.MHDIdentifierType";

    private Fhir() {}

    static String text(JsonNode node, String name) {
        JsonNode value = node.path(name);
        return value.isTextual() ? value.textValue() : "";
    }

    static Optional<String> optional(JsonNode node, String name) {
        String value = text(node, name);
        return value.isEmpty() ? Optional.empty() : Optional.of(value);
    }

    static String type(JsonNode resource) {
        return text(resource, "resourceType");
    }

    /** Codings of a CodeableConcept, or of an array of them. */
    static List<Coded> codes(JsonNode concepts) {
        List<Coded> codes = new ArrayList<>();
        for (JsonNode concept : concepts.isArray() ? concepts : List.of(concepts)) {
            for (JsonNode coding : concept.path("coding")) {
                if (!text(coding, "code").isEmpty()) {
                    codes.add(new Coded(text(coding, "system"), text(coding, "code")));
                }
            }
        }
        return List.copyOf(codes);
    }

    static boolean hasCode(JsonNode concept, String system, String code) {
        return codes(concept).contains(new Coded(system, code));
    }

    /** The values of one extension, each the extension itself. */
    static List<JsonNode> extensions(JsonNode element, String url) {
        List<JsonNode> found = new ArrayList<>();
        for (JsonNode extension : element.path("extension")) {
            if (text(extension, "url").equals(url)) {
                found.add(extension);
            }
        }
        return found;
    }

    /** Identifiers of MHD's types {@code uniqueId} and {@code entryUUID}. */
    static List<JsonNode> identifiers(JsonNode resource, String type) {
        List<JsonNode> found = new ArrayList<>();
        for (JsonNode identifier : resource.path("identifier")) {
            if (hasCode(identifier.path("type"), IDENTIFIER_TYPES, type)) {
                found.add(identifier);
            }
        }
        return found;
    }

    /** The identifier as one text: a URI as it is, anything else with its system before it. */
    static String identity(JsonNode identifier) {
        String system = text(identifier, "system");
        String value = text(identifier, "value");
        return system.isEmpty() || system.equals(URI_SYSTEM) ? value : system + "|" + value;
    }

    /** The first instant of a date, or of a date and time; partial dates in UTC. */
    static Optional<Instant> instant(JsonNode node, String name) {
        String value = text(node, name);
        try {
            return switch (value.length()) {
                case 0 -> Optional.empty();
                case 4 -> Optional.of(day(LocalDate.of(Integer.parseInt(value), 1, 1)));
                case 7 -> Optional.of(day(YearMonth.parse(value).atDay(1)));
                case 10 -> Optional.of(day(LocalDate.parse(value)));
                default -> Optional.of(OffsetDateTime.parse(value).toInstant());
            };
        } catch (DateTimeException | NumberFormatException notOne) {
            return Optional.empty();
        }
    }

    private static Instant day(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
