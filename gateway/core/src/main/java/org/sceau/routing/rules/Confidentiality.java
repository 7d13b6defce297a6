package org.sceau.routing.rules;

import java.util.Optional;

/** Codes of HL7 v3-Confidentiality, in words; a document may have several. */
public enum Confidentiality {
    /** U. */
    UNRESTRICTED,
    /** L. */
    LOW,
    /** M. */
    MODERATE,
    /** N. */
    NORMAL,
    /** R. */
    RESTRICTED,
    /** V. */
    VERY_RESTRICTED,
    /** The document has no such code. */
    UNLABELLED;

    /** Whether codes of this system are confidentiality codes. */
    public static boolean isSystem(String system) {
        return switch (system) {
            case "http://terminology.hl7.org/CodeSystem/v3-Confidentiality",
                    "http://hl7.org/fhir/v3/Confidentiality", // its name in FHIR STU3
                    "urn:oid:2.16.840.1.113883.5.25" -> true;
            default -> false;
        };
    }

    /** The word for a code; empty for an unknown one: it gives no right. */
    public static Optional<Confidentiality> of(String code) {
        return switch (code) {
            case "U" -> Optional.of(UNRESTRICTED);
            case "L" -> Optional.of(LOW);
            case "M" -> Optional.of(MODERATE);
            case "N" -> Optional.of(NORMAL);
            case "R" -> Optional.of(RESTRICTED);
            case "V" -> Optional.of(VERY_RESTRICTED);
            default -> Optional.empty();
        };
    }
}
