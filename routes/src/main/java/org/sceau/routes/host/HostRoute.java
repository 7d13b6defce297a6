package org.sceau.routes.host;

import org.apache.camel.model.ProcessorDefinition;
import org.sceau.routes.deliver.DeliveryRoute;
import org.sceau.routes.deliver.DeliverySteps;
import org.sceau.transfer.PartnerId;

/** A transfer's ciphertext is deposited in an accredited hosting store. */
public final class HostRoute extends DeliveryRoute {
    private final DepositObjects deposit;

    /** The route to {@code store}, with so many deposits at the same time. */
    public HostRoute(PartnerId store, int workers, DeliverySteps steps, DepositObjects deposit) {
        super("host", "Deposits ciphertext in the hosting store", store, workers, steps);
        this.deposit = deposit;
    }

    @Override
    protected ProcessorDefinition<?> steps(ProcessorDefinition<?> decided) {
        return decided.bean(deposit).id(id("deposit"));
    }
}
