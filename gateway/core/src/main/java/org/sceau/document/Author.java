package org.sceau.document;

import java.util.List;

/**
 * Somebody or something that made a document, read from a contained resource or one of the same request. Matched in
 * memory only, never indexed; tells nothing in toString.
 *
 * @param family family names
 * @param given given names
 * @param organisations names of organisations
 */
public record Author(List<String> family, List<String> given, List<String> organisations) {

    /** Copies. */
    public Author {
        family = List.copyOf(family);
        given = List.copyOf(given);
        organisations = List.copyOf(organisations);
    }

    @Override
    public String toString() {
        return "Author[withheld]";
    }
}
