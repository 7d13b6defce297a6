package org.sceau.app.fhir;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sceau.access.Decide;
import org.sceau.access.Ruling;
import org.sceau.document.Searchset;
import org.sceau.identity.Caller;
import org.sceau.identity.PatientIdentifier;
import org.sceau.identity.Purpose;
import org.sceau.index.DocumentCriteria;
import org.sceau.ledger.Documents;
import org.sceau.ledger.Hits;
import org.sceau.ledger.StoredDocument;
import org.sceau.transfer.Mode;
import org.sceau.transfer.PartnerId;

/** ITI-67 Find Document References: the documents of one patient that the caller may see. Thread-safe. */
final class FindDocuments implements SearchEndpoint.Search {
    private static final Set<String> CODES =
            Set.of("type", "category", "format", "facility", "setting", "event", "security-label");
    private static final Set<String> DATES = Set.of("date", "creation", "period", "_lastUpdated");
    private static final Set<String> OTHERS = Set.of(
            "_id",
            "patient.identifier",
            "patient:identifier",
            "status",
            "identifier",
            "related",
            "author.family",
            "author.given");
    private static final Set<String> KNOWN =
            Stream.of(CODES, DATES, OTHERS).flatMap(Set::stream).collect(Collectors.toUnmodifiableSet());

    private final Documents documents;
    private final Decide decide;
    private final int most;

    FindDocuments(Documents documents, Decide decide, int most) {
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
        Hits<StoredDocument> hits = documents.find(criteria(form, patient), within(caller), most);
        for (StoredDocument document : hits.found()) {
            boolean asked = ids.isEmpty() || ids.contains(document.id().toString());
            if (asked && decide.listed(caller, PermittedDocuments.held(document)) instanceof Ruling.Permitted) {
                answer.add(
                        document.resource(), document.id(), document.status(), document.stored(), sealedAs(document));
            }
        }
        return hits.whole();
    }

    /** Whose documents are looked at: the caller's own, but everybody's where it breaks the glass. */
    private static Optional<PartnerId> within(Caller caller) {
        return caller.acting().purpose() == Purpose.BTG ? Optional.empty() : Optional.of(caller.partner());
    }

    /** What retrieval gives where that is not the document itself. */
    static Optional<String> sealedAs(StoredDocument document) {
        return document.mode() == Mode.READER_ONLY ? Optional.of(Contents.CMS) : Optional.empty();
    }

    private static DocumentCriteria criteria(SearchForm form, PatientIdentifier patient) {
        Map<String, List<String>> codes = new HashMap<>();
        for (String parameter : CODES) {
            List<String> tokens = form.alternatives(parameter);
            if (!tokens.isEmpty()) {
                codes.put(parameter, tokens);
            }
        }
        return new DocumentCriteria(
                patient,
                form.alternatives("status"),
                codes,
                dates(form, DATES),
                form.alternatives("identifier"),
                form.alternatives("related"),
                form.alternatives("author.family"),
                form.alternatives("author.given"));
    }

    static List<DocumentCriteria.DateRange> dates(SearchForm form, Set<String> parameters) {
        List<DocumentCriteria.DateRange> ranges = new ArrayList<>();
        for (String parameter : parameters) {
            form.all(parameter).forEach(value -> ranges.add(DateRanges.of(parameter, value)));
        }
        return ranges;
    }
}
