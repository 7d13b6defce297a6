package org.sceau.app.fhir;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.sceau.app.http.Acceptable;
import org.sceau.app.http.Callers;
import org.sceau.app.http.Endpoint;
import org.sceau.failure.FailureCode;
import org.sceau.failure.Refused;
import org.sceau.identity.Caller;
import org.sceau.ledger.ReceiptShelf;
import org.sceau.receipt.ReceiptFile;
import org.sceau.transfer.ReceiptId;

/**
 * {@code GET [base]/Bundle/{receipt-id}}: a receipt as the file that {@code sceau verify} reads. A partner gets its own
 * receipts only; another's is not there.
 */
public final class ReceiptEndpoint implements Endpoint {
    /** The media type of the file. */
    public static final String MEDIA_TYPE = "application/vnd.sceau.receipt+json";

    private static final ResourcePath PATH = ResourcePath.of("Bundle");

    private final Callers callers;
    private final ReceiptShelf shelf;

    /** Gives out what {@code shelf} holds. */
    public ReceiptEndpoint(Callers callers, ReceiptShelf shelf) {
        this.callers = callers;
        this.shelf = shelf;
    }

    @Override
    public boolean takes(HttpServletRequest request) {
        return PATH.takes(request);
    }

    @Override
    public void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Caller caller = callers.require(request);
        ReceiptFile receipt = PATH.id(request, ReceiptId::parse)
                .flatMap(id -> shelf.find(id, caller.partner()))
                .orElseThrow(() -> new Refused(FailureCode.NOT_FOUND));
        if (Acceptable.of(request).wish(MEDIA_TYPE) == 0) {
            throw new Refused(FailureCode.NOT_ACCEPTABLE, MEDIA_TYPE);
        }
        response.setContentType(MEDIA_TYPE);
        response.setContentLength(receipt.content().length);
        response.getOutputStream().write(receipt.content());
    }
}
