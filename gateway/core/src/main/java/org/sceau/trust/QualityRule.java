package org.sceau.trust;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sceau.identity.CardFamily;

/**
 * One way to read a part of a professional quality from a certificate. The text at {@code source} must match
 * {@code pattern} as a whole; its first group, or the whole where there is none, is the result, by way of {@code table} if
 * that is not empty.
 *
 * @param source where the text stands
 * @param part what it gives
 * @param pattern what the text must look like
 * @param families those that fit a text that matches; none where the text itself, or its code in the table, names one
 * @param table from lower-case text to code; a text that is not in it gives nothing
 * @param issuers who is believed; everybody where absent
 */
public record QualityRule(
        Source source,
        Part part,
        Pattern pattern,
        List<CardFamily> families,
        Map<String, String> table,
        Optional<Issuers> issuers) {

    private static final Pattern CODE = Pattern.compile("[\\x20-\\x7e]{1,60}");

    /** Copies list and table. */
    public QualityRule {
        families = List.copyOf(families);
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
         * An extension.
         *
         * @param oid of the extension
         * @param type of its value; one of another type says nothing
         */
        record Extension(String oid, DerType type) implements Source {}

        /** A directory, where it says one thing of the professional whom the subject names by its national identifier. */
        record Directory() implements Source {}
    }

    /** The parts of a quality. */
    public enum Part {
        /** Name of a {@link org.sceau.identity.CardFamily}. */
        FAMILY,
        /** Code of TRE_G15. */
        PROFESSION,
        /** Code of TRE_R01. */
        SPECIALTY,
        /** Identifier of a structure. */
        ORGANISATION,
        /** Number of the card; no part of the quality, and asked for oppositions. */
        CARD
    }

    /** What the texts at its source give; nothing where there are several: which of them counts nobody has said. */
    List<String> read(List<String> texts) {
        Matcher matcher = pattern.matcher(texts.size() == 1 ? texts.getFirst() : "");
        if (texts.size() != 1 || !matcher.matches()) {
            return List.of();
        }
        if (!families.isEmpty()) {
            return families.stream().map(Enum::name).toList();
        }
        String found = matcher.groupCount() > 0 ? matcher.group(1) : matcher.group();
        return Optional.ofNullable(found)
                .flatMap(text -> table.isEmpty()
                        ? Optional.of(text)
                        : Optional.ofNullable(table.get(text.toLowerCase(Locale.FRENCH))))
                .filter(QualityRule::isCode)
                .stream()
                .toList();
    }

    /** Whether one of the texts would give something if it stood alone. */
    boolean fits(List<String> texts) {
        return texts.stream().anyMatch(text -> !read(List.of(text)).isEmpty());
    }

    /** Whether it fits in an entry. */
    public static boolean isCode(String text) {
        return CODE.matcher(text).matches();
    }
}
