package org.sceau.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.sceau.failure.FailureCode;
import org.sceau.failure.Issue;
import org.sceau.identity.PatientIdentifier;
import org.sceau.intake.Extracted;
import org.sceau.intake.Split;
import org.sceau.profiles.Profile;

/** ITI-105 Simplified Publish: one DocumentReference with its content; the gateway makes the SubmissionSet. */
final class SimpleReader {
    private final FhirModel model;
    private final Findings findings;

    SimpleReader(FhirModel model, Findings findings) {
        this.model = model;
        this.findings = findings;
    }

    ReadResult read(Split split, JsonNode reference, AcceptancePolicy policy) {
        if (!Fhir.type(reference).equals("DocumentReference")) {
            return new ReadResult.Invalid(
                    List.of(Issue.of(FailureCode.RESOURCE_UNEXPECTED, "DocumentReference (ITI-105)")));
        }
        Place place = Place.root("DocumentReference");
        if (!policy.profiles().contains(Profile.MHD_SIMPLIFIED)) {
            findings.add(FailureCode.PROFILE_NOT_ALLOWED, place, "ITI-65");
        }
        new StructureCheck(model, findings).resource(reference, place);
        DocumentReferenceRules.check(reference, place, Profile.MHD_SIMPLIFIED, findings);
        Request request = Request.alone(split, reference, policy);
        ReplacementRules.check(request, findings);
        ReferenceRules.check(request, findings);
        PatientNames patient = new PatientRules(request, findings).check();
        Optional<Extracted> payload = split.payloads().stream()
                .filter(one -> one.kind() == Extracted.Kind.ATTACHMENT)
                .findFirst();
        Place attachment = place.child("content", 0).child("attachment");
        if (payload.isEmpty() || split.payloads().size() != 1) {
            findings.add(FailureCode.DOCUMENT_MISSING, attachment.child("data"));
        } else {
            ContentRules.declared(
                    reference.path("content").path(0).path("attachment"),
                    payload.get().payload(),
                    attachment,
                    findings);
        }
        Optional<PatientIdentifier> chosen = patient.chosen();
        if (policy.refuses(chosen) || chosen.isEmpty()) {
            findings.add(FailureCode.PATIENT_MISSING, place.child("subject"));
        }
        return findings.none()
                ? new ReadResult.Valid(submission(split, reference, payload.orElseThrow(), chosen.orElseThrow()))
                : new ReadResult.Invalid(findings.issues());
    }

    private Submission submission(Split split, JsonNode reference, Extracted payload, PatientIdentifier patient) {
        JsonNode bare = reference.deepCopy();
        if (bare.path("content").path(0).path("attachment") instanceof ObjectNode attachment) {
            attachment.remove("data");
        }
        DocumentEntry document = new EntryReader(any -> Optional.empty()).document(0, bare, payload);
        return new Submission(
                split,
                Profile.MHD_SIMPLIFIED.canonical(),
                patient,
                MadeSubmissionSet.around(document),
                List.of(),
                List.of(document),
                List.of(new SubmissionEntry(EntryKind.DOCUMENT_REFERENCE, "POST", Optional.empty(), Optional.of(0))),
                NormalForm.of(split, reference),
                findings.warnings(),
                List.of());
    }
}
