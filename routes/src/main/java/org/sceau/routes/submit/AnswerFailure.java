package org.sceau.routes.submit;

import java.util.List;
import java.util.Optional;
import org.apache.camel.ExchangeException;
import org.apache.camel.Handler;
import org.sceau.failure.FailureCode;
import org.sceau.failure.GatewayException;
import org.sceau.failure.Issue;
import org.sceau.failure.Refused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Failure policy for what is not a judged submission: a sender we do not know (counted, not journaled), a gateway that is
 * too busy or cannot store, or a fault of ours. The text of an exception goes nowhere: it may quote what was sent.
 */
public final class AnswerFailure {
    private static final Logger LOG = LoggerFactory.getLogger(AnswerFailure.class);

    /** The answer. */
    @Handler
    public Answer answer(@ExchangeException Exception failure) {
        return switch (failure) {
            case Refused refused -> {
                LOG.info("event=request-refused code={}", refused.code().code());
                yield new Answer.Rejection(refused.issues(), Optional.empty());
            }
            case GatewayException known -> {
                LOG.warn("event=submission-deferred code={}", known.code().code());
                yield new Answer.Rejection(List.of(Issue.of(known.code())), Optional.empty());
            }
            default -> {
                StackTraceElement[] trace = failure.getStackTrace();
                LOG.error(
                        "event=submission-broken kind={} at={}",
                        failure.getClass().getName(),
                        trace.length == 0 ? "unknown" : trace[0]);
                yield new Answer.Rejection(List.of(Issue.of(FailureCode.INTERNAL)), Optional.empty());
            }
        };
    }
}
