package org.sceau.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sceau.failure.FailureCode;
import org.sceau.failure.Issue;
import org.sceau.identity.PatientIdentifier;
import org.sceau.intake.Extracted;
import org.sceau.intake.Split;

/** ITI-65 Provide Document Bundle. */
final class TransactionReader {
    private final FhirModel model;
    private final DocumentReader documents;
    private final Findings findings;

    TransactionReader(FhirModel model, DocumentReader documents, Findings findings) {
        this.model = model;
        this.documents = documents;
        this.findings = findings;
    }

    ReadResult read(Split split, JsonNode bundle, AcceptancePolicy policy) {
        if (!Fhir.type(bundle).equals("Bundle") || !Fhir.text(bundle, "type").equals("transaction")) {
            return new ReadResult.Invalid(List.of(
                    Issue.at(FailureCode.RESOURCE_UNEXPECTED, "Bundle.type", "a Bundle of type transaction (ITI-65)")));
        }
        Optional<Request> claimed = ProfileClaim.of(bundle, policy, findings)
                .map(profile -> Request.transaction(split, bundle, profile, policy));
        new StructureCheck(model, findings).resource(bundle, Place.root("Bundle"));
        if (claimed.isEmpty()) {
            return new ReadResult.Invalid(findings.issues());
        }
        Request request = claimed.get();
        SliceRules.check(request, findings);
        ListRules.check(request, findings);
        for (RequestEntry entry : request.entries(EntryKind.DOCUMENT_REFERENCE)) {
            DocumentReferenceRules.check(entry.resource(), entry.place(), request.profile(), findings);
        }
        ContentRules.check(request, findings);
        MembershipRules.check(request, findings);
        Identifiers.repeats(request, findings);
        ReplacementRules.check(request, findings);
        ReferenceRules.check(request, findings);
        PatientNames patient = new PatientRules(request, findings).check();
        for (RequestEntry entry : request.entries(EntryKind.FHIR_DOCUMENT)) {
            request.payload(entry)
                    .flatMap(extracted -> documents.read(extracted, entry.place()))
                    .ifPresent(document -> documents.sameSubject(document, patient, entry.place()));
        }
        Optional<PatientIdentifier> chosen = patient.chosen();
        if (policy.refuses(chosen)) {
            findings.add(FailureCode.PATIENT_MISSING, Place.root("Bundle"));
        }
        return findings.none()
                ? new ReadResult.Valid(submission(request, chosen))
                : new ReadResult.Invalid(findings.issues());
    }

    private Submission submission(Request request, Optional<PatientIdentifier> patient) {
        EntryReader reader =
                new EntryReader(reference -> request.resolve(reference).map(RequestEntry::resource));
        List<DocumentEntry> entries = new ArrayList<>();
        Map<Integer, Integer> ofEntry = new HashMap<>();
        for (RequestEntry reference : request.entries(EntryKind.DOCUMENT_REFERENCE)) {
            RequestEntry content = request.content(reference).orElseThrow();
            Extracted payload = request.payload(content).orElseThrow();
            ofEntry.put(reference.index(), entries.size());
            ofEntry.put(content.index(), entries.size());
            entries.add(reader.document(reference.index(), reference.resource(), payload));
        }
        ListEntry set = reader.list(request.submissionSet().orElseThrow(), request::resolve);
        List<ListEntry> folders = request.entries(EntryKind.FOLDER).stream()
                .map(folder -> reader.list(folder, request::resolve))
                .toList();
        List<SubmissionEntry> answers = request.entries().stream()
                .map(entry -> new SubmissionEntry(
                        entry.kind().orElseThrow(),
                        entry.method(),
                        References.relative(entry.url()) ? Optional.of(entry.url()) : Optional.empty(),
                        Optional.ofNullable(ofEntry.get(entry.index()))))
                .toList();
        return new Submission(
                request.split(),
                request.profile().canonical(),
                patient.orElseGet(() -> new PatientIdentifier(PatientNames.UNIDENTIFIED, set.uniqueId())),
                set,
                folders,
                entries,
                answers,
                NormalForm.of(request.split(), request.bundle()),
                findings.warnings(),
                documents.signatures());
    }
}
