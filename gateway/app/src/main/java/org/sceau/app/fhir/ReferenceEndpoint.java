package org.sceau.app.fhir;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.sceau.app.http.Endpoint;
import org.sceau.app.http.Negotiation;
import org.sceau.document.ReferenceFacts;
import org.sceau.document.Searchset;
import org.sceau.intake.Format;
import org.sceau.ledger.SearchMade;
import org.sceau.ledger.StoredDocument;

/** {@code GET [base]/DocumentReference/{id}}: where a published document's metadata are read; journaled like a search. */
public final class ReferenceEndpoint implements Endpoint {
    private static final ResourcePath PATH = ResourcePath.of("DocumentReference");

    private final PermittedDocuments documents;
    private final SearchEndpoint.Searches journal;
    private final Links links;

    /** Reads {@code documents}. */
    public ReferenceEndpoint(PermittedDocuments documents, SearchEndpoint.Searches journal, Links links) {
        this.documents = documents;
        this.journal = journal;
        this.links = links;
    }

    @Override
    public boolean takes(HttpServletRequest request) {
        return PATH.takes(request);
    }

    @Override
    public void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var permitted = documents.listed(request, PATH);
        StoredDocument document = permitted.document();
        ReferenceFacts.patient(document.resource())
                .map(patient -> new SearchMade(patient, permitted.caller(), permitted.grounds()))
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
}
