package org.sceau.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** What is read by hand against the regular expressions that FHIR R4 prints (2.24.0.1). */
class PrimitiveFormTest {
    private static final String YEAR = "([0-9]([0-9]([0-9][1-9]|[1-9]0)|[1-9]00)|[1-9]000)";
    private static final String DAY = "-(0[1-9]|1[0-2])-(0[1-9]|[1-2][0-9]|3[0-1])";
    private static final String CLOCK =
            "T([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)(\\.[0-9]+)?(Z|(\\+|-)((0[0-9]|1[0-3]):[0-5][0-9]|14:00))";
    private static final Pattern DATE = Pattern.compile(YEAR + "(-(0[1-9]|1[0-2])(-(0[1-9]|[1-2][0-9]|3[0-1]))?)?");
    private static final Pattern DATE_TIME =
            Pattern.compile(YEAR + "(-(0[1-9]|1[0-2])(-(0[1-9]|[1-2][0-9]|3[0-1])(" + CLOCK + ")?)?)?");
    private static final Pattern INSTANT = Pattern.compile(YEAR + DAY + CLOCK);
    private static final Pattern OID = Pattern.compile("urn:oid:[0-2](\\.(0|[1-9][0-9]*))+");
    private static final Pattern UUID =
            Pattern.compile("urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private static final List<String> SEEDS = List.of(
            "2024",
            "2024-02",
            "2024-02-29",
            "1900-02-28",
            "2024-02-29T23:59:60.125+14:00",
            "2026-12-31T00:00:00Z",
            "2026-12-31T00:00:00.1-13:59",
            "0000-01-01",
            "urn:oid:1.2.250.1.213.1.4.10",
            "urn:oid:2.0",
            "urn:uuid:0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9");

    @Test
    void theSeedsAreNotAllRefused() {
        assertThat(SEEDS.stream().filter(seed -> fits(PrimitiveForm.DATE_TIME, seed)))
                .hasSize(7);
        assertThat(SEEDS.stream().filter(seed -> fits(PrimitiveForm.URI, seed))).hasSize(SEEDS.size());
    }

    @Property(tries = 20_000)
    void asTheRegularExpressionsSay(@ForAll("near") String text) {
        assertThat(fits(PrimitiveForm.DATE, text)).isEqualTo(DATE.matcher(text).matches() && exists(text));
        assertThat(fits(PrimitiveForm.DATE_TIME, text))
                .isEqualTo(DATE_TIME.matcher(text).matches() && exists(text));
        assertThat(fits(PrimitiveForm.INSTANT, text))
                .isEqualTo(INSTANT.matcher(text).matches() && exists(text));
        assertThat(fits(PrimitiveForm.OID, text)).isEqualTo(OID.matcher(text).matches());
        assertThat(fits(PrimitiveForm.UUID, text)).isEqualTo(UUID.matcher(text).matches());
    }

    @Provide
    Arbitrary<String> near() {
        Arbitrary<String> alphabet =
                Arbitraries.strings().withChars("0123456789.-+:TZaf \u0663").ofMaxLength(3);
        Arbitrary<String> once = Combinators.combine(
                        Arbitraries.of(SEEDS), Arbitraries.integers().between(0, 46), Arbitraries.of(0, 1, 2), alphabet)
                .as((seed, at, cut, put) -> {
                    int from = Math.min(at, seed.length());
                    return seed.substring(0, from) + put + seed.substring(Math.min(from + cut, seed.length()));
                });
        Arbitrary<String> made = Combinators.combine(
                        Arbitraries.integers().between(0, 9999),
                        Arbitraries.integers().between(0, 13),
                        Arbitraries.integers().between(0, 32),
                        Arbitraries.of("", "T10:20:30Z", "T24:00:00Z", "T23:60:00Z", "T00:00:61Z", "T01:02:03+14:01"))
                .as((year, month, day, clock) -> "%04d-%02d-%02d%s".formatted(year, month, day, clock));
        return Arbitraries.oneOf(once, made);
    }

    private static boolean fits(PrimitiveForm form, String text) {
        return form.fits(TextNode.valueOf(text));
    }

    private static boolean exists(String moment) {
        if (moment.length() < 10) {
            return true;
        }
        try {
            return LocalDate.parse(moment.substring(0, 10)).getYear() >= 0;
        } catch (DateTimeException noSuchDay) {
            return false;
        }
    }
}
