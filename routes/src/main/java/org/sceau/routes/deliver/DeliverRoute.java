package org.sceau.routes.deliver;

import org.apache.camel.model.ProcessorDefinition;
import org.sceau.transfer.PartnerId;

/** ITI-65 as Document Source: a transfer goes to one recipient's own FHIR endpoint. */
public final class DeliverRoute extends DeliveryRoute {
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
        super("deliver", "Delivers transfers to the FHIR endpoint of", recipient, workers, steps);
        this.prepare = prepare;
        this.send = send;
        this.judge = judge;
        this.reconcile = reconcile;
    }

    @Override
    protected ProcessorDefinition<?> steps(ProcessorDefinition<?> decided) {
        // @formatter:off
        return decided.bean(prepare)
                .id(id("prepare"))
                .bean(send)
                .id(id("send"))
                .bean(judge)
                .id(id("judge"))
                .bean(reconcile)
                .id(id("reconcile"));
        // @formatter:on
    }
}
