package org.sceau.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.sceau.failure.FailureCode;

/** The invariants of FHIR R4's data types and of the resources that documents travel in, by their FHIR keys. */
final class Invariants {
    /** RFC 5646, the form only. */
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*");

    private Invariants() {}

    static void check(String type, JsonNode node, Place place, ResourceScope scope, Findings findings) {
        switch (type) {
            case "Extension" -> {
                boolean value = fieldStarting(node, "value");
                hold(value != node.has("extension"), "ext-1", place, findings);
                hold(
                        absolute(Fhir.text(node, "url")) || !place.name().equals("modifierExtension"),
                        "ext-url",
                        place,
                        findings);
            }
            case "Reference" -> {
                String reference = Fhir.text(node, "reference");
                hold(!reference.startsWith("#") || scope.resolves(reference), "ref-1", place, findings);
            }
            case "Attachment" -> {
                hold(!node.has("data") || node.has("contentType"), "att-1", place, findings);
                language(node, place, findings);
            }
            case "Period" -> hold(ordered(node), "per-1", place, findings);
            case "Quantity" -> hold(!node.has("code") || node.has("system"), "qty-3", place, findings);
            case "ContactPoint" -> hold(!node.has("value") || node.has("system"), "cpt-2", place, findings);
            case "Coding" -> hold(absolute(Fhir.text(node, "system")), "coding-system-absolute", place, findings);
            case "Identifier" -> identifier(node, place, findings);
            case "List" -> list(node, place, findings);
            case "Bundle" -> bundle(node, place, scope, findings);
            case "BundleEntryComponent" -> bundleEntry(node, place, findings);
            case "SectionComponent" -> section(node, place, findings);
            case "Organization" -> hold(node.has("identifier") || node.has("name"), "org-1", place, findings);
            case "Observation" ->
                hold(!node.has("dataAbsentReason") || !fieldStarting(node, "value"), "obs-6", place, findings);
            default -> {}
        }
        if (scope.isRoot(node)) {
            resource(node, place, scope, findings);
        }
    }

    /** The type that a literal reference names must be one the element may point at. */
    static void reference(JsonNode node, Set<String> types, Place place, Findings findings) {
        if (types.isEmpty()) {
            return;
        }
        String named = References.typeOf(Fhir.text(node, "reference"));
        if (!named.isEmpty() && !types.contains(named)) {
            findings.add(
                    FailureCode.VALUE_INVALID,
                    place,
                    "a reference to "
                            + String.join(" or ", types.stream().sorted().toList()));
        }
    }

    private static void resource(JsonNode node, Place place, ResourceScope scope, Findings findings) {
        language(node, place, findings);
        if (scope.isContained()) {
            hold(!node.has("contained"), "dom-2", place, findings);
            hold(
                    !node.path("meta").has("versionId") && !node.path("meta").has("lastUpdated"),
                    "dom-4",
                    place,
                    findings);
            hold(!node.path("meta").has("security"), "dom-5", place, findings);
            hold(node.has("id"), "contained-id", place, findings);
        } else if (node.has("contained")) {
            Set<String> used = new HashSet<>();
            References.collect(node, used);
            Set<String> ids = new HashSet<>();
            for (JsonNode inner : node.path("contained")) {
                String id = Fhir.text(inner, "id");
                Set<String> own = new HashSet<>();
                References.collect(inner, own);
                hold(used.contains("#" + id) || own.contains("#"), "dom-3", place, findings);
                hold(ids.add(id), "contained-id", place, findings);
            }
        }
    }

    private static void language(JsonNode node, Place place, Findings findings) {
        hold(
                !node.has("language")
                        || LANGUAGE.matcher(Fhir.text(node, "language")).matches(),
                "BCP 47",
                place,
                findings);
    }

    private static void identifier(JsonNode node, Place place, Findings findings) {
        String system = Fhir.text(node, "system");
        hold(absolute(system), "identifier-system-absolute", place, findings);
        if (system.equals(Fhir.URI_SYSTEM) && node.has("value")) {
            String value = Fhir.text(node, "value");
            hold(absolute(value) && Texts.uri(value) && !value.isEmpty(), "identifier-value-uri", place, findings);
        }
    }

    private static void list(JsonNode node, Place place, Findings findings) {
        hold(!node.has("emptyReason") || !node.has("entry"), "lst-1", place, findings);
        for (JsonNode entry : node.path("entry")) {
            hold(!entry.has("deleted") || Fhir.text(node, "mode").equals("changes"), "lst-2", place, findings);
            hold(!entry.has("date") || Fhir.text(node, "mode").equals("working"), "lst-3", place, findings);
        }
    }

    private static void bundle(JsonNode node, Place place, ResourceScope scope, Findings findings) {
        if (scope.isMarker()) {
            return;
        }
        String type = Fhir.text(node, "type");
        boolean asks = type.equals("transaction") || type.equals("batch") || type.equals("history");
        hold(!node.has("total") || type.equals("searchset") || type.equals("history"), "bdl-1", place, findings);
        Set<String> urls = new HashSet<>();
        for (int i = 0; i < node.path("entry").size(); i++) {
            JsonNode entry = node.path("entry").path(i);
            Place at = place.child("entry", i);
            hold(!entry.has("search") || type.equals("searchset"), "bdl-2", at, findings);
            hold(asks == entry.has("request"), "bdl-3", at, findings);
            hold(!entry.has("response") || type.equals("history") || type.endsWith("-response"), "bdl-4", at, findings);
            String url = Fhir.text(entry, "fullUrl");
            String version = Fhir.text(entry.path("resource").path("meta"), "versionId");
            hold(url.isEmpty() || urls.add(url + " " + version), "bdl-7", at, findings);
        }
    }

    private static void bundleEntry(JsonNode node, Place place, Findings findings) {
        hold(node.has("resource") || node.has("request") || node.has("response"), "bdl-5", place, findings);
        String url = Fhir.text(node, "fullUrl");
        hold(!url.contains("/_history/"), "bdl-8", place, findings);
        hold(url.isEmpty() || absolute(url), "fullUrl-absolute", place, findings);
        String id = Fhir.text(node.path("resource"), "id");
        if (url.startsWith("http") && !id.isEmpty()) {
            hold(url.endsWith("/" + Fhir.type(node.path("resource")) + "/" + id), "fullUrl-id", place, findings);
        }
    }

    private static void section(JsonNode node, Place place, Findings findings) {
        hold(node.has("text") || node.has("entry") || node.has("section"), "cmp-1", place, findings);
        hold(!node.has("emptyReason") || !node.has("entry"), "cmp-2", place, findings);
    }

    private static boolean ordered(JsonNode period) {
        Instant start = Fhir.instant(period, "start").orElse(Instant.MIN);
        return Fhir.instant(period, "end")
                .map(end -> !end.isBefore(start)
                        || Fhir.text(period, "end").length()
                                < Fhir.text(period, "start").length())
                .orElse(true);
    }

    private static boolean fieldStarting(JsonNode node, String prefix) {
        for (var names = node.fieldNames(); names.hasNext(); ) {
            String name = names.next();
            if (name.startsWith(prefix) || name.startsWith("_" + prefix)) {
                return true;
            }
        }
        return false;
    }

    private static boolean absolute(String uri) {
        return uri.isEmpty() || uri.indexOf(':') > 0;
    }

    private static void hold(boolean kept, String key, Place place, Findings findings) {
        if (!kept) {
            findings.add(FailureCode.PROFILE_VIOLATED, place, key);
        }
    }
}
