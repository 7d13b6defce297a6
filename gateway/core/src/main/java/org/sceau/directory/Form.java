package org.sceau.directory;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What parts of entries look like; throws IllegalArgumentException for what does not. */
final class Form {
    static final int MOST_IDENTIFIERS = 16;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9.-]{1,64}");
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_.-]{1,32}");

    private Form() {}

    static List<Identifier> identifiers(List<Identifier> identifiers) {
        if (identifiers.size() > MOST_IDENTIFIERS) {
            throw new IllegalArgumentException("at most " + MOST_IDENTIFIERS + " identifiers");
        }
        return List.copyOf(identifiers);
    }

    static void id(String id) {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("an id of FHIR");
        }
    }

    static void code(Optional<String> code) {
        if (code.isPresent() && asCode(code.get()).isEmpty()) {
            throw new IllegalArgumentException("a code of 1 to 32 letters and digits");
        }
    }

    /** The code; empty when it is none. */
    static Optional<String> asCode(String text) {
        return CODE.matcher(text).matches() ? Optional.of(text) : Optional.empty();
    }
}
