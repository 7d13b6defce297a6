package org.sceau.trust;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One way to read a part of a professional quality from a certificate. The text at {@code source} must match
 * {@code pattern} as a whole; its first group, or the whole where there is none, is the result, by way of {@code table} if
 * that is not empty.
 *
 * @param source where the text stands
 * @param part what it gives
 * @param pattern what the text must look like
 * @param table from lower-case text to code; a text that is not in it gives nothing
 */
public record QualityRule(Source source, Part part, Pattern pattern, Map<String, String> table) {

    /** Copies the table. */
    public QualityRule {
        table = Map.copyOf(table);
    }

    /** Where a text stands. */
    public sealed interface Source {
        /**
         * An attribute of the subject, in whichever relative name, alone or with others.
         *
         * @param oid of the attribute type, for example {@code 2.5.4.12} for title
         */
        record Subject(String oid) implements Source {}

        /**
         * An extension whose value is a DER string or integer.
         *
         * @param oid of the extension
         */
        record Extension(String oid) implements Source {}
    }

    /** The parts of a quality. */
    public enum Part {
        /** Name of a {@link org.sceau.identity.CardFamily}. */
        FAMILY,
        /** Code of TRE_G15. */
        PROFESSION,
        /** Identifier of a structure. */
        ORGANISATION
    }

    Optional<String> read(String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String found = matcher.groupCount() > 0 ? matcher.group(1) : matcher.group();
        if (found == null || table.isEmpty()) {
            return Optional.ofNullable(found);
        }
        return Optional.ofNullable(table.get(found.toLowerCase(Locale.FRENCH)));
    }
}
