package org.sceau.app.fhir;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.sceau.app.http.Acceptable;
import org.sceau.app.http.Endpoint;
import org.sceau.ledger.Handover;
import org.sceau.ledger.StoredDocument;
import org.sceau.transfer.ReceiptId;

/**
 * ITI-68 Retrieve Document: {@code GET [base]/Binary/{id}}, in the form that {@link Representation} finds. The read is in
 * the journal before the first byte leaves.
 */
public final class DocumentEndpoint implements Endpoint {
    private static final ResourcePath PATH = ResourcePath.of("Binary");

    private final PermittedDocuments documents;
    private final Contents contents;
    private final Handovers handovers;
    private final Links links;

    /** Gives out {@code contents} of {@code documents}. */
    public DocumentEndpoint(PermittedDocuments documents, Contents contents, Handovers handovers, Links links) {
        this.documents = documents;
        this.contents = contents;
        this.handovers = handovers;
        this.links = links;
    }

    @Override
    public boolean takes(HttpServletRequest request) {
        return PATH.takes(request);
    }

    @Override
    public void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var permitted = documents.retrieved(request, PATH);
        StoredDocument document = permitted.document();
        var form = Representation.of(document.contentType(), document.mode(), Acceptable.of(request));
        try (Contents.Content content = contents.open(document, form)) {
            ReceiptId receipt = handovers
                    .handover(new Handover(document.transfer(), document.id(), permitted.caller(), permitted.grounds()))
                    .join();
            response.setHeader("Link", links.receiptHeader(receipt));
            response.setContentType(content.mediaType());
            response.setContentLengthLong(content.lengthBytes());
            give(content, permitted, response);
        }
    }

    /** What broke off may have arrived or not; the entry before it is followed by one that says so. */
    private void give(Contents.Content content, PermittedDocuments.Permitted permitted, HttpServletResponse response)
            throws IOException {
        try {
            content.stream().transferTo(response.getOutputStream());
        } catch (IOException e) {
            documents.brokenOff(permitted);
            throw e;
        }
    }

    /** The recorder, as far as handovers go. */
    @FunctionalInterface
    public interface Handovers {
        /** {@link org.sceau.ledger.Recorder#handover}. */
        CompletableFuture<ReceiptId> handover(Handover handover);
    }
}
