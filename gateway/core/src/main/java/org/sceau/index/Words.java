package org.sceau.index;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Text as a person types it, compared without case or accents (FHIR R4, search, string parameters). */
final class Words {
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private Words() {}

    static String fold(String text) {
        String plain =
                MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD)).replaceAll("");
        return SPACE.matcher(plain.toLowerCase(Locale.ROOT).strip()).replaceAll(" ");
    }

    /** Whether one of the texts, or a word of it, starts with one of the beginnings; without beginnings, yes. */
    static boolean anyStarts(List<String> texts, List<String> beginnings) {
        return beginnings.isEmpty()
                || beginnings.stream()
                        .map(Words::fold)
                        .anyMatch(
                                beginning -> texts.stream().map(Words::fold).anyMatch(text -> starts(text, beginning)));
    }

    private static boolean starts(String text, String beginning) {
        return text.startsWith(beginning) || text.contains(" " + beginning);
    }
}
