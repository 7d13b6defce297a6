package org.sceau.access;

import java.util.List;
import java.util.function.Supplier;
import org.sceau.document.DocumentCodes;
import org.sceau.routing.RouteId;
import org.sceau.transfer.PartnerId;
import org.sceau.transfer.TransferId;

/**
 * A delivery that is due, as far as the decision needs it.
 *
 * @param transfer the accepted transfer
 * @param route on which it was accepted
 * @param sender who handed it in
 * @param recipient whom it goes to
 * @param codes of its documents, read where a rule looks at them
 */
public record Outgoing(
        TransferId transfer,
        RouteId route,
        PartnerId sender,
        PartnerId recipient,
        Supplier<List<DocumentCodes>> codes) {}
