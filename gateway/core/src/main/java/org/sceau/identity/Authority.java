package org.sceau.identity;

import java.util.Optional;

/**
 * What a request brings beside the certificate of its session.
 *
 * @param stated who acts, as the partner or an issuer of tokens states it
 * @param token that an access token covers it; absent where none was sent and none is asked for
 */
public record Authority(Optional<Stated> stated, Optional<TokenGrant> token) {
    /** Nothing beside it. */
    public static final Authority NONE = stating(Optional.empty());

    /** No token. */
    public static Authority stating(Optional<Stated> stated) {
        return new Authority(stated, Optional.empty());
    }
}
