package org.sceau.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sceau.document.PatientNames.Comparison;
import org.sceau.failure.FailureCode;

/**
 * One patient in the whole request (MHD 4.2.4, ITI-65 3.65.4.1.2): every subject is the same. {@code sourcePatientInfo} is
 * how the source knows the patient, so it may use other systems, but may not contradict.
 */
final class PatientRules {
    private final Request request;
    private final Findings findings;
    private final PatientNames patient = new PatientNames();
    private final PatientNames source = new PatientNames();

    PatientRules(Request request, Findings findings) {
        this.request = request;
        this.findings = findings;
    }

    /** Checks, and gives every name of the patient; none where the request names nobody. */
    PatientNames check() {
        for (RequestEntry entry : ordered()) {
            JsonNode subject = entry.resource().path("subject");
            if (subject.isObject()) {
                same(names(entry, subject), entry.place().child("subject"));
            }
        }
        for (RequestEntry entry : request.entries(EntryKind.PATIENT)) {
            PatientNames names = new PatientNames();
            names.addPatient(entry.resource());
            if (!entry.fullUrl().isEmpty()) {
                names.addReference(entry.fullUrl());
            }
            if (!entry.method().equals("POST")) {
                names.addReference(entry.url());
            }
            same(names, entry.place());
        }
        request.entries(EntryKind.DOCUMENT_REFERENCE).forEach(this::source);
        if (patient.empty()) {
            patient.addAll(source);
        }
        return patient;
    }

    private List<RequestEntry> ordered() {
        List<RequestEntry> ordered = new ArrayList<>(request.entries(EntryKind.SUBMISSION_SET));
        ordered.addAll(request.entries(EntryKind.DOCUMENT_REFERENCE));
        ordered.addAll(request.entries(EntryKind.FOLDER));
        return ordered;
    }

    private void same(PatientNames names, Place place) {
        boolean first = patient.empty();
        if (names.contradictsItself() || (!first && patient.compare(names) != Comparison.SAME)) {
            findings.add(FailureCode.PATIENT_MISMATCH, place);
        } else {
            patient.addAll(names);
        }
    }

    private void source(RequestEntry entry) {
        JsonNode info = entry.resource().path("context").path("sourcePatientInfo");
        if (!info.isObject()) {
            return;
        }
        PatientNames names = names(entry, info);
        if (names.contradictsItself()
                || patient.compare(names) == Comparison.DIFFERENT
                || source.compare(names) == Comparison.DIFFERENT) {
            findings.add(
                    FailureCode.PATIENT_MISMATCH, entry.place().child("context").child("sourcePatientInfo"));
        }
        source.addAll(names);
    }

    private PatientNames names(RequestEntry entry, JsonNode subject) {
        PatientNames names = new PatientNames();
        names.addIdentifier(subject.path("identifier"));
        String reference = Fhir.text(subject, "reference");
        if (reference.startsWith("#")) {
            for (JsonNode contained : entry.resource().path("contained")) {
                if (Fhir.text(contained, "id").equals(reference.substring(1))) {
                    names.addPatient(contained);
                }
            }
        } else if (!reference.isEmpty()) {
            names.addReference(reference);
            Optional<RequestEntry> target = request.resolve(reference);
            target.ifPresent(found -> {
                names.addPatient(found.resource());
                names.addReference(found.fullUrl());
            });
        }
        return names;
    }
}
