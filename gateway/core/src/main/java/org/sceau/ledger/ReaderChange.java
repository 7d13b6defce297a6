package org.sceau.ledger;

import java.util.Map;
import java.util.Set;
import org.sceau.transfer.PartnerId;

/**
 * RecipientInfos made anew.
 *
 * @param delivery of which
 * @param wraps the new one for each object, by its number, all for one certificate of the recipient
 * @param clear recipients who are sent no envelope, so that it binds nothing whether something was sent to them
 */
public record ReaderChange(WaitingDelivery delivery, Map<Integer, ReaderWrap> wraps, Set<PartnerId> clear) {
    /** Copies both. */
    public ReaderChange {
        wraps = Map.copyOf(wraps);
        clear = Set.copyOf(clear);
    }
}
