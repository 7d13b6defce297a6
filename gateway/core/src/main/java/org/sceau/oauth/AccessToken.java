package org.sceau.oauth;

import java.util.Optional;
import org.sceau.identity.Authority;
import org.sceau.identity.CardFamily;
import org.sceau.identity.Stated;
import org.sceau.identity.TokenGrant;

/**
 * An access token that counts in this session now. Made by {@link AccessTokens} only.
 *
 * @param issuer whose it is
 * @param client to whom it was issued
 * @param scopes what it covers
 * @param validity its life
 * @param stated who acts, where its issuer may say so
 * @param voucher who vouches for who acts, where it is not the partner; of our own tokens alone
 * @param family of the card with which whoever acts authorised it; of our own tokens alone
 */
public record AccessToken(
        TokenIssuer issuer,
        String client,
        Scopes scopes,
        Validity validity,
        Optional<Stated> stated,
        Optional<String> voucher,
        Optional<CardFamily> family) {

    /** What it is worth for a transaction; empty when no scope covers it. */
    public Optional<Authority> covering(Transaction transaction) {
        return scopes.cover(transaction)
                ? Optional.of(new Authority(
                        stated,
                        Optional.of(new TokenGrant(name() + "/" + transaction.scope(), issuer.holders(), family))))
                : Optional.empty();
    }

    private String name() {
        return voucher.map(by -> issuer.name() + "-" + by).orElse(issuer.name());
    }

    @Override
    public String toString() {
        return "AccessToken[" + issuer.name() + "/" + scopes + "]";
    }
}
