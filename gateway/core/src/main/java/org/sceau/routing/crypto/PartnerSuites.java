package org.sceau.routing.crypto;

import java.util.Set;
import org.sceau.routing.Documented;
import org.sceau.transfer.PartnerId;

/**
 * What a partner is encrypted for in, and nothing else.
 *
 * @param partner whom
 * @param encrypting the suites, at least one
 */
public record PartnerSuites(
        @Documented(what = "id of the partner", example = "hopital")
        PartnerId partner,

        @Documented(
                what =
                        "the suites in which is encrypted for it; submissions for it are refused while its certificate is of another;"
                                + " for the other recipients of a submission the same content keys are wrapped in their own suites",
                example = "[reader-mlkem768-p256-1]")
        Set<ReaderSuite> encrypting) {

    /** Copies its set. */
    public PartnerSuites {
        encrypting = Set.copyOf(encrypting);
        if (encrypting.isEmpty()) {
            throw new IllegalArgumentException("at least one suite, or no line for the partner");
        }
    }
}
