package org.sceau.app.fhir;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sceau.access.Decide;
import org.sceau.access.Ruling;
import org.sceau.document.Searchset;
import org.sceau.failure.FailureCode;
import org.sceau.failure.Refused;
import org.sceau.identity.Caller;
import org.sceau.identity.PatientIdentifier;
import org.sceau.index.ListCriteria;
import org.sceau.ledger.Documents;
import org.sceau.ledger.Hits;
import org.sceau.ledger.StoreFailed;
import org.sceau.ledger.StoredList;
import org.sceau.transfer.DocumentId;

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
    private final Decide decide;
    private final int most;

    FindLists(Documents documents, Decide decide, int most) {
        this.documents = documents;
        this.decide = decide;
        this.most = most;
    }

    @Override
    public SearchForm form(HttpServletRequest request) {
        return SearchForm.of(request, KNOWN);
    }

    @Override
    public boolean fill(Searchset answer, SearchForm form, PatientIdentifier patient, Caller caller) {
        List<String> ids = form.alternatives("_id");
        List<String> statuses = form.alternatives("status");
        if (!statuses.isEmpty() && !statuses.contains("current")) {
            return true;
        }
        Map<DocumentId, Boolean> decided = new HashMap<>(); // a folder names what its submission set does
        Hits<StoredList> hits = documents.findLists(criteria(form, patient), caller.partner(), most);
        for (StoredList list : hits.found()) {
            if (ids.isEmpty() || ids.contains(list.id().toString())) {
                List<DocumentId> shown = list.documents().stream()
                        .filter(document -> decided.computeIfAbsent(document, id -> listed(caller, id)))
                        .toList();
                if (list.documents().isEmpty() || !shown.isEmpty()) {
                    answer.addList(list.resource(), list.id(), shown, list.stored());
                }
            }
        }
        return hits.whole();
    }

    /** A list of documents none of which the caller may know of would tell that there are some. */
    private boolean listed(Caller caller, DocumentId document) {
        try {
            return documents
                    .get(document)
                    .filter(stored ->
                            decide.listed(caller, PermittedDocuments.held(stored)) instanceof Ruling.Permitted)
                    .isPresent();
        } catch (StoreFailed e) {
            if (e.isLasting()) { // whether it may be known of stands in what does not open
                return false;
            }
            throw e;
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
