package org.sceau.oauth;

import java.time.Instant;
import java.util.Optional;
import org.sceau.identity.CardFamily;
import org.sceau.identity.Stated;
import org.sceau.proof.Digest;
import org.sceau.transfer.PartnerId;

/**
 * What a person authorised. Tells nothing in toString.
 *
 * @param client whose application asked
 * @param redirectUri to which the code went
 * @param challenge that the code's verifier must fit
 * @param scopes what was granted
 * @param person who it was, in which profession, and what for
 * @param family of the person's card
 * @param certificate thumbprint of the person's
 * @param at when
 */
public record PersonalGrant(
        PartnerId client,
        String redirectUri,
        String challenge,
        Scopes scopes,
        Stated person,
        Optional<CardFamily> family,
        Digest certificate,
        Instant at) {

    /** What the request asked for, granted by this person. */
    public static PersonalGrant of(
            AuthorizationRequest request, Stated person, Optional<CardFamily> family, Digest certificate, Instant at) {
        return new PersonalGrant(
                request.client().id(),
                request.redirectUri(),
                request.challenge(),
                request.scopes(),
                person,
                family,
                certificate,
                at);
    }

    @Override
    public String toString() {
        return "PersonalGrant[" + client + "]";
    }
}
