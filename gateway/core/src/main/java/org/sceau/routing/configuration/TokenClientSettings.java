package org.sceau.routing.configuration;

import org.sceau.routing.Documented;
import org.sceau.transfer.PartnerId;

/**
 * With which keys a partner signs its client assertions.
 *
 * @param partner whose they are
 * @param keys JWK Set with public keys
 */
public record TokenClientSettings(
        @Documented(what = "id of the partner", example = "labo")
        PartnerId partner,

        @Documented(
                what =
                        "file with its JWK Set (RFC 7517), relative to conf/, read at the start; in place of the key of the"
                                + " session's certificate",
                example = "certificates/labo.jwks")
        FileReference keys) {}
