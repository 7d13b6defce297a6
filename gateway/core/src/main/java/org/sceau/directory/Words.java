package org.sceau.directory;

import java.util.Optional;
import java.util.regex.Pattern;

/** Texts of entries: short, on one line, so that an entry is a line of a snapshot as it stands. */
final class Words {
    private static final int MOST_CHARACTERS = 300;
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029]+");
    private static final Pattern LINE = Pattern.compile("[^\\p{Cntrl}\\u2028\\u2029]*");

    private Words() {}

    /** The text without outer blanks, control characters made blanks; empty when nothing is left or it is too long. */
    static Optional<String> clean(String text) {
        String clean = CONTROL.matcher(text).replaceAll(" ").strip();
        return clean.isEmpty() || clean.length() > MOST_CHARACTERS ? Optional.empty() : Optional.of(clean);
    }

    /** Throws IllegalArgumentException for a text that is no such line. */
    static String require(String text) {
        if (text.length() > MOST_CHARACTERS || !LINE.matcher(text).matches()) {
            throw new IllegalArgumentException("a text of at most " + MOST_CHARACTERS + " characters on one line");
        }
        return text;
    }
}
