package org.sceau.routing.rules;

import java.util.Optional;
import java.util.Set;
import org.sceau.identity.CardFamily;
import org.sceau.identity.Identification;
import org.sceau.routing.Documented;
import org.sceau.transfer.PartnerId;

/**
 * Whom a rule is about: every part that is written must hold, and what is not known of somebody holds for no part.
 *
 * @param partners their ids
 * @param families of cards
 * @param professions codes of TRE_G15
 * @param specialties codes of savoir-faire
 * @param structures identifiers of structures
 * @param identified how the person is known
 */
public record Who(
        @Documented(what = "partners, by id", example = "[hopital]")
        Optional<Set<PartnerId>> partners,

        @Documented(what = "card families: cps, cpf, cde, cpe, cda, cpa", example = "[cps, cpf]")
        Optional<Set<CardFamily>> families,

        @Documented(what = "professions, codes of TRE_G15", example = "[\"10\"]")
        Optional<Set<String>> professions,

        @Documented(what = "specialties (savoir-faire), codes of TRE_R01", example = "[SM26]")
        Optional<Set<String>> specialties,

        @Documented(what = "structures, by identifier such as a FINESS number", example = "[\"1750000002\"]")
        Optional<Set<String>> structures,

        @Documented(
                what = "how the person is known: direct (its own certificate), indirect (the organisation's word),"
                        + " quality (not at all)",
                example = "[direct]")
        Optional<Set<Identification>> identified) {

    /** Everybody. */
    public static final Who EVERYBODY = new Who(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** Copies its sets. */
    public Who {
        partners = partners.map(Set::copyOf);
        families = families.map(Set::copyOf);
        professions = professions.map(Set::copyOf);
        specialties = specialties.map(Set::copyOf);
        structures = structures.map(Set::copyOf);
        identified = identified.map(Set::copyOf);
    }
}
