package org.sceau.oauth;

import java.util.Optional;
import org.sceau.identity.CardFamily;
import org.sceau.proof.Digest;
import org.sceau.transfer.PartnerId;

/**
 * What a token is issued for. Tells nothing in toString.
 *
 * @param client whose it is
 * @param session thumbprint of the certificate that it is bound to
 * @param scopes what it covers; MUST lie within the client's rights
 * @param acting who acts, where that is known
 * @param voucher who vouches for who acts, where it is not the client: into entries
 * @param family of the card with which a person authorised it
 * @param id of the token, where it is not free
 */
public record NewToken(
        PartnerId client,
        Digest session,
        Scopes scopes,
        Optional<StatedUntil> acting,
        Optional<String> voucher,
        Optional<CardFamily> family,
        Optional<String> id) {

    /** The client's own, as far as this goes. */
    public static NewToken of(PartnerId client, Digest session, Scopes scopes, Optional<StatedUntil> acting) {
        return new NewToken(client, session, scopes, acting, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Whoever was there to authorise it; the client where nobody was (RFC 9068 section 2.2). */
    String subject() {
        return voucher.filter(OwnTokens.CERTIFICATE::equals)
                .flatMap(_ -> acting)
                .flatMap(who -> who.stated().person())
                .orElse(client.value());
    }

    @Override
    public String toString() {
        return "NewToken[" + client + "]";
    }
}
