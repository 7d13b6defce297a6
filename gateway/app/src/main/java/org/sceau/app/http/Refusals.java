package org.sceau.app.http;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.function.Function;
import org.sceau.ledger.Rejection;
import org.sceau.routes.submit.JournalRejection;
import org.sceau.transfer.ReceiptId;
import org.sceau.transfer.TransferId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The signed refusal of a registered partner, whatever it asked for: an entry of the journal that says who, when and why, and
 * nothing of the request; its receipt is linked in the answer. Beyond an allowance those of one partner are one entry.
 * Thread-safe.
 */
public final class Refusals {
    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

    private final JournalRejection.Rejections journal;
    private final Function<ReceiptId, String> link;

    /** Enters in {@code journal}; {@code link} makes the value of the header {@code Link}. */
    public Refusals(JournalRejection.Rejections journal, Function<ReceiptId, String> link) {
        this.journal = journal;
        this.link = link;
    }

    /** When this returns, the entry is durable, or counted to be entered with others, or the log says that it could not be. */
    void enter(CallerRefused refused, Optional<TransferId> submission, HttpServletResponse response) {
        Rejection rejection = refused.rejection(submission);
        journal.receipt(rejection).ifPresent(receipt -> {
            response.setHeader("Link", link.apply(receipt));
            // as often as there are entries: who loops does not fill the log either
            LOG.info(
                    "event=caller-refused partner={} code={} rule={}",
                    rejection.caller().partner(),
                    refused.code().code(),
                    rejection.grounds().rule());
        });
    }
}
