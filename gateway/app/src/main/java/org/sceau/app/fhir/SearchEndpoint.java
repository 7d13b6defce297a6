package org.sceau.app.fhir;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.sceau.access.Decide;
import org.sceau.access.Ruling;
import org.sceau.app.http.Callers;
import org.sceau.app.http.Endpoint;
import org.sceau.app.http.Negotiation;
import org.sceau.document.Searchset;
import org.sceau.failure.FailureCode;
import org.sceau.failure.Issue;
import org.sceau.identity.Caller;
import org.sceau.identity.PatientIdentifier;
import org.sceau.intake.Format;
import org.sceau.ledger.Documents;
import org.sceau.ledger.Grounds;
import org.sceau.ledger.SearchMade;
import org.sceau.oauth.Transaction;
import org.sceau.transfer.ReceiptId;

/**
 * ITI-66 and ITI-67 by GET and by POST {@code _search}. A search must name the patient, is in the journal before it is
 * answered, and its answer's self link says nothing of its parameters.
 */
public final class SearchEndpoint implements Endpoint {
    private static final Map<String, String> TYPES = Map.of(
            "GET /fhir/DocumentReference", "DocumentReference",
            "POST /fhir/DocumentReference/_search", "DocumentReference",
            "GET /fhir/List", "List",
            "POST /fhir/List/_search", "List");

    private final Callers callers;
    private final Decide decide;
    private final Search documents;
    private final Search lists;
    private final Searches journal;
    private final Links links;
    private final BreakGlassAlarm alarm;

    /** Searches {@code documents}, at most {@code most} hits. */
    public SearchEndpoint(
            Callers callers,
            Decide decide,
            Documents documents,
            int most,
            Searches journal,
            Links links,
            BreakGlassAlarm alarm) {
        this.callers = callers;
        this.decide = decide;
        this.documents = new FindDocuments(documents, decide, most);
        this.lists = new FindLists(documents, decide, most);
        this.alarm = alarm;
        this.journal = journal;
        this.links = links;
    }

    @Override
    public boolean takes(HttpServletRequest request) {
        return TYPES.containsKey(key(request));
    }

    @Override
    public void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String type = TYPES.getOrDefault(key(request), "DocumentReference");
        boolean ofLists = type.equals("List");
        Caller caller = callers.require(request, ofLists ? Transaction.FIND_LISTS : Transaction.FIND_DOCUMENTS);
        Ruling ruling = decide.find(caller);
        Grounds grounds = PermittedDocuments.grounds(ruling);
        Search search = ofLists ? lists : documents;
        SearchForm form = search.form(request);
        PatientIdentifier patient = form.patient();
        ReceiptId receipt = journal.search(new SearchMade(patient, PermittedDocuments.shown(caller, ruling), grounds))
                .join();
        alarm.look(ruling, caller);
        var answer = new Searchset(links.base(), links.base() + "/" + type + "?_receipt=" + receipt);
        if (!search.fill(answer, form, patient, caller)) {
            answer.warn(Issue.of(FailureCode.STORE_DAMAGED), Negotiation.language(request));
        }
        Format format = Negotiation.accept(request);
        byte[] body = answer.body(format);
        response.setHeader("Link", links.receiptHeader(receipt));
        response.setContentType(format.mediaType() + ";charset=UTF-8");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private static String key(HttpServletRequest request) {
        return request.getMethod() + " " + request.getRequestURI();
    }

    /** One kind of search. */
    interface Search {
        /** Reads the parameters it knows. */
        SearchForm form(HttpServletRequest request);

        /** Adds what the caller may see; false where something could not be read. */
        boolean fill(Searchset answer, SearchForm form, PatientIdentifier patient, Caller caller);
    }

    /** The recorder, as far as searches go. */
    @FunctionalInterface
    public interface Searches {
        /** {@link org.sceau.ledger.Recorder#search}. */
        CompletableFuture<ReceiptId> search(SearchMade search);
    }
}
