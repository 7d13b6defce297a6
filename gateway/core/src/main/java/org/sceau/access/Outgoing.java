package org.sceau.access;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.sceau.document.DocumentCodes;
import org.sceau.proof.Digest;
import org.sceau.routing.RouteId;
import org.sceau.suites.Suite;
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
 * @param readers SHA-256 of the certificates for whose keys it was encrypted for the recipient, read where they are judged
 * @param wrappedIn whether it was encrypted for the recipient in suites of a set only, or not at all; asked where dates leave some out
 */
public record Outgoing(
        TransferId transfer,
        RouteId route,
        PartnerId sender,
        PartnerId recipient,
        Supplier<List<DocumentCodes>> codes,
        Supplier<Set<Digest>> readers,
        Predicate<Set<Suite>> wrappedIn) {

    /** The same, before it is encrypted for anybody. */
    Outgoing encryptedNow() {
        return new Outgoing(transfer, route, sender, recipient, codes, Set::of, _ -> true);
    }
}
