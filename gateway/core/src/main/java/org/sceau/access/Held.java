package org.sceau.access;

import java.util.List;
import java.util.Set;
import org.sceau.document.Coded;
import org.sceau.routing.RouteId;
import org.sceau.transfer.PartnerId;
import org.sceau.transfer.TransferId;

/**
 * A document that the gateway holds, as far as the decision to show or give it needs it. Names no patient.
 *
 * @param transfer with which it came
 * @param route on which it was accepted
 * @param sender who handed it in
 * @param recipients whom it was accepted for
 * @param securityLabel its confidentiality and visibility codes
 */
public record Held(
        TransferId transfer, RouteId route, PartnerId sender, Set<PartnerId> recipients, List<Coded> securityLabel) {

    /** Copies its collections. */
    public Held {
        recipients = Set.copyOf(recipients);
        securityLabel = List.copyOf(securityLabel);
    }
}
