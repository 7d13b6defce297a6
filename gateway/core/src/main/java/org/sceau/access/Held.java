package org.sceau.access;

import java.util.Set;
import org.sceau.document.DocumentCodes;
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
 * @param codes its type, class, confidentiality and visibility
 */
public record Held(
        TransferId transfer, RouteId route, PartnerId sender, Set<PartnerId> recipients, DocumentCodes codes) {

    /** Copies its set. */
    public Held {
        recipients = Set.copyOf(recipients);
    }
}
