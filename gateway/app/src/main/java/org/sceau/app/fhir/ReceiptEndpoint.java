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
import org.sceau.oauth.Transaction;
import org.sceau.proof.NoteSigner;
import org.sceau.receipt.ReceiptFile;
import org.sceau.receipt.ReceiptForm;
import org.sceau.transfer.ReceiptId;

/**
 * {@code GET [base]/Bundle/{receipt-id}}: a receipt in the form that is wanted most, a FHIR document for who does not say. A
 * partner gets its own receipts only; another's is not there. It holds no document and is no read of one: nothing is
 * journaled.
 */
public final class ReceiptEndpoint implements Endpoint {
    private static final ResourcePath PATH = ResourcePath.of("Bundle");

    private final Callers callers;
    private final ReceiptShelf shelf;
    private final NoteSigner log;

    /** Gives out what {@code shelf} holds; {@code log} signs COSE forms. */
    public ReceiptEndpoint(Callers callers, ReceiptShelf shelf, NoteSigner log) {
        this.callers = callers;
        this.shelf = shelf;
        this.log = log;
    }

    @Override
    public boolean takes(HttpServletRequest request) {
        return PATH.takes(request);
    }

    @Override
    public void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Caller caller = callers.require(request, Transaction.RECEIPT);
        ReceiptFile receipt = PATH.id(request, ReceiptId::parse)
                .flatMap(id -> shelf.find(id, caller.partner()))
                .orElseThrow(() -> new Refused(FailureCode.NOT_FOUND));
        ReceiptForm form = wanted(Acceptable.of(request));
        byte[] body = form.of(receipt, log)
                .orElseThrow(() -> new Refused(FailureCode.NOT_ACCEPTABLE, ReceiptForm.JSON.contentType()));
        response.setHeader("Vary", "Accept");
        response.setContentType(form.contentType());
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    /** The form that is wanted most, of equals the first; throws {@link Refused} when none is acceptable. */
    static ReceiptForm wanted(Acceptable accept) {
        ReceiptForm best = ReceiptForm.FHIR_JSON;
        int most = 0;
        for (ReceiptForm form : ReceiptForm.values()) {
            for (String mediaType : form.mediaTypes()) {
                int wish = accept.wish(mediaType);
                if (wish > most) {
                    best = form;
                    most = wish;
                }
            }
        }
        if (most == 0) {
            throw new Refused(FailureCode.NOT_ACCEPTABLE, ReceiptForm.JSON.contentType());
        }
        return best;
    }
}
