package org.sceau.identity;

import java.util.Optional;

/**
 * Who acts for a partner, how that is known, and what for.
 *
 * @param identification how the person is known
 * @param specialty savoir-faire, code of TRE_R38 and its like, where one is stated
 * @param purpose what for
 * @param breakGlass the reason stated for breaking the glass, a word that a rule knows; never a text
 * @param shown whether entries and receipts say who: false where a rule asks for quality alone
 */
public record Acting(
        Identification identification,
        Optional<String> specialty,
        Purpose purpose,
        Optional<String> breakGlass,
        boolean shown) {

    /** An organisation that states neither person nor purpose. */
    public static final Acting ORGANISATION =
            new Acting(Identification.QUALITY, Optional.empty(), Purpose.UNSTATED, Optional.empty(), true);

    /** A person with a certificate of its own that states no purpose. */
    public static final Acting PERSON =
            new Acting(Identification.DIRECT, Optional.empty(), Purpose.UNSTATED, Optional.empty(), true);

    /** The same without saying who. */
    public Acting unnamed() {
        return new Acting(identification, specialty, purpose, breakGlass, false);
    }
}
