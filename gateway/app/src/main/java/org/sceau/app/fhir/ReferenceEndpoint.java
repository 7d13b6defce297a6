package org.sceau.app.fhir;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.sceau.access.Decide;
import org.sceau.app.http.Callers;
import org.sceau.app.http.Endpoint;
import org.sceau.app.http.Negotiation;
import org.sceau.document.ReferenceFacts;
import org.sceau.document.Searchset;
import org.sceau.failure.FailureCode;
import org.sceau.failure.Refused;
import org.sceau.identity.Caller;
import org.sceau.intake.Format;
import org.sceau.ledger.Documents;
import org.sceau.ledger.Grounds;
import org.sceau.ledger.SearchMade;
import org.sceau.ledger.StoredDocument;
import org.sceau.transfer.DocumentId;

/** {@code GET [base]/DocumentReference/{id}}: where a published document's metadata are read; journaled like a search. */
public final class ReferenceEndpoint implements Endpoint {
    private static final String PREFIX = "/fhir/DocumentReference/";

    private final Callers callers;
    private final Decide decide;
    private final Documents documents;
    private final SearchEndpoint.Searches journal;
    private final Links links;

    /** Reads {@code documents}. */
    public ReferenceEndpoint(
            Callers callers, Decide decide, Documents documents, SearchEndpoint.Searches journal, Links links) {
        this.callers = callers;
        this.decide = decide;
        this.documents = documents;
        this.journal = journal;
        this.links = links;
    }

    @Override
    public boolean takes(HttpServletRequest request) {
        return request.getMethod().equals("GET") && request.getRequestURI().startsWith(PREFIX);
    }

    @Override
    public void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Caller caller = callers.require(request);
        StoredDocument document = id(request.getRequestURI().substring(PREFIX.length()))
                .flatMap(documents::get)
                .orElseThrow(() -> new Refused(FailureCode.NOT_FOUND));
        Grounds grounds = DocumentEndpoint.permitted(decide.listed(caller, DocumentEndpoint.held(document)));
        ReferenceFacts.patient(document.resource())
                .map(patient -> new SearchMade(patient, caller, grounds))
                .map(read -> journal.search(read).join())
                .ifPresent(receipt -> response.setHeader("Link", links.receiptHeader(receipt)));
        Format format = Negotiation.accept(request);
        byte[] body = new Searchset(links.base(), "")
                .reference(
                        document.resource(),
                        document.id(),
                        document.status(),
                        document.stored(),
                        FindDocuments.sealedAs(document),
                        format);
        response.setContentType(format.mediaType() + ";charset=UTF-8");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private static Optional<DocumentId> id(String text) {
        try {
            return Optional.of(DocumentId.parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
