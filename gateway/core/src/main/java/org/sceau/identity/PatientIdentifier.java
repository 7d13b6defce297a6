package org.sceau.identity;

/**
 * A patient's identifier in its system, such as an INS. Patient data: {@link #toString()} gives nothing away.
 *
 * @param system the URI of the naming system
 * @param value the identifier
 */
public record PatientIdentifier(String system, String value) {

    /** Throws IllegalArgumentException when a part is blank. */
    public PatientIdentifier {
        if (system.isBlank() || value.isBlank()) {
            throw new IllegalArgumentException("a patient identifier needs system and value");
        }
    }

    @Override
    public String toString() {
        return "PatientIdentifier[withheld]";
    }
}
