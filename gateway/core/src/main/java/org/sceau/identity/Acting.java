package org.sceau.identity;

import java.util.Optional;

/**
 * Who acts for a partner, how that is known, and what for. Holds a professional's identifier: toString does not tell it.
 *
 * @param identification how the person is known
 * @param person national identifier of the professional whom the partner names
 * @param specialty savoir-faire, code of TRE_R01, where one is proved or stated
 * @param purpose what for
 * @param breakGlass the reason stated for breaking the glass, a word that a rule knows; never a text
 * @param shown whether entries and receipts say who: false where a rule asks for quality alone
 */
public record Acting(
        Identification identification,
        Optional<String> person,
        Optional<String> specialty,
        Purpose purpose,
        Optional<String> breakGlass,
        boolean shown) {

    /** An organisation that states neither person nor purpose. */
    public static final Acting ORGANISATION = of(Identification.QUALITY);

    /** A person with a certificate of its own that states no purpose. */
    public static final Acting PERSON = of(Identification.DIRECT);

    private static Acting of(Identification identification) {
        return new Acting(identification, Optional.empty(), Optional.empty(), Purpose.UNSTATED, Optional.empty(), true);
    }

    /** The same as the partner states it. */
    public Acting stating(Stated stated) {
        Identification how = stated.person().isPresent() ? Identification.INDIRECT : identification;
        return new Acting(how, stated.person(), stated.specialty(), stated.purpose(), stated.breakGlass(), shown);
    }

    /** The same with this specialty. */
    public Acting in(Optional<String> ofSpecialty) {
        return new Acting(identification, person, ofSpecialty, purpose, breakGlass, shown);
    }

    /** The same without saying who. */
    public Acting unnamed() {
        return new Acting(identification, Optional.empty(), specialty, purpose, breakGlass, false);
    }

    @Override
    public String toString() {
        return "Acting[" + identification + "]";
    }
}
