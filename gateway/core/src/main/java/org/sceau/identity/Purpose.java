package org.sceau.identity;

import java.util.Optional;

/** What for somebody acts: codes of HL7 v3-ActReason (PurposeOfUse), and the three of the French VIHF. */
public enum Purpose {
    /** Nothing was stated. */
    UNSTATED,
    /** Treatment; {@code normal} of the VIHF. */
    TREAT,
    /** Emergency treatment; {@code urgence} of the VIHF. */
    ETREAT,
    /** Break the glass; {@code bris_de_glace} of the VIHF. */
    BTG,
    /** At the patient's request. */
    PATRQT,
    /** Payment. */
    HPAYMT,
    /** Operation of care. */
    HOPERAT,
    /** Research. */
    HRESCH,
    /** Public health. */
    PUBHLTH;

    /** The code system of HL7. */
    public static final String ACT_REASON = "http://terminology.hl7.org/CodeSystem/v3-ActReason";

    /** The code system of the VIHF. */
    public static final String VIHF = "urn:oid:1.2.250.1.213.1.1.4.248";

    /** The purpose that a code names; empty for one that is not known: it gives no right. */
    public static Optional<Purpose> of(String system, String code) {
        return switch (system) {
            case ACT_REASON, "urn:oid:2.16.840.1.113883.5.8" -> ofActReason(code);
            case VIHF ->
                switch (code) {
                    case "normal" -> Optional.of(TREAT);
                    case "urgence" -> Optional.of(ETREAT);
                    case "bris_de_glace" -> Optional.of(BTG);
                    default -> Optional.empty();
                };
            default -> Optional.empty();
        };
    }

    private static Optional<Purpose> ofActReason(String code) {
        for (Purpose purpose : values()) {
            if (purpose != UNSTATED && purpose.name().equals(code)) {
                return Optional.of(purpose);
            }
        }
        return Optional.empty();
    }
}
