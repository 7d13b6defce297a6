package org.sceau.app.fhir;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.sceau.failure.FailureCode;
import org.sceau.failure.Refused;
import org.sceau.index.DocumentCriteria.DateRange;

/**
 * FHIR date parameters (R4, 3.1.1.4.5) as half-open ranges: a value stands for all its precision leaves open, and without
 * a zone for UTC.
 */
final class DateRanges {
    private static final int YEAR_LENGTH = 4;
    private static final int MONTH_LENGTH = 7;
    private static final int DAY_LENGTH = 10;

    private DateRanges() {}

    /** The range of one value; throws {@link Refused} when it is no date or has a prefix that ranges cannot express. */
    static DateRange of(String parameter, String value) {
        boolean prefixed = value.length() > 2 && Character.isLetter(value.charAt(0));
        String prefix = prefixed ? value.substring(0, 2) : "eq";
        Span span = span(prefixed ? value.substring(2) : value);
        return switch (prefix) {
            case "eq", "ap" -> new DateRange(parameter, Optional.of(span.from()), Optional.of(span.to()));
            case "ge" -> new DateRange(parameter, Optional.of(span.from()), Optional.empty());
            case "gt", "sa" -> new DateRange(parameter, Optional.of(span.to()), Optional.empty());
            case "le" -> new DateRange(parameter, Optional.empty(), Optional.of(span.to()));
            case "lt", "eb" -> new DateRange(parameter, Optional.empty(), Optional.of(span.from()));
            default -> throw new Refused(FailureCode.PARAMETER_INVALID);
        };
    }

    private static Span span(String text) {
        try {
            return switch (text.length()) {
                case YEAR_LENGTH -> {
                    Year year = Year.parse(text);
                    yield days(year.atDay(1), year.plusYears(1).atDay(1));
                }
                case MONTH_LENGTH -> {
                    YearMonth month = YearMonth.parse(text);
                    yield days(month.atDay(1), month.plusMonths(1).atDay(1));
                }
                case DAY_LENGTH ->
                    days(LocalDate.parse(text), LocalDate.parse(text).plusDays(1));
                default -> moment(text);
            };
        } catch (DateTimeException e) {
            throw new Refused(FailureCode.PARAMETER_INVALID);
        }
    }

    private static Span moment(String text) {
        boolean zoned = text.endsWith("Z") || text.matches(".*[+-]\\d\\d:\\d\\d");
        Instant instant = OffsetDateTime.parse(zoned ? text : text + "Z").toInstant();
        ChronoUnit precision = text.contains(".") ? ChronoUnit.MILLIS : ChronoUnit.SECONDS;
        return new Span(instant, instant.plus(1, precision));
    }

    private static Span days(LocalDate from, LocalDate to) {
        return new Span(
                from.atStartOfDay(ZoneOffset.UTC).toInstant(),
                to.atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    private record Span(Instant from, Instant to) {}
}
