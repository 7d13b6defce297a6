package org.sceau.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.sceau.intake.Extracted;

/** Reads DocumentReferences and Lists that keep the rules into what the rest of the gateway works with. */
final class EntryReader {
    private static final String PDSM_RECIPIENT =
            "https://interop.esante.gouv.fr/ig/fhir/pdsm/StructureDefinition/pdsm-ext-intended-recipient";

    private final Function<String, Optional<JsonNode>> resources;

    /** {@code resources} finds a resource of the same request by reference. */
    EntryReader(Function<String, Optional<JsonNode>> resources) {
        this.resources = resources;
    }

    DocumentEntry document(int index, JsonNode reference, Extracted payload) {
        JsonNode content = reference.path("content").path(0);
        JsonNode attachment = content.path("attachment");
        JsonNode context = reference.path("context");
        JsonNode format = content.path("format");
        return new DocumentEntry(
                index,
                Fhir.identity(reference.path("masterIdentifier")),
                Fhir.identifiers(reference, "entryUUID").stream().findFirst().map(Fhir::identity),
                Fhir.codes(reference.path("type")),
                Fhir.codes(reference.path("category")),
                format.has("code")
                        ? List.of(new Coded(Fhir.text(format, "system"), Fhir.text(format, "code")))
                        : List.of(),
                Fhir.codes(context.path("facilityType")),
                Fhir.codes(context.path("practiceSetting")),
                Fhir.codes(context.path("event")),
                Fhir.codes(reference.path("securityLabel")),
                Fhir.optional(attachment, "language"),
                Fhir.instant(attachment, "creation"),
                Fhir.instant(reference, "date"),
                Fhir.instant(context.path("period"), "start"),
                Fhir.instant(context.path("period"), "end"),
                Fhir.text(attachment, "contentType"),
                authors(reference),
                related(context),
                ReplacementRules.replaced(reference),
                payload,
                Trees.text(reference));
    }

    ListEntry list(RequestEntry entry, Function<String, Optional<RequestEntry>> targets) {
        JsonNode list = entry.resource();
        List<Integer> documents = new ArrayList<>();
        for (JsonNode item : list.path("entry")) {
            targets.apply(Fhir.text(item.path("item"), "reference"))
                    .filter(target -> target.is(EntryKind.DOCUMENT_REFERENCE))
                    .ifPresent(target -> documents.add(target.index()));
        }
        List<Coded> designation = new ArrayList<>();
        Fhir.extensions(list, Fhir.MHD + "ihe-designationType")
                .forEach(extension -> designation.addAll(Fhir.codes(extension.path("valueCodeableConcept"))));
        Optional<String> sourceId = Fhir.extensions(list, Fhir.MHD + "ihe-sourceId").stream()
                .map(extension -> Fhir.text(extension.path("valueIdentifier"), "value"))
                .findFirst();
        return new ListEntry(
                entry.index(),
                entry.is(EntryKind.FOLDER),
                Fhir.identifiers(list, "uniqueId").stream()
                        .findFirst()
                        .map(Fhir::identity)
                        .orElse(""),
                designation,
                sourceId,
                recipients(list),
                Fhir.instant(list, "date"),
                documents,
                Trees.text(list));
    }

    /** {@code system|value} of each identifier, {@code mailto:} of one known by mail only, else the reference itself. */
    private List<String> recipients(JsonNode list) {
        Set<String> recipients = new LinkedHashSet<>();
        List<JsonNode> extensions = new ArrayList<>(Fhir.extensions(list, Fhir.MHD + "ihe-intendedRecipient"));
        extensions.addAll(Fhir.extensions(list, PDSM_RECIPIENT));
        for (JsonNode extension : extensions) {
            JsonNode target = extension.path("valueReference");
            Set<String> names = new LinkedHashSet<>();
            identified(target.path("identifier"), names);
            String reference = Fhir.text(target, "reference");
            Optional<JsonNode> resource = find(list, reference);
            resource.ifPresent(found -> {
                found.path("identifier").forEach(identifier -> identified(identifier, names));
                for (JsonNode telecom : found.path("telecom")) {
                    if (names.isEmpty() && Fhir.text(telecom, "system").equals("email")) {
                        names.add("mailto:" + Fhir.text(telecom, "value"));
                    }
                }
            });
            if (names.isEmpty() && !reference.startsWith("#") && !reference.isEmpty()) {
                names.add(reference);
            }
            recipients.addAll(names);
        }
        return List.copyOf(recipients);
    }

    private static void identified(JsonNode identifier, Set<String> names) {
        if (identifier.has("system") && identifier.has("value")) {
            names.add(Fhir.text(identifier, "system") + "|" + Fhir.text(identifier, "value"));
        }
    }

    private List<Author> authors(JsonNode reference) {
        List<Author> authors = new ArrayList<>();
        for (JsonNode author : reference.path("author")) {
            find(reference, Fhir.text(author, "reference")).ifPresent(found -> authors.add(author(reference, found)));
        }
        return List.copyOf(authors);
    }

    private Author author(JsonNode owner, JsonNode resource) {
        List<String> family = new ArrayList<>();
        List<String> given = new ArrayList<>();
        List<String> organisations = new ArrayList<>();
        if (Fhir.type(resource).equals("PractitionerRole")) {
            find(owner, Fhir.text(resource.path("practitioner"), "reference"))
                    .ifPresent(person -> names(person, family, given));
            find(owner, Fhir.text(resource.path("organization"), "reference"))
                    .flatMap(organisation -> Fhir.optional(organisation, "name"))
                    .ifPresent(organisations::add);
        } else if (Fhir.type(resource).equals("Organization")) {
            Fhir.optional(resource, "name").ifPresent(organisations::add);
        } else {
            names(resource, family, given);
        }
        return new Author(family, given, organisations);
    }

    private static void names(JsonNode person, List<String> family, List<String> given) {
        for (JsonNode name : person.path("name")) {
            Fhir.optional(name, "family").ifPresent(family::add);
            name.path("given").forEach(one -> given.add(one.asText()));
        }
    }

    private static List<String> related(JsonNode context) {
        List<String> related = new ArrayList<>();
        for (JsonNode one : context.path("related")) {
            if (one.path("identifier").has("value")) {
                related.add(Fhir.identity(one.path("identifier")));
            }
        }
        return List.copyOf(related);
    }

    private Optional<JsonNode> find(JsonNode owner, String reference) {
        if (!reference.startsWith("#")) {
            return resources.apply(reference);
        }
        for (JsonNode contained : owner.path("contained")) {
            if (Fhir.text(contained, "id").equals(reference.substring(1))) {
                return Optional.of(contained);
            }
        }
        return Optional.empty();
    }
}
