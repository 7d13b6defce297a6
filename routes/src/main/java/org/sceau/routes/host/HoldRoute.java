package org.sceau.routes.host;

import org.apache.camel.model.ProcessorDefinition;
import org.sceau.routes.deliver.DeliveryRoute;
import org.sceau.routes.deliver.DeliverySteps;
import org.sceau.transfer.PartnerId;

/** A transfer is available to a recipient that pulls (ITI-67, ITI-68). */
public final class HoldRoute extends DeliveryRoute {
    private final MakeAvailable available;

    /** The route to the inbox of {@code recipient}, with so many transfers at the same time. */
    public HoldRoute(PartnerId recipient, int workers, DeliverySteps steps, MakeAvailable available) {
        super("hold", "Makes transfers available in the inbox of", recipient, workers, steps);
        this.available = available;
    }

    @Override
    protected ProcessorDefinition<?> steps(ProcessorDefinition<?> decided) {
        return decided.bean(available).id(id("make-available"));
    }
}
