package org.sceau.routing.configuration;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.sceau.identity.CardFamily;
import org.sceau.routing.Documented;
import org.sceau.trust.DerType;
import org.sceau.trust.Issuers;
import org.sceau.trust.QualityRule;

/**
 * One way to read a part of the quality.
 *
 * @param gives the part
 * @param attribute of the subject
 * @param extension in place of an attribute
 * @param directory in place of both
 * @param pattern what the text must look like
 * @param families those that fit
 * @param table codes of texts
 * @param issuers whose word is taken
 */
public record QualityRuleSettings(
        @Documented(
                what =
                        "the part of the quality that it gives: family of card, profession (TRE_G15), specialty (TRE_R01),"
                                + " organisation (identifier of a structure); or card, its number, by which directory.cards"
                                + " opposes it",
                example = "profession")
        QualityRule.Part gives,

        @Documented(
                what = "OID of the attribute of the subject that is read; one that stands several times says nothing",
                example = "2.5.4.12")
        Optional<String> attribute,

        @Documented(
                what = "extension that is read in place of an attribute",
                example = "{oid: 1.2.250.1.71.1.2.7, type: string}")
        Optional<Extension> extension,

        @Documented(
                what = "true: asks the directory in their place, about the professional whom the certificate names; for"
                        + " profession, specialty and organisation. Where roles say two things, or a source is older"
                        + " than directory.maximum-age, it gives nothing",
                example = "true",
                defaultValue = "false")
        boolean directory,

        @Documented(
                what =
                        "regular expression that the whole text must match, at most three repetitions and one group, which is"
                                + " then what counts",
                example = "\"[0-9]{9,15}\"",
                defaultValue = "\".+\"")
        String pattern,

        @Documented(
                what =
                        "families of cards whose text matches; where there are several, the one in the partner's file, or else"
                                + " the first",
                example = "[cps, cpf]",
                defaultValue = "[]")
        List<CardFamily> families,

        @Documented(
                what = "codes of texts; with a table, a text that is not in it gives nothing",
                example = "[{text: Médecin, code: \"10\"}]",
                defaultValue = "[]")
        List<Translation> table,

        @Documented(what = "as issuers above, for this rule alone", example = "trust/issuers.pem")
        Optional<FileReference> issuers) {

    private static final Set<QualityRule.Part> ASKED =
            EnumSet.of(QualityRule.Part.PROFESSION, QualityRule.Part.SPECIALTY, QualityRule.Part.ORGANISATION);
    private static final int LONGEST_PATTERN = 200;
    /** Three over the 256 characters of a text cost milliseconds, whoever wrote it; each more costs a hundred times as much. */
    private static final int MOST_REPETITIONS = 3;
    /** Repeated groups and references back can cost without end. */
    private static final Pattern COSTLY = Pattern.compile("\\\\|\\(\\?|\\)[*+?{]|\\(.*\\(");

    private static final int MOST_CODES = 500;
    private static final Pattern OID = Pattern.compile("[0-2](?:[.](?:0|[1-9][0-9]{0,9})){1,20}");

    /**
     * Where an extension stands and how it is encoded.
     *
     * @param oid its identifier
     * @param type of its value
     */
    public record Extension(
            @Documented(what = "OID of the extension", example = "1.2.250.1.71.1.2.7")
            String oid,

            @Documented(
                    what = "DER type of its value: string (of any alphabet), integer, octet-string (read as lower-case"
                            + " hexadecimal), object-identifier; another type says nothing",
                    example = "string")
            DerType type) {}

    /**
     * A text and what it stands for.
     *
     * @param text as certificates write it
     * @param code what it means
     */
    public record Translation(
            @Documented(what = "the text, in upper or lower case", example = "Médecin")
            String text,

            @Documented(what = "its code: of TRE_G15, or the family in lower case", example = "\"10\"")
            String code) {}

    /** Throws IllegalArgumentException, which says what to write, for a rule that could not be asked or would mean nothing. */
    public QualityRuleSettings {
        families = List.copyOf(families);
        table = List.copyOf(table);
        require(
                Stream.of(attribute.isPresent(), extension.isPresent(), directory)
                                .filter(one -> one)
                                .count()
                        == 1,
                "attribute, extension or directory, one of them");
        require(
                directory
                        || attribute
                                .or(() -> extension.map(Extension::oid))
                                .filter(oid -> OID.matcher(oid).matches())
                                .isPresent(),
                "an OID such as 2.5.4.12");
        require(!directory || ASKED.contains(gives), "profession, specialty or organisation with directory: true");
        require(
                bounded(pattern),
                "a pattern of at most " + LONGEST_PATTERN + " characters with at most " + MOST_REPETITIONS
                        + " repetitions and one group, which is not repeated, without \\ and (?");
        boolean family = gives == QualityRule.Part.FAMILY;
        require(
                family ? families.isEmpty() != table.isEmpty() : families.isEmpty(),
                "families or table with gives: family, no families with others");
        require(
                table.size() <= MOST_CODES
                        && table.stream()
                                        .map(line -> lower(line.text()))
                                        .distinct()
                                        .count()
                                == table.size(),
                "at most " + MOST_CODES + " texts, each once");
        require(
                table.stream()
                        .map(Translation::code)
                        .allMatch(code -> family ? isFamily(code) : QualityRule.isCode(code)),
                family ? "codes cps, cpf, cde, cpe, cda, cpa" : "codes of 1 to 60 characters without accents");
    }

    QualityRule opened(Optional<Issuers> otherwise) {
        QualityRule.Source source = extension
                .<QualityRule.Source>map(there -> new QualityRule.Source.Extension(there.oid(), there.type()))
                .or(() -> attribute.map(QualityRule.Source.Subject::new))
                .orElseGet(QualityRule.Source.Directory::new);
        boolean family = gives == QualityRule.Part.FAMILY;
        Map<String, String> codes = table.stream()
                .collect(Collectors.toMap(
                        line -> lower(line.text()),
                        line -> family ? line.code().toUpperCase(Locale.ROOT) : line.code()));
        return new QualityRule(
                source,
                gives,
                Pattern.compile(pattern),
                families,
                codes,
                issuers.map(QualitySettings::read).or(() -> otherwise));
    }

    private static boolean bounded(String pattern) {
        return pattern.length() <= LONGEST_PATTERN
                && !COSTLY.matcher(pattern).find()
                && pattern.chars().filter(c -> "*+?{".indexOf(c) >= 0).count() <= MOST_REPETITIONS
                && compiles(pattern);
    }

    private static boolean compiles(String pattern) {
        try {
            return Pattern.compile(pattern).flags() == 0;
        } catch (PatternSyntaxException _) {
            return false;
        }
    }

    private static boolean isFamily(String code) {
        return Arrays.stream(CardFamily.values()).map(Words::of).anyMatch(code::equals);
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.FRENCH);
    }

    private static void require(boolean met, String write) {
        if (!met) {
            throw new IllegalArgumentException(write);
        }
    }
}
