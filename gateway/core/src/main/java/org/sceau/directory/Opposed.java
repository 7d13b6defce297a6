package org.sceau.directory;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * From when a card is opposed, as sources write it: a time of ISO 8601 or of LDAP (RFC 4517 section 3.3.13), or a day, which
 * begins in France.
 */
public final class Opposed {
    private static final ZoneId FRANCE = ZoneId.of("Europe/Paris");
    private static final int MOST_CHARACTERS = 40;

    private static final List<Function<String, Instant>> FORMS = List.of(
            Instant::parse,
            text -> Instant.from(form("uuuuMMddHHmmss[.S]X").parse(text)),
            text -> day(text, form("uuuu-MM-dd")),
            text -> day(text, form("dd/MM/uuuu")),
            text -> day(text, form("uuuuMMdd")));

    private Opposed() {}

    /** When that is; empty when it cannot be read. */
    public static Optional<Instant> since(String text) {
        if (text.length() > MOST_CHARACTERS) {
            return Optional.empty();
        }
        for (Function<String, Instant> form : FORMS) {
            try {
                return Optional.of(form.apply(text));
            } catch (DateTimeException _) {
                // the next form
            }
        }
        return Optional.empty();
    }

    private static Instant day(String text, DateTimeFormatter form) {
        return LocalDate.parse(text, form).atStartOfDay(FRANCE).toInstant();
    }

    private static DateTimeFormatter form(String pattern) {
        return DateTimeFormatter.ofPattern(pattern).withResolverStyle(ResolverStyle.STRICT);
    }
}
