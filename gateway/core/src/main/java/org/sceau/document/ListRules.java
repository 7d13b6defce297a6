package org.sceau.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.sceau.failure.FailureCode;
import org.sceau.profiles.Profile;

/** SubmissionSet and Folder (MHD 4.2.4, IHE.MHD.*.SubmissionSet and IHE.MHD.*.Folder). */
final class ListRules {
    private static final int ANY = Integer.MAX_VALUE;

    private ListRules() {}

    static void check(Request request, Findings findings) {
        for (RequestEntry entry : request.entries()) {
            if (entry.is(EntryKind.SUBMISSION_SET)) {
                submissionSet(request, entry, findings);
            } else if (entry.is(EntryKind.FOLDER)) {
                folder(request, entry, findings);
            }
        }
    }

    private static void submissionSet(Request request, RequestEntry entry, Findings findings) {
        JsonNode list = entry.resource();
        Place place = entry.place();
        both(list, place, findings);
        if (!Fhir.text(list, "status").equals("current")) {
            findings.add(FailureCode.CODE_INVALID, place.child("status"), "current");
        }
        boolean comprehensive = request.comprehensive();
        Required.extension(list, place, findings, "ihe-sourceId", "valueIdentifier", 1, 1);
        Required.extension(
                list, place, findings, "ihe-designationType", "valueCodeableConcept", comprehensive ? 1 : 0, 1);
        Required.extension(list, place, findings, "ihe-intendedRecipient", "valueReference", 0, ANY);
        Required.extension(
                list.path("source"), place.child("source"), findings, "ihe-authorOrg", "valueReference", 0, 1);
        Required.present(list, place, findings, "date");
        if (comprehensive) {
            Required.present(list, place, findings, "subject");
        }
        for (JsonNode extension : Fhir.extensions(list, Fhir.MHD + "ihe-sourceId")) {
            String value = Fhir.text(extension.path("valueIdentifier"), "value");
            if (!Texts.oid(value.startsWith("urn:oid:") ? value : "urn:oid:" + value)) {
                findings.add(
                        FailureCode.UNIQUE_ID_INVALID, place.child("extension"), "ihe-sourceId: urn:oid: and an OID");
            }
        }
        if (request.profile() == Profile.MHD_COMPREHENSIVE && list.has("source")) {
            contained(list.path("source"), place.child("source"), findings);
        }
        uniqueId(list, place, true, findings);
    }

    private static void folder(Request request, RequestEntry entry, Findings findings) {
        JsonNode list = entry.resource();
        Place place = entry.place();
        both(list, place, findings);
        Required.absent(list, place, findings, "source");
        Required.extension(
                list,
                place,
                findings,
                "ihe-designationType",
                "valueCodeableConcept",
                request.comprehensive() ? 1 : 0,
                ANY);
        if (request.comprehensive()) {
            Required.present(list, place, findings, "title", "subject");
        }
        uniqueId(list, place, false, findings);
    }

    private static void both(JsonNode list, Place place, Findings findings) {
        if (!Fhir.text(list, "mode").equals("working")) {
            findings.add(FailureCode.CODE_INVALID, place.child("mode"), "working");
        }
        Required.absent(list, place, findings, "modifierExtension", "encounter", "orderedBy", "emptyReason");
        Required.atMostOne(list, place, findings, "note");
        Required.extension(list, place, findings, "ihe-HomeCommunityId", "valueOid", 0, 1);
        for (int i = 0; i < list.path("entry").size(); i++) {
            Required.absent(list.path("entry").path(i), place.child("entry", i), findings, "flag", "deleted", "date");
        }
    }

    /** ITI TF-3 4.2.3.3.12 and 4.2.3.4: every set and folder has one; a set's is an OID. */
    private static void uniqueId(JsonNode list, Place place, boolean oid, Findings findings) {
        List<JsonNode> unique = Fhir.identifiers(list, "uniqueId");
        String wanted =
                oid ? "one identifier of type uniqueId, urn:oid: and an OID" : "one identifier of type uniqueId";
        if (unique.size() != 1) {
            findings.add(FailureCode.UNIQUE_ID_INVALID, place.child("identifier"), wanted);
            return;
        }
        Identifiers.check(unique.getFirst(), place.child("identifier"), findings);
        String value = Fhir.text(unique.getFirst(), "value");
        boolean good = Fhir.text(unique.getFirst(), "system").equals(Fhir.URI_SYSTEM) && Texts.oid(value);
        if (oid && !good) {
            findings.add(FailureCode.UNIQUE_ID_INVALID, place.child("identifier"), wanted);
        }
        Identifiers.entryUuid(list, place, findings);
    }

    static void contained(JsonNode reference, Place place, Findings findings) {
        if (!Fhir.text(reference, "reference").startsWith("#")) {
            findings.add(FailureCode.PROFILE_VIOLATED, place, "contained, reference #id");
        }
    }
}
