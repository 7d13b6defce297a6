package org.sceau.app.http;

import java.security.PublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.sceau.failure.FailureCode;
import org.sceau.failure.Refused;
import org.sceau.identity.Stated;
import org.sceau.oauth.Jwt;
import org.sceau.oauth.StatedClaims;
import org.sceau.oauth.Validity;
import org.sceau.suites.JoseKey;

/**
 * What a partner states of who acts for it: a JWT (RFC 7519) that bears claims of IHE IUA ({@code extensions.ihe_iua}) and that
 * the partner signed with the key of the session's certificate. Whoever holds a copy can do nothing with it: it counts in a
 * session with that certificate alone, for five minutes at most. Stateless.
 */
final class Statements {
    private static final Duration VALID_MOST = Duration.ofMinutes(5);

    private Statements() {}

    /**
     * What it states.
     *
     * @param key of the session's certificate
     * @param resource this one's address: what names somebody to be for (RFC 7519 section 4.1.3) must name it and nobody else,
     *     since a client assertion is signed with the same key and says the same of who acts
     * @param now by the gateway's clock
     * @throws Refused {@code STATEMENT_INVALID} for anything that is not such a statement in force
     */
    static Stated of(Jwt statement, PublicKey key, String resource, Instant now) {
        boolean counts = statement.intact(JoseKey.of(key))
                && (!statement.claims().has("aud") || statement.isFor(Set.of(resource)))
                && Validity.of(statement.claims(), now)
                        .filter(validity -> validity.lasts(VALID_MOST))
                        .isPresent();
        if (!counts) {
            throw new Refused(FailureCode.STATEMENT_INVALID);
        }
        return StatedClaims.read(statement.claims().path("extensions"));
    }
}
