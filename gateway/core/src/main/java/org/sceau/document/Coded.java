package org.sceau.document;

/** A code in its system. Displays are not kept: they may be free text. */
public record Coded(String system, String code) {

    /** {@code system|code}, as in a FHIR token search. */
    public String token() {
        return system + "|" + code;
    }
}
