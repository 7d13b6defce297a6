package org.sceau.app.fhir;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.sceau.access.Decide;
import org.sceau.access.Held;
import org.sceau.access.Ruling;
import org.sceau.app.http.Callers;
import org.sceau.app.http.Endpoint;
import org.sceau.document.ReferenceFacts;
import org.sceau.failure.FailureCode;
import org.sceau.failure.Refused;
import org.sceau.identity.Caller;
import org.sceau.ledger.Documents;
import org.sceau.ledger.Grounds;
import org.sceau.ledger.Handover;
import org.sceau.ledger.StoredDocument;
import org.sceau.transfer.DocumentId;
import org.sceau.transfer.Mode;
import org.sceau.transfer.ReceiptId;

/**
 * ITI-68 Retrieve Document: {@code GET [base]/Binary/{id}}. In custody mode an authorised puller gets the document, or the
 * CMS object when it asks for {@code application/pkcs7-mime}; otherwise only the CMS object is there to give. The read is
 * in the journal before the first byte leaves.
 */
public final class DocumentEndpoint implements Endpoint {
    private static final String PREFIX = "/fhir/Binary/";

    private final Callers callers;
    private final Decide decide;
    private final Documents documents;
    private final Contents contents;
    private final Handovers handovers;
    private final Links links;

    /** Gives out {@code contents} of the documents that {@code decide} allows. */
    public DocumentEndpoint(
            Callers callers, Decide decide, Documents documents, Contents contents, Handovers handovers, Links links) {
        this.callers = callers;
        this.decide = decide;
        this.documents = documents;
        this.contents = contents;
        this.handovers = handovers;
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
        Grounds grounds = permitted(decide.retrieval(caller, held(document)));
        boolean sealed = sealed(document, Acceptable.of(request));
        try (Contents.Content content = contents.open(document, sealed)) {
            ReceiptId receipt = handovers
                    .handover(new Handover(document.transfer(), document.id(), caller, grounds))
                    .join();
            response.setHeader("Link", links.receiptHeader(receipt));
            response.setContentType(content.mediaType());
            response.setContentLengthLong(content.lengthBytes());
            content.stream().transferTo(response.getOutputStream());
        }
    }

    /** What a decision has to know of a document. */
    static Held held(StoredDocument document) {
        return new Held(
                document.transfer(),
                document.route(),
                document.sender(),
                Set.copyOf(document.recipients()),
                ReferenceFacts.securityLabels(document.resource()));
    }

    /** The grounds of a permission; throws {@link Refused}. */
    static Grounds permitted(Ruling ruling) {
        return switch (ruling) {
            case Ruling.Permitted permitted ->
                new Grounds(
                        permitted.rule(),
                        permitted.decision(),
                        permitted.revisions().digests());
            case Ruling.Forbidden forbidden -> throw new Refused(forbidden.issues());
        };
    }

    private static boolean sealed(StoredDocument document, Acceptable accept) {
        String type = document.contentType().toLowerCase(Locale.ROOT);
        int end = type.indexOf(';');
        String clear = (end < 0 ? type : type.substring(0, end)).strip();
        boolean custody = document.mode() != Mode.READER_ONLY;
        if (accept.names(Contents.CMS) && !clear.equals(Contents.CMS)) {
            return true;
        }
        if (!accept.takes(custody ? clear : Contents.CMS)) {
            throw new Refused(FailureCode.NOT_ACCEPTABLE, custody ? clear : Contents.CMS);
        }
        return !custody;
    }

    private static Optional<DocumentId> id(String text) {
        try {
            return Optional.of(DocumentId.parse(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The recorder, as far as handovers go. */
    @FunctionalInterface
    public interface Handovers {
        /** {@link org.sceau.ledger.Recorder#handover}. */
        CompletableFuture<ReceiptId> handover(Handover handover);
    }
}
