package org.sceau.document;

import com.fasterxml.jackson.databind.JsonNode;
import org.sceau.failure.FailureCode;

/** Cardinalities that a profile adds to FHIR's. */
final class Required {
    private Required() {}

    /** 1..: each of the names must be there. */
    static void present(JsonNode node, Place place, Findings findings, String... names) {
        for (String name : names) {
            if (!node.has(name)) {
                findings.add(FailureCode.ELEMENT_REQUIRED, place, name);
            }
        }
    }

    /** 0..0: none of the names may be there. */
    static void absent(JsonNode node, Place place, Findings findings, String... names) {
        for (String name : names) {
            if (node.has(name) || node.has("_" + name)) {
                findings.add(FailureCode.ELEMENT_FORBIDDEN, place.child(name), name);
            }
        }
    }

    /** ..1 for what FHIR lets repeat. */
    static void atMostOne(JsonNode node, Place place, Findings findings, String... names) {
        for (String name : names) {
            if (node.path(name).size() > 1) {
                findings.add(FailureCode.ELEMENT_REPEATED, place.child(name), "1 " + name);
            }
        }
    }

    /** An extension: how often, and that it has the value it must have. */
    static void extension(
            JsonNode node, Place place, Findings findings, String name, String value, int least, int most) {
        int count = 0;
        for (int i = 0; i < node.path("extension").size(); i++) {
            JsonNode extension = node.path("extension").path(i);
            if (Fhir.text(extension, "url").equals(Fhir.MHD + name)) {
                count++;
                if (!extension.has(value)) {
                    findings.add(FailureCode.ELEMENT_REQUIRED, place.child("extension", i), value);
                }
            }
        }
        if (count < least) {
            findings.add(FailureCode.ELEMENT_REQUIRED, place, "extension " + name);
        }
        if (count > most) {
            findings.add(FailureCode.ELEMENT_REPEATED, place, most + " extension " + name);
        }
    }
}
