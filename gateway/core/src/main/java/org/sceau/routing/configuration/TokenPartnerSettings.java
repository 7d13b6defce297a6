package org.sceau.routing.configuration;

import java.util.Optional;
import org.sceau.routing.Documented;
import org.sceau.transfer.PartnerId;

/**
 * To whom the gateway issues tokens.
 *
 * @param partner whom
 * @param scopes what its tokens may cover at most; whatever its rights allow where absent
 */
public record TokenPartnerSettings(
        @Documented(
                what = "id of the partner, which may stand alone in place of both keys",
                example = "labo",
                alone = true)
        PartnerId partner,

        @Documented(
                what =
                        "scopes that its tokens may carry at most, as they are asked for (a name of IHE does not stand for"
                                + " SMART's); of what it asks beyond them it is granted the rest, or refused (invalid_scope)",
                example = "ITI-67 system/DocumentReference.rs")
        Optional<String> scopes) {}
