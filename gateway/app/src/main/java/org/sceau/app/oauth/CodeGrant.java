package org.sceau.app.oauth;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.sceau.identity.Caller;
import org.sceau.oauth.AuthorizationCodes;
import org.sceau.oauth.NewToken;
import org.sceau.oauth.OwnTokens;
import org.sceau.oauth.PersonalGrant;
import org.sceau.oauth.StatedUntil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code grant_type=authorization_code} (RFC 6749 section 4.1.3, RFC 7636 section 4.5). Thread-safe. */
final class CodeGrant {
    private static final Logger LOG = LoggerFactory.getLogger(CodeGrant.class);

    private final AuthorizationCodes codes;
    private final Duration life;

    /**
     * Redeems these codes.
     *
     * @param life of a token: as long is believed who was there
     */
    CodeGrant(AuthorizationCodes codes, Duration life) {
        this.codes = codes;
        this.life = life;
    }

    /**
     * The token that a code is for, bound to the session that redeems it; throws {@link RefusedGrant}.
     *
     * @param asserted what the client says of who acts: the person said it, so nothing may be said beside
     */
    NewToken token(Caller client, Form form, Optional<StatedUntil> asserted, Instant now) {
        if (asserted.isPresent()) {
            throw new RefusedGrant(
                    OAuthError.INVALID_REQUEST, "the code says who acts, so an assertion beside it must not");
        }
        String code =
                form.value("code").orElseThrow(() -> new RefusedGrant(OAuthError.INVALID_REQUEST, "code is missing"));
        // what is left out fits nothing: a code that was shown is used up either way
        AuthorizationCodes.Redeemed redeemed = codes.redeem(
                code,
                client.partner(),
                form.value("redirect_uri").orElse(""),
                form.value("code_verifier").orElse(""),
                now);
        return switch (redeemed) {
            case AuthorizationCodes.Redeemed.Granted(PersonalGrant grant, String id) ->
                new NewToken(
                        client.partner(),
                        client.thumbprint(),
                        grant.scopes(),
                        Optional.of(new StatedUntil(grant.person(), now.plus(life))),
                        Optional.of(OwnTokens.CERTIFICATE),
                        grant.family(),
                        Optional.of(id));
            case AuthorizationCodes.Redeemed.Refused(AuthorizationCodes.Fault fault) -> {
                LOG.warn("event=authorization-code-refused partner={} fault={}", client.partner(), fault);
                throw new RefusedGrant(
                        OAuthError.INVALID_GRANT,
                        "this code does not count here, or with this redirect_uri and code_verifier");
            }
        };
    }
}
