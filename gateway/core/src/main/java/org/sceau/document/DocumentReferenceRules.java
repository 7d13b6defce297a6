package org.sceau.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.sceau.failure.FailureCode;
import org.sceau.profiles.Profile;

/** The metadata of one document (MHD 4.2.4, IHE.MHD.*.DocumentReference). */
final class DocumentReferenceRules {
    private static final String CONFIDENTIALITY = "http://terminology.hl7.org/CodeSystem/v3-Confidentiality";
    private static final Set<String> CONFIDENTIALITY_CODES =
            Set.of("N", "R", "V", "L", "M", "U", "B", "D", "I", "ETH", "HIV", "PSY", "SDV", "C", "S", "T");

    /** RFC 6838, 4.2, with parameters. It goes into a header, and FHIR's code allows more than a header does. */
    private static final Pattern MEDIA_TYPE = Pattern.compile(
            "[A-Za-z0-9!#$&^_.+-]{1,127}/[A-Za-z0-9!#$&^_.+-]{1,127}(; ?[A-Za-z0-9-]{1,40}=[A-Za-z0-9!#$&^_.+/:-]{1,127}){0,5}");

    private DocumentReferenceRules() {}

    static void check(JsonNode reference, Place place, Profile profile, Findings findings) {
        Required.absent(reference, place, findings, "modifierExtension", "docStatus");
        Required.atMostOne(reference, place, findings, "category", "content");
        Required.extension(reference, place, findings, "ihe-HomeCommunityId", "valueOid", 0, 1);
        if (!Fhir.text(reference, "status").equals("current")) {
            findings.add(FailureCode.CODE_INVALID, place.child("status"), "current");
        }
        identifiers(reference, place, profile, findings);
        confidentiality(reference, place, findings);
        JsonNode content = reference.path("content").path(0);
        Place contentPlace = place.child("content", 0);
        JsonNode attachment = content.path("attachment");
        Place attachmentPlace = contentPlace.child("attachment");
        Required.present(attachment, attachmentPlace, findings, "contentType");
        if (attachment.has("contentType")
                && !MEDIA_TYPE.matcher(Fhir.text(attachment, "contentType")).matches()) {
            findings.add(FailureCode.VALUE_INVALID, attachmentPlace.child("contentType"), "a media type (RFC 6838)");
        }
        switch (profile) {
            case MHD_SIMPLIFIED -> {
                Required.present(reference, place, findings, "subject");
                Required.present(attachment, attachmentPlace, findings, "data");
                Required.absent(attachment, attachmentPlace, findings, "url");
            }
            case MHD_MINIMAL, FHIR_DOCUMENT -> byUrl(attachment, attachmentPlace, findings);
            case MHD_UNCONTAINED, MHD_COMPREHENSIVE -> {
                byUrl(attachment, attachmentPlace, findings);
                comprehensive(reference, place, findings);
            }
        }
        if (profile == Profile.MHD_COMPREHENSIVE) {
            contained(reference, place, findings);
        }
    }

    /** Access rules read these codes: one that says nothing would be taken for none. */
    private static void confidentiality(JsonNode reference, Place place, Findings findings) {
        for (int i = 0; i < reference.path("securityLabel").size(); i++) {
            for (JsonNode coding : reference.path("securityLabel").path(i).path("coding")) {
                String code = Fhir.text(coding, "code");
                boolean known =
                        !Fhir.text(coding, "system").equals(CONFIDENTIALITY) || CONFIDENTIALITY_CODES.contains(code);
                if (code.isEmpty() || !known) {
                    findings.add(FailureCode.CODE_INVALID, place.child("securityLabel", i), "N, R, V, L, M, U");
                }
            }
        }
    }

    private static void byUrl(JsonNode attachment, Place place, Findings findings) {
        Required.present(attachment, place, findings, "url");
        Required.absent(attachment, place, findings, "data");
    }

    private static void comprehensive(JsonNode reference, Place place, Findings findings) {
        Required.present(reference, place, findings, "type", "category", "subject", "securityLabel", "context");
        JsonNode content = reference.path("content").path(0);
        Place contentPlace = place.child("content", 0);
        Required.present(content, contentPlace, findings, "format");
        Required.present(
                content.path("attachment"), contentPlace.child("attachment"), findings, "language", "creation");
        if (reference.has("context")) {
            Required.present(
                    reference.path("context"),
                    place.child("context"),
                    findings,
                    "facilityType",
                    "practiceSetting",
                    "sourcePatientInfo");
        }
    }

    private static void contained(JsonNode reference, Place place, Findings findings) {
        for (int i = 0; i < reference.path("author").size(); i++) {
            ListRules.contained(reference.path("author").path(i), place.child("author", i), findings);
        }
        if (reference.has("authenticator")) {
            ListRules.contained(reference.path("authenticator"), place.child("authenticator"), findings);
        }
        JsonNode source = reference.path("context").path("sourcePatientInfo");
        if (source.isObject()) {
            ListRules.contained(source, place.child("context").child("sourcePatientInfo"), findings);
        }
    }

    private static void identifiers(JsonNode reference, Place place, Profile profile, Findings findings) {
        Required.present(reference, place, findings, "masterIdentifier");
        JsonNode master = reference.path("masterIdentifier");
        Place masterPlace = place.child("masterIdentifier");
        if (master.isObject()) {
            Identifiers.check(master, masterPlace, findings);
            boolean typed = Fhir.hasCode(master.path("type"), Fhir.IDENTIFIER_TYPES, "uniqueId");
            boolean untyped = profile == Profile.MHD_SIMPLIFIED && !master.has("type");
            if (!typed && !untyped) {
                findings.add(
                        FailureCode.UNIQUE_ID_INVALID,
                        masterPlace.child("type"),
                        "type uniqueId of " + Fhir.IDENTIFIER_TYPES);
            }
        }
        Identifiers.entryUuid(reference, place, findings);
        List<JsonNode> unique = Fhir.identifiers(reference, "uniqueId");
        boolean same = unique.stream().allMatch(one -> Fhir.identity(one).equals(Fhir.identity(master)));
        if (unique.size() > 1 || !same) {
            findings.add(
                    FailureCode.UNIQUE_ID_INVALID,
                    place.child("identifier"),
                    "one uniqueId, equal to masterIdentifier");
        }
        if (profile == Profile.MHD_SIMPLIFIED
                && !Fhir.identifiers(reference, "entryUUID").isEmpty()) {
            findings.add(FailureCode.ELEMENT_FORBIDDEN, place.child("identifier"), "entryUUID");
        }
    }
}
