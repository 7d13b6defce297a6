package org.sceau.app.cli;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.sceau.ledger.DeliveryLine;
import org.sceau.ledger.TransferLine;
import org.sceau.ledger.TransferQuery;
import org.sceau.transfer.DeliveryState;
import org.sceau.transfer.TransferId;

/** Waits until what the demonstration sent has reached everybody. */
final class DemoDelivery {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Set<DeliveryState> DELIVERED = Set.of(DeliveryState.CONSIGNED, DeliveryState.RELAYED);
    private static final Set<DeliveryState> HOPELESS =
            Set.of(DeliveryState.PARKED, DeliveryState.REJECTED, DeliveryState.FAILED);

    private DemoDelivery() {}

    /** The newest transfer, once every delivery of it has ended well; fails when one ends otherwise. */
    static TransferId await(RunningGateway gateway) throws Exception {
        TransferQuery newest = new TransferQuery(Optional.empty(), Optional.empty(), Optional.empty(), 1);
        long start = System.nanoTime();
        while (System.nanoTime() - start < PATIENCE.toNanos()) {
            for (TransferLine transfer :
                    gateway.ledger().transfers().list(newest).lines()) {
                for (DeliveryLine delivery : transfer.deliveries()) {
                    requireHope(delivery);
                }
                boolean good =
                        transfer.deliveries().stream().map(DeliveryLine::state).allMatch(DELIVERED::contains);
                if (good && !transfer.deliveries().isEmpty()) {
                    return transfer.id();
                }
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        throw new CommandFailed(ExitCode.FALSE, "demo.not-delivered");
    }

    private static void requireHope(DeliveryLine delivery) throws CommandFailed {
        if (HOPELESS.contains(delivery.state())) {
            throw new CommandFailed(
                    ExitCode.FALSE,
                    "demo.delivery-failed",
                    delivery.recipient().value(),
                    delivery.state(),
                    delivery.reason().orElse(""));
        }
    }
}
