package org.sceau.routing.rules;

import java.util.Optional;

/** Visibility codes (TRE_A07-StatutVisibiliteDocument); a document may have several. */
public enum Shown {
    /** The document has no such code. */
    VISIBLE,
    /** Hidden from professionals. */
    MASQUE_PS,
    /** Not yet shown to the patient. */
    INVISIBLE_PATIENT,
    /** Not shown to the patient's legal representatives. */
    INVISIBLE_REPRESENTANTS_LEGAUX;

    /** The word for a code; empty for an unknown one: it gives no right. */
    public static Optional<Shown> of(String code) {
        return switch (code) {
            case "MASQUE_PS" -> Optional.of(MASQUE_PS);
            case "INVISIBLE_PATIENT" -> Optional.of(INVISIBLE_PATIENT);
            case "INVISIBLE_REPRESENTANTS_LEGAUX" -> Optional.of(INVISIBLE_REPRESENTANTS_LEGAUX);
            default -> Optional.empty();
        };
    }
}
