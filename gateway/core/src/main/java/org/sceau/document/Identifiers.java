package org.sceau.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.sceau.failure.FailureCode;

/** uniqueId and entryUUID (MHD 4.2.4, IHE.MHD.UniqueIdIdentifier, IHE.MHD.EntryUUID.Identifier), and their repeats. */
final class Identifiers {
    private Identifiers() {}

    /** System and value; a URI where the system says so. */
    static void check(JsonNode identifier, Place place, Findings findings) {
        String system = Fhir.text(identifier, "system");
        String value = Fhir.text(identifier, "value");
        boolean uri = !system.equals(Fhir.URI_SYSTEM) || (value.indexOf(':') > 0 && Texts.uri(value));
        if (system.isEmpty() || value.isEmpty() || !uri) {
            findings.add(
                    FailureCode.UNIQUE_ID_INVALID,
                    place,
                    "system and value; urn:oid: or urn:uuid: with " + Fhir.URI_SYSTEM);
        }
    }

    static void entryUuid(JsonNode resource, Place place, Findings findings) {
        List<JsonNode> found = Fhir.identifiers(resource, "entryUUID");
        boolean good = found.size() <= 1
                && found.stream()
                        .allMatch(one -> Fhir.text(one, "system").equals(Fhir.URI_SYSTEM)
                                && Texts.uuid(Fhir.text(one, "value")));
        if (!good) {
            findings.add(
                    FailureCode.UNIQUE_ID_INVALID,
                    place.child("identifier"),
                    "at most one entryUUID, urn:uuid: and a UUID");
        }
    }

    /** XDSRegistryDuplicateUniqueIdInMessage: no uniqueId and no entryUUID twice in one request. */
    static void repeats(Request request, Findings findings) {
        Set<String> seen = new HashSet<>();
        for (RequestEntry entry : request.entries()) {
            if (entry.is(EntryKind.DOCUMENT_REFERENCE)) {
                once(Fhir.identity(entry.resource().path("masterIdentifier")), entry, seen, findings);
            } else if (entry.is(EntryKind.SUBMISSION_SET) || entry.is(EntryKind.FOLDER)) {
                Fhir.identifiers(entry.resource(), "uniqueId")
                        .forEach(one -> once(Fhir.identity(one), entry, seen, findings));
            }
            Fhir.identifiers(entry.resource(), "entryUUID")
                    .forEach(one -> once("entryUUID " + Fhir.identity(one), entry, seen, findings));
        }
    }

    private static void once(String identity, RequestEntry entry, Set<String> seen, Findings findings) {
        if (!identity.isEmpty() && !seen.add(identity)) {
            String element = entry.is(EntryKind.DOCUMENT_REFERENCE) ? "masterIdentifier" : "identifier";
            findings.add(FailureCode.UNIQUE_ID_REPEATED, entry.place().child(element));
        }
    }
}
