package org.sceau.routes;

import org.apache.camel.builder.RouteConfigurationBuilder;
import org.sceau.routes.deliver.AttemptFailures;
import org.sceau.routes.submit.SubmissionFailures;

/**
 * What happens when a step fails, for all routes. Three classes: refused (the sender's fault: journaled, answered, never
 * retried), deferred (a peer, the broker or the ledger is down: the ledger's back-off and the sweeper retry), broken (our
 * fault: parked, logged as an error). Every answer is made here or by the last step, so a failure is always handled.
 */
public final class Failures extends RouteConfigurationBuilder {
    /** The policy of routes that answer a sender. */
    public static final String SUBMISSION = "submission-failures";

    /** The policy of routes that deliver. */
    public static final String DELIVERY = "delivery-failures";

    private final SubmissionFailures submission;
    private final AttemptFailures delivery;

    /** The policies over their steps. */
    public Failures(SubmissionFailures submission, AttemptFailures delivery) {
        this.submission = submission;
        this.delivery = delivery;
    }

    @Override
    public void configuration() {
        // @formatter:off
        var submissions = routeConfiguration(SUBMISSION);
        submissions
                .onException(submission.rejected())
                .handled(true)
                .bean(submission.discard())
                .id("discard-rejected")
                .bean(submission.journal())
                .id("journal-rejection");
        submissions
                .onException(Exception.class)
                .handled(true)
                .bean(submission.discard())
                .id("discard-failed")
                .bean(submission.answer())
                .id("answer-failure");

        var deliveries = routeConfiguration(DELIVERY);
        deliveries
                .onException(delivery.settled())
                .handled(true)
                .bean(delivery.settle())
                .id("settle-forbidden")
                .bean(delivery.record())
                .id("record-forbidden");
        deliveries
                .onException(Exception.class)
                .handled(true)
                .bean(delivery.setAside())
                .id("set-aside-broken");
        // @formatter:on
    }
}
