package org.sceau.routing;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.sceau.identity.CardFamily;
import org.sceau.identity.ProfessionalQuality;

/**
 * The professional quality that the operator's directory records for a partner.
 *
 * @param family of its cards
 * @param profession code of TRE_G15
 * @param organisation identifier of the structure
 */
public record Quality(
        @Documented(what = "card family: cps, cpf, cde, cpe, cda or cpa", example = "cpe")
        Optional<CardFamily> family,

        @Documented(what = "profession, code of TRE_G15", example = "\"10\"")
        Optional<String> profession,

        @Documented(what = "identifier of the structure, such as its FINESS number", example = "\"1750000002\"")
        Optional<String> organisation) {

    private static final Pattern WORD = Pattern.compile("[\\x20-\\x7e]{1,60}");

    /** Throws IllegalArgumentException for a code that does not fit in a receipt. */
    public Quality {
        if (!Stream.concat(profession.stream(), organisation.stream())
                .allMatch(word -> WORD.matcher(word).matches())) {
            throw new IllegalArgumentException("codes of 1 to 60 characters without accents");
        }
    }

    /** As callers carry it. */
    public ProfessionalQuality asQuality() {
        return new ProfessionalQuality(family, profession, organisation);
    }
}
