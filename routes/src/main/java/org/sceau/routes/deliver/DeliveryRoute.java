package org.sceau.routes.deliver;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.ProcessorDefinition;
import org.sceau.routes.Endpoints;
import org.sceau.routes.Failures;
import org.sceau.transfer.PartnerId;

/**
 * What no way of delivery can leave out: an attempt is claimed first, decided again, and recorded last. One route per
 * recipient, whose queue it reads.
 */
public abstract class DeliveryRoute extends RouteBuilder {
    private final String verb;
    private final String description;
    private final PartnerId recipient;
    private final int workers;
    private final DeliverySteps steps;

    /**
     * A way to one recipient.
     *
     * @param verb what it does, one word: with the recipient the route's id
     * @param description what it does, for the operator; the recipient's id follows
     * @param workers attempts at the same time
     */
    protected DeliveryRoute(String verb, String description, PartnerId recipient, int workers, DeliverySteps steps) {
        this.verb = verb;
        this.description = description;
        this.recipient = recipient;
        this.workers = workers;
        this.steps = steps;
    }

    /** Puts the steps between decision and record behind {@code decided}; each takes its id from {@link #id}. */
    protected abstract ProcessorDefinition<?> steps(ProcessorDefinition<?> decided);

    /** The id of a step of this route. */
    protected final String id(String step) {
        return step + "-" + recipient;
    }

    @Override
    public final void configure() {
        // @formatter:off
        ProcessorDefinition<?> decided = from(Endpoints.deliver(recipient, workers))
                .routeId(id(verb))
                .routeConfigurationId(Failures.DELIVERY)
                .routeDescription(description + " " + recipient)
                .bean(steps.takeUp())
                .id(id("take-up"))
                .filter(body().isInstanceOf(Taken.Up.class))
                .id(id("only-claimed"))
                .bean(steps.decide())
                .id(id("decide-again"));
        steps(decided).bean(steps.record()).id(id("record-attempt"));
        // @formatter:on
    }
}
