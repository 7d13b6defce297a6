package org.sceau.oauth;

import org.sceau.routing.Partner;
import org.sceau.routing.PersonalClient;

/**
 * A request for a person's authorization (RFC 6749 section 4.1.1, RFC 7636) that may be put to the person. Made by
 * {@link AuthorizationRequests} only. Tells nothing in toString.
 *
 * @param client whose application asks
 * @param application as it is registered
 * @param redirectUri one of its own, to which the answer goes
 * @param state sent back with the answer
 * @param scopes what is asked for, within the client's rights and the person's
 * @param challenge S256 of the verifier that only the asking application knows
 */
public record AuthorizationRequest(
        Partner client, PersonalClient application, String redirectUri, String state, Scopes scopes, String challenge) {
    @Override
    public String toString() {
        return "AuthorizationRequest[" + client.id() + "]";
    }
}
