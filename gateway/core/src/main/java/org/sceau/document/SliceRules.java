package org.sceau.document;

import java.util.List;
import java.util.Optional;
import org.sceau.failure.FailureCode;

/** The entries of an ITI-65 request: closed slices, one SubmissionSet, requests as they must be (3.65.4.1.2). */
final class SliceRules {
    private static final String[] CONDITIONS = {"ifNoneMatch", "ifModifiedSince", "ifMatch", "ifNoneExist"};

    private SliceRules() {}

    static void check(Request request, Findings findings) {
        for (RequestEntry entry : request.entries()) {
            Optional<EntryKind> kind = entry.kind();
            if (kind.isEmpty()) {
                findings.add(FailureCode.ENTRY_NOT_ALLOWED, entry.entryPlace());
                continue;
            }
            requestUrl(entry, kind.get(), findings);
            if (entry.fullUrl().isEmpty()) {
                findings.add(FailureCode.ELEMENT_REQUIRED, entry.entryPlace(), "fullUrl");
            }
            if (kind.get() != EntryKind.PATIENT) {
                Required.absent(
                        request.bundle().path("entry").path(entry.index()).path("request"),
                        entry.entryPlace().child("request"),
                        findings,
                        CONDITIONS);
            }
            if (kind.get() == EntryKind.FHIR_DOCUMENT) {
                document(request, entry, findings);
            }
        }
        single(request, findings);
    }

    private static void single(Request request, Findings findings) {
        List<RequestEntry> sets = request.entries(EntryKind.SUBMISSION_SET);
        if (sets.isEmpty()) {
            findings.add(FailureCode.SUBMISSION_SET_MISSING, Place.root("Bundle"));
        }
        sets.stream().skip(1).forEach(more -> findings.add(FailureCode.SUBMISSION_SET_REPEATED, more.entryPlace()));
        request.entries(EntryKind.PATIENT).stream()
                .skip(1)
                .forEach(more -> findings.add(FailureCode.ENTRY_NOT_ALLOWED, more.entryPlace()));
    }

    private static void requestUrl(RequestEntry entry, EntryKind kind, Findings findings) {
        String type = Fhir.type(entry.resource());
        boolean instance = References.relative(entry.url())
                && References.typeOf(entry.url()).equals(type);
        Place place = entry.entryPlace().child("request").child("url");
        switch (kind) {
            case SUBMISSION_SET, DOCUMENT_REFERENCE, BINARY, FHIR_DOCUMENT -> {
                if (!entry.url().equals(type)) {
                    findings.add(FailureCode.VALUE_INVALID, place, type);
                }
            }
            case FOLDER -> {
                if (entry.method().equals("PUT") ? !instance : !entry.url().equals(type)) {
                    findings.add(FailureCode.FOLDER_INVALID, place);
                }
            }
            case PATIENT -> {
                boolean fits = entry.method().equals("POST") ? entry.url().equals(type) : instance;
                if (!fits) {
                    findings.add(FailureCode.VALUE_INVALID, place, "Patient, or Patient/<id> with GET and PUT");
                }
            }
            case DOCUMENT_REFERENCE_UPDATE -> {
                // the rules of replacement look at it
            }
        }
    }

    private static void document(Request request, RequestEntry entry, Findings findings) {
        if (!request.policy().fhirDocuments()) {
            findings.add(FailureCode.FHIR_DOCUMENT_NOT_SUPPORTED, entry.place());
        } else if (request.payload(entry).isEmpty()) {
            findings.add(FailureCode.ENTRY_NOT_ALLOWED, entry.entryPlace());
        }
    }
}
