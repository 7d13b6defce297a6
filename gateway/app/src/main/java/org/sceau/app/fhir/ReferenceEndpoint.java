package org.sceau.app.fhir;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.sceau.app.http.Endpoint;
import org.sceau.app.http.Negotiation;
import org.sceau.document.Searchset;
import org.sceau.intake.Format;
import org.sceau.ledger.MetadataRead;
import org.sceau.ledger.StoredDocument;
import org.sceau.transfer.ReceiptId;

/** {@code GET [base]/DocumentReference/{id}}: where a published document's metadata are read; journaled like a search. */
public final class ReferenceEndpoint implements Endpoint {
    private static final ResourcePath PATH = ResourcePath.of("DocumentReference");

    private final PermittedDocuments documents;
    private final Reads journal;
    private final Links links;

    /** Reads {@code documents}. */
    public ReferenceEndpoint(PermittedDocuments documents, Reads journal, Links links) {
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
        ReceiptId receipt = journal.read(
                        new MetadataRead(document.transfer(), document.id(), permitted.caller(), permitted.grounds()))
                .join();
        response.setHeader("Link", links.receiptHeader(receipt));
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

    /** The recorder, as far as metadata that are read go. */
    @FunctionalInterface
    public interface Reads {
        /** {@link org.sceau.ledger.Recorder#read}. */
        CompletableFuture<ReceiptId> read(MetadataRead read);
    }
}
