package org.sceau.failure;

import java.util.List;
import java.util.Optional;

/**
 * One thing that is wrong with what was sent, and where.
 *
 * @param code from the catalogue
 * @param expression FHIRPath, or byte offset, of the place; empty when the whole is meant
 * @param arguments for the hint of the catalogue's text: names of elements, profiles, limits and the gateway's own
 *     settings. MUST NOT hold a value from a document or its metadata
 */
public record Issue(FailureCode code, Optional<String> expression, List<String> arguments) {

    /** Copies its lists. */
    public Issue {
        arguments = List.copyOf(arguments);
    }

    /** An issue of the whole request. */
    public static Issue of(FailureCode code, String... arguments) {
        return new Issue(code, Optional.empty(), List.of(arguments));
    }

    /** An issue at a place. */
    public static Issue at(FailureCode code, String expression, String... arguments) {
        return new Issue(code, Optional.of(expression), List.of(arguments));
    }
}
