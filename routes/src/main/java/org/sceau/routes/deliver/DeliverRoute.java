package org.sceau.routes.deliver;

import org.apache.camel.builder.RouteBuilder;
import org.sceau.routes.Endpoints;
import org.sceau.routes.Failures;
import org.sceau.transfer.PartnerId;

/** ITI-65 as Document Source: a transfer goes to one recipient's own FHIR endpoint. One route per recipient. */
public final class DeliverRoute extends RouteBuilder {
    private final PartnerId recipient;
    private final int workers;
    private final DeliverySteps steps;
    private final PrepareRequest prepare;
    private final SendRequest send;
    private final JudgeAnswer judge;
    private final ReconcileOutcome reconcile;

    /** The route to {@code recipient}, with so many attempts at the same time. */
    public DeliverRoute(
            PartnerId recipient,
            int workers,
            DeliverySteps steps,
            PrepareRequest prepare,
            SendRequest send,
            JudgeAnswer judge,
            ReconcileOutcome reconcile) {
        this.recipient = recipient;
        this.workers = workers;
        this.steps = steps;
        this.prepare = prepare;
        this.send = send;
        this.judge = judge;
        this.reconcile = reconcile;
    }

    @Override
    public void configure() {
        // @formatter:off
        from(Endpoints.deliver(recipient, workers))
                .routeId("deliver-" + recipient)
                .routeConfigurationId(Failures.DELIVERY)
                .routeDescription("Delivers transfers to the FHIR endpoint of " + recipient)
                .bean(steps.takeUp())
                .id("take-up-" + recipient)
                .filter(body().isInstanceOf(Taken.Up.class))
                .id("only-claimed-" + recipient)
                .bean(steps.decide())
                .id("decide-again-" + recipient)
                .bean(prepare)
                .id("prepare-" + recipient)
                .bean(send)
                .id("send-" + recipient)
                .bean(judge)
                .id("judge-" + recipient)
                .bean(reconcile)
                .id("reconcile-" + recipient)
                .bean(steps.record())
                .id("record-attempt-" + recipient)
                .end();
        // @formatter:on
    }
}
