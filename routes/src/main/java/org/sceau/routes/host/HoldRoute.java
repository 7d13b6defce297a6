package org.sceau.routes.host;

import org.apache.camel.builder.RouteBuilder;
import org.sceau.routes.Endpoints;
import org.sceau.routes.Failures;
import org.sceau.routes.deliver.DeliverySteps;
import org.sceau.routes.deliver.Taken;
import org.sceau.transfer.PartnerId;

/** A transfer is available to a recipient that pulls (ITI-67, ITI-68). One route per recipient. */
public final class HoldRoute extends RouteBuilder {
    private final PartnerId recipient;
    private final DeliverySteps steps;
    private final MakeAvailable available;

    /** The route to the inbox of {@code recipient}. */
    public HoldRoute(PartnerId recipient, DeliverySteps steps, MakeAvailable available) {
        this.recipient = recipient;
        this.steps = steps;
        this.available = available;
    }

    @Override
    public void configure() {
        // @formatter:off
        from(Endpoints.deliver(recipient, 1))
                .routeId("hold-" + recipient)
                .routeConfigurationId(Failures.DELIVERY)
                .routeDescription("Makes transfers available in the inbox of " + recipient)
                .bean(steps.takeUp())
                .id("take-up-" + recipient)
                .filter(body().isInstanceOf(Taken.Up.class))
                .id("only-claimed-" + recipient)
                .bean(steps.decide())
                .id("decide-again-" + recipient)
                .bean(available)
                .id("make-available-" + recipient)
                .bean(steps.record())
                .id("record-attempt-" + recipient)
                .end();
        // @formatter:on
    }
}
