package org.sceau.routes.host;

import org.apache.camel.builder.RouteBuilder;
import org.sceau.routes.Endpoints;
import org.sceau.routes.Failures;
import org.sceau.routes.deliver.DeliverySteps;
import org.sceau.routes.deliver.Taken;
import org.sceau.transfer.PartnerId;

/** A transfer's ciphertext is deposited in an accredited hosting store. One route per store. */
public final class HostRoute extends RouteBuilder {
    private final PartnerId store;
    private final int workers;
    private final DeliverySteps steps;
    private final DepositObjects deposit;

    /** The route to {@code store}, with so many deposits at the same time. */
    public HostRoute(PartnerId store, int workers, DeliverySteps steps, DepositObjects deposit) {
        this.store = store;
        this.workers = workers;
        this.steps = steps;
        this.deposit = deposit;
    }

    @Override
    public void configure() {
        // @formatter:off
        from(Endpoints.deliver(store, workers))
                .routeId("host-" + store)
                .routeConfigurationId(Failures.DELIVERY)
                .routeDescription("Deposits ciphertext in the hosting store " + store)
                .bean(steps.takeUp())
                .id("take-up-" + store)
                .filter(body().isInstanceOf(Taken.Up.class))
                .id("only-claimed-" + store)
                .bean(steps.decide())
                .id("decide-again-" + store)
                .bean(deposit)
                .id("deposit-" + store)
                .bean(steps.record())
                .id("record-attempt-" + store)
                .end();
        // @formatter:on
    }
}
