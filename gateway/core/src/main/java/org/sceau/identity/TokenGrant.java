package org.sceau.identity;

import java.util.Optional;
import java.util.Set;
import org.sceau.transfer.PartnerId;

/**
 * That an access token, bound to this session's certificate, covers what is asked. It narrows what its holder may do and gives
 * no right.
 *
 * @param scope who issued it and the transaction that it covers, such as {@code own/ITI-67}; stands in entries, beside ids of full
 *     length, and is 28 characters long at most
 * @param holders for whom its issuer may issue; anybody else's token counts for nothing
 * @param family of the card with which whoever acts authorised it, in a session of their own here
 */
public record TokenGrant(String scope, Set<PartnerId> holders, Optional<CardFamily> family) {
    /** Copies its set. */
    public TokenGrant {
        holders = Set.copyOf(holders);
    }
}
