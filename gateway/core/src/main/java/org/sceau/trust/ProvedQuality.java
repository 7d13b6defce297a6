package org.sceau.trust;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sceau.identity.CardFamily;
import org.sceau.identity.ProfessionalQuality;
import org.sceau.identity.Provenance;

/**
 * What a certificate proves of its holder's quality, with what a directory adds to it.
 *
 * @param families card families that fit, the first of which is meant where nothing tells them apart; none where it is no
 *     person's card
 * @param profession code of TRE_G15
 * @param specialty code of TRE_R01
 * @param organisation identifier of the structure
 * @param card whether it looks like a person's card, be its issuer believed or not, and clear or not which: whoever holds one
 *     acts for itself
 * @param registered the parts that are the directory's word
 */
public record ProvedQuality(
        List<CardFamily> families,
        Optional<String> profession,
        Optional<String> specialty,
        Optional<String> organisation,
        boolean card,
        Set<QualityRule.Part> registered) {

    /** Copies list and set. */
    public ProvedQuality {
        families = List.copyOf(families);
        registered = Set.copyOf(registered);
    }

    /** The recorded family, unless the certificate proves another. */
    public Optional<CardFamily> family(Optional<CardFamily> recorded) {
        return families.isEmpty() || recorded.filter(families::contains).isPresent()
                ? recorded
                : Optional.of(families.getFirst());
    }

    /** Whose word a part is that is there. */
    public Provenance.Source whose(QualityRule.Part part) {
        return registered.contains(part) ? Provenance.Source.DIRECTORY : Provenance.Source.CERTIFICATE;
    }

    /** Of a holder of whom nothing is recorded. */
    public ProfessionalQuality unrecorded() {
        return new ProfessionalQuality(family(Optional.empty()), profession, organisation);
    }
}
