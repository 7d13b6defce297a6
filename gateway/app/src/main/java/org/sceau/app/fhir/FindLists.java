package org.sceau.app.fhir;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sceau.document.Searchset;
import org.sceau.failure.FailureCode;
import org.sceau.failure.Refused;
import org.sceau.identity.Caller;
import org.sceau.identity.PatientIdentifier;
import org.sceau.index.ListCriteria;
import org.sceau.ledger.Documents;
import org.sceau.ledger.StoredList;

/** ITI-66 Find Document Lists: SubmissionSets and Folders of one patient that the caller sent or was addressed. */
final class FindLists implements SearchEndpoint.Search {
    private static final Set<String> DATES = Set.of("date", "_lastUpdated");
    private static final Set<String> KNOWN = Set.of(
            "_id",
            "_lastUpdated",
            "code",
            "date",
            "designationType",
            "identifier",
            "patient.identifier",
            "patient:identifier",
            "sourceId",
            "status");

    private final Documents documents;
    private final int most;

    FindLists(Documents documents, int most) {
        this.documents = documents;
        this.most = most;
    }

    @Override
    public SearchForm form(HttpServletRequest request) {
        return SearchForm.of(request, KNOWN);
    }

    @Override
    public void fill(Searchset answer, SearchForm form, PatientIdentifier patient, Caller caller) {
        List<String> ids = form.alternatives("_id");
        List<String> statuses = form.alternatives("status");
        if (!statuses.isEmpty() && !statuses.contains("current")) {
            return;
        }
        for (StoredList list : documents.findLists(criteria(form, patient), caller.partner(), most)) {
            if (ids.isEmpty() || ids.contains(list.id().toString())) {
                answer.addList(list.resource(), list.id(), list.documents(), list.stored());
            }
        }
    }

    private static ListCriteria criteria(SearchForm form, PatientIdentifier patient) {
        return new ListCriteria(
                patient,
                folder(form),
                form.alternatives("designationType"),
                FindDocuments.dates(form, DATES),
                form.alternatives("identifier"),
                form.alternatives("sourceId"));
    }

    private static Optional<Boolean> folder(SearchForm form) {
        Optional<String> code = form.one("code");
        if (code.isEmpty() || form.alternatives("code").size() > 1) {
            return Optional.empty();
        }
        String token = code.get();
        return switch (token.substring(token.indexOf('|') + 1)) {
            case "submissionset" -> Optional.of(false);
            case "folder" -> Optional.of(true);
            default -> throw new Refused(FailureCode.PARAMETER_INVALID);
        };
    }
}
