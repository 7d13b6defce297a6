package org.sceau.ledger;

import java.util.Optional;
import org.sceau.proof.Digest;
import org.sceau.routing.RouteId;
import org.sceau.transfer.DeliveryId;
import org.sceau.transfer.DeliveryState;
import org.sceau.transfer.PartnerId;
import org.sceau.transfer.TransferId;

/**
 * A delivery that has not ended, and what its recipient's recipientInfos rest on.
 *
 * @param id which
 * @param transfer of what
 * @param sender who handed it in
 * @param route on which it was accepted
 * @param recipient whom it goes to
 * @param state how it stands
 * @param suite in which its content keys are wrapped for the recipient, as in {@link ReaderSuiteUse}
 * @param certificate SHA-256 of the certificate for which they are; empty where nothing is wrapped, or nobody knows
 * @param kept whether the gateway has the content keys
 */
public record WaitingDelivery(
        DeliveryId id,
        TransferId transfer,
        PartnerId sender,
        RouteId route,
        PartnerId recipient,
        DeliveryState state,
        String suite,
        Optional<Digest> certificate,
        boolean kept) {

    /** Whether there is anything that a suite or a certificate could end for. */
    public boolean isWrapped() {
        return !suite.equals(ReaderSuiteUse.NONE);
    }
}
