package org.sceau.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sceau.document.PatientNames.Comparison;
import org.sceau.failure.FailureCode;
import org.sceau.intake.DocumentView;
import org.sceau.intake.Extracted;
import org.sceau.intake.Format;

/** Reads the FHIR documents of one request, each with its rules and its author's signature. Not thread-safe. */
final class DocumentReader {
    private final FhirModel model;
    private final SignerTrust signers;
    private final Format format;
    private final Findings findings;
    private final List<AuthorVerdict> signatures = new ArrayList<>();

    DocumentReader(FhirModel model, SignerTrust signers, Format format, Findings findings) {
        this.model = model;
        this.signers = signers;
        this.format = format;
        this.findings = findings;
    }

    /** The document, or nothing where it cannot be read; what is wrong is among the findings. */
    Optional<FhirDocument> read(Extracted extracted, Place place) {
        Optional<DocumentView> view = extracted.document();
        Optional<JsonNode> tree = view.flatMap(seen -> Trees.read(seen.content(), format, model));
        if (tree.isEmpty()) {
            findings.add(FailureCode.SYNTAX_INVALID, place, format.name());
            return Optional.empty();
        }
        boolean whole = view.get().whole();
        if (whole) {
            new StructureCheck(model, findings).resource(tree.get(), place);
        }
        FhirDocument document = new FhirDocument(tree.get(), whole);
        new FhirDocumentRules(document, place, findings).check();
        signatures.addAll(
                new AuthorSignatures(signers, findings).verify(extracted.entry(), document, view.get(), format, place));
        return Optional.of(document);
    }

    /** The document speaks of the patient announced: otherwise consent could be evaded. */
    void sameSubject(FhirDocument document, PatientNames patient, Place place) {
        PatientNames subject = document.subject();
        boolean other = !patient.empty() && patient.compare(subject) != Comparison.SAME;
        if (subject.contradictsItself() || other) {
            findings.add(
                    FailureCode.DOCUMENT_SUBJECT_MISMATCH,
                    place.child("entry", 0).child("resource").child("subject"));
        } else {
            patient.addAll(subject);
        }
    }

    List<AuthorVerdict> signatures() {
        return signatures;
    }
}
