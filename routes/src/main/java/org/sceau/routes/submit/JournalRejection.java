package org.sceau.routes.submit;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.ExchangeException;
import org.apache.camel.Handler;
import org.sceau.failure.FailureCode;
import org.sceau.failure.Refused;
import org.sceau.ledger.Rejection;
import org.sceau.transfer.ReceiptId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Failure policy: a refused submission leaves its entry in the journal and nothing else; the sender gets the reasons. */
public final class JournalRejection {
    private static final Logger LOG = LoggerFactory.getLogger(JournalRejection.class);

    private final Rejections rejections;

    /** Records in {@code rejections}. */
    public JournalRejection(Rejections rejections) {
        this.rejections = rejections;
    }

    /** The answer; without receipt when the journal could not take the entry, or takes it with others as one; that makes it no acceptance. */
    @Handler
    public Answer journal(@ExchangeException SubmissionRejected refused) {
        Rejection rejection = refused.rejection();
        LOG.info(
                "event=submission-refused transfer={} partner={} code={} rule={}",
                refused.transfer(),
                rejection.caller().partner(),
                refused.code().code(),
                rejection.grounds().rule());
        return new Answer.Rejection(refused.issues(), rejections.receipt(rejection));
    }

    /** The recorder, as far as rejections go. */
    @FunctionalInterface
    public interface Rejections {
        /** {@link org.sceau.ledger.Recorder#refuse}. */
        CompletableFuture<ReceiptId> refuse(Rejection rejection);

        /** Its receipt, once it is entered; empty when it could not be, or is entered with others as one. */
        default Optional<ReceiptId> receipt(Rejection rejection) {
            try {
                return Optional.of(refuse(rejection).join());
            } catch (
                    RuntimeException
                            e) { // a recorder that stops has failures of its own; the refusal goes out all the same
                if (e.getCause() instanceof Refused held && held.code() == FailureCode.RATE_LIMITED) {
                    return Optional.empty(); // counted, and entered with others as one
                }
                LOG.warn(
                        "event=rejection-not-journaled partner={} code={}",
                        rejection.caller().partner(),
                        rejection.reasons().getFirst().code());
                return Optional.empty();
            }
        }
    }
}
