package org.sceau.trust;

import java.util.List;
import java.util.Optional;
import org.sceau.identity.CardFamily;
import org.sceau.identity.ProfessionalQuality;

/**
 * What a certificate proves of its holder's quality.
 *
 * @param families card families that fit, the first of which is meant where nothing tells them apart; none where it is no
 *     person's card
 * @param profession code of TRE_G15
 * @param organisation identifier of the structure
 * @param card whether it looks like a person's card, be its issuer believed or not, and clear or not which: whoever holds one
 *     acts for itself
 */
public record ProvedQuality(
        List<CardFamily> families, Optional<String> profession, Optional<String> organisation, boolean card) {

    /** Copies its list. */
    public ProvedQuality {
        families = List.copyOf(families);
    }

    /** The recorded family, unless the certificate proves another. */
    public Optional<CardFamily> family(Optional<CardFamily> recorded) {
        return families.isEmpty() || recorded.filter(families::contains).isPresent()
                ? recorded
                : Optional.of(families.getFirst());
    }

    /** Of a holder of whom nothing is recorded. */
    public ProfessionalQuality unrecorded() {
        return new ProfessionalQuality(family(Optional.empty()), profession, organisation);
    }
}
