package org.sceau.identity;

import java.util.Optional;

/**
 * In which quality somebody acts, kept apart from who it is.
 *
 * @param family the card family, where one is proved
 * @param profession code of TRE_G15 (OID 1.2.250.1.71.1.2.7), for example {@code 10} for a physician
 * @param organisation identifier of the structure, for example a FINESS number
 */
public record ProfessionalQuality(
        Optional<CardFamily> family, Optional<String> profession, Optional<String> organisation) {

    /** No quality proved. */
    public static final ProfessionalQuality NONE =
            new ProfessionalQuality(Optional.empty(), Optional.empty(), Optional.empty());

    /** The form that entries and receipts carry: {@code family/profession/organisation}, absent parts as {@code -}. */
    public String label() {
        return family.map(Enum::name).orElse("-") + "/" + profession.orElse("-") + "/" + organisation.orElse("-");
    }
}
