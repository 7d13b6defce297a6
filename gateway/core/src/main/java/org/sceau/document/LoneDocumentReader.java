package org.sceau.document;

import java.util.List;
import java.util.Optional;
import org.sceau.failure.FailureCode;
import org.sceau.identity.PatientIdentifier;
import org.sceau.intake.Extracted;
import org.sceau.intake.Split;
import org.sceau.profiles.Profile;

/** A FHIR document alone ({@code POST [base]/Bundle}): its metadata are derived from its Composition. */
final class LoneDocumentReader {
    private final DocumentReader documents;
    private final Findings findings;

    LoneDocumentReader(DocumentReader documents, Findings findings) {
        this.documents = documents;
        this.findings = findings;
    }

    ReadResult read(Split split, AcceptancePolicy policy) {
        Place place = Place.root("Bundle");
        if (!policy.profiles().contains(Profile.FHIR_DOCUMENT)) {
            findings.add(FailureCode.PROFILE_NOT_ALLOWED, place, "ITI-65");
        }
        Optional<Extracted> payload = split.payloads().stream()
                .filter(one -> one.kind() == Extracted.Kind.WHOLE_BODY)
                .findFirst();
        Optional<FhirDocument> document = payload.flatMap(extracted -> documents.read(extracted, place));
        if (payload.isEmpty()) {
            findings.add(FailureCode.RESOURCE_UNEXPECTED, place, "a Bundle of type document");
        }
        PatientNames patient = document.map(FhirDocument::subject).orElseGet(PatientNames::new);
        Optional<PatientIdentifier> chosen = patient.chosen();
        if (patient.contradictsItself()) {
            findings.add(FailureCode.PATIENT_MISMATCH, place);
        }
        if (document.isPresent() && (chosen.isEmpty() || policy.refuses(chosen))) {
            findings.add(FailureCode.PATIENT_MISSING, place);
        }
        return findings.none()
                ? new ReadResult.Valid(
                        submission(split, document.orElseThrow(), payload.orElseThrow(), chosen.orElseThrow()))
                : new ReadResult.Invalid(findings.issues());
    }

    private Submission submission(Split split, FhirDocument document, Extracted payload, PatientIdentifier patient) {
        DocumentEntry entry = new EntryReader(any -> Optional.empty())
                .document(
                        0,
                        DerivedReference.of(document, patient, split.metadata().format()),
                        payload);
        return new Submission(
                split,
                Profile.FHIR_DOCUMENT.canonical(),
                patient,
                MadeSubmissionSet.around(entry),
                List.of(),
                List.of(entry),
                List.of(new SubmissionEntry(EntryKind.FHIR_DOCUMENT, "POST", Optional.empty(), Optional.of(0))),
                NormalForm.of(split, Answers.resource("Bundle")),
                findings.warnings(),
                documents.signatures());
    }
}
