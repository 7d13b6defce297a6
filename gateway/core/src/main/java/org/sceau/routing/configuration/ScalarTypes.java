package org.sceau.routing.configuration;

import java.net.URI;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.sceau.document.Coded;
import org.sceau.routing.RouteId;
import org.sceau.transfer.PartnerId;

/** Every type of setting that is written as one scalar. */
final class ScalarTypes {
    private static final Set<Value.Kind> TEXT = Set.of(Value.Kind.STRING);
    private static final Pattern DURATION = Pattern.compile("([1-9][0-9]{0,8})(ms|s|m|h|d)");
    private static final Pattern TAG_OF_LANGUAGE = Pattern.compile("fr|en");
    private static final int LENGTH_OF_DATE = 10;
    private static final String ID = "^[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?$";

    private static final Map<Class<?>, ScalarType> ALL = Map.ofEntries(
            Map.entry(String.class, text("a text", Map.of("type", "string", "minLength", 1), ScalarTypes::notBlank)),
            Map.entry(int.class, number("a whole number", "integer", text -> Integer.valueOf(text))),
            Map.entry(double.class, decimal()),
            Map.entry(
                    boolean.class,
                    new ScalarType(
                            Set.of(Value.Kind.BOOLEAN),
                            "true or false",
                            Map.of("type", "boolean"),
                            (text, _) -> text.equalsIgnoreCase("true"))),
            Map.entry(
                    Duration.class,
                    text(
                            "a duration such as 500ms, 5s, 10m, 24h or 7d",
                            form("^" + DURATION + "$"),
                            (text, _) -> duration(text))),
            Map.entry(
                    ByteSize.class,
                    text(
                            "a size such as 64KiB, 2MiB or 2GiB",
                            form("^" + ByteSize.FORM + "$"),
                            (text, _) -> ByteSize.parse(text))),
            Map.entry(
                    LocalDate.class,
                    text("a date such as 2028-05-15", form("^[0-9]{4}-[0-9]{2}-[0-9]{2}$"), (text, _) -> date(text))),
            Map.entry(
                    URI.class, text("an https or http address", form("^https?://[^/?#]+"), (text, _) -> address(text))),
            Map.entry(Locale.class, text("fr or en", form("^(fr|en)$"), (text, _) -> language(text))),
            Map.entry(
                    PartnerId.class,
                    text("1 to 64 lower-case letters, digits and dashes", form(ID), (text, _) -> new PartnerId(text))),
            Map.entry(
                    RouteId.class,
                    text("1 to 64 lower-case letters, digits and dashes", form(ID), (text, _) -> new RouteId(text))),
            Map.entry(
                    Coded.class,
                    text(
                            "system|code, such as \"http://loinc.org|11502-2\"",
                            form("^[^|]+\\|[^|]+$"),
                            (text, _) -> coded(text))),
            Map.entry(Path.class, file("a path, relative to conf/ or absolute", (text, files) -> files.resolve(text))),
            Map.entry(
                    FileReference.class,
                    file(
                            "the path, relative to conf/, of a file that can be read",
                            (text, files) -> files.existing(text))),
            Map.entry(
                    X509Certificate.class,
                    file(
                            "the path, relative to conf/, of a certificate in PEM",
                            (text, files) -> files.certificate(text))));

    private ScalarTypes() {}

    /** How a Java type is written; empty when it is no scalar. */
    static Optional<ScalarType> of(Class<?> type) {
        return Optional.ofNullable(ALL.get(type));
    }

    private static ScalarType text(String write, Map<String, Object> schema, ScalarType.Reading reading) {
        return new ScalarType(TEXT, write, schema, reading);
    }

    private static ScalarType file(String write, ScalarType.Reading reading) {
        return text(write, Map.of("type", "string", "minLength", 1), (text, files) -> {
            notBlank(text, files);
            return reading.read(text, files);
        });
    }

    private static ScalarType number(String write, String type, java.util.function.Function<String, Object> parse) {
        return new ScalarType(Set.of(Value.Kind.INTEGER), write, Map.of("type", type), (text, _) -> parse.apply(text));
    }

    private static ScalarType decimal() {
        return new ScalarType(
                Set.of(Value.Kind.INTEGER, Value.Kind.DECIMAL),
                "a number such as 0.2",
                Map.of("type", "number"),
                (text, _) -> finite(text));
    }

    private static Map<String, Object> form(String pattern) {
        return Map.of("type", "string", "pattern", pattern);
    }

    private static Object notBlank(String text, ScalarType.Files files) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("an empty text");
        }
        return text;
    }

    private static Double finite(String text) {
        double value = Double.parseDouble(text);
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("no finite number");
        }
        return value;
    }

    private static Duration duration(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("no duration");
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }

    private static Coded coded(String text) {
        int bar = text.indexOf('|');
        if (bar < 1 || bar == text.length() - 1 || bar != text.lastIndexOf('|')) {
            throw new IllegalArgumentException("no code");
        }
        return new Coded(text.substring(0, bar), text.substring(bar + 1));
    }

    private static LocalDate date(String text) {
        if (text.length() != LENGTH_OF_DATE) { // years of more digits, which calculations may leave
            throw new IllegalArgumentException("no date");
        }
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("no date", e);
        }
    }

    private static URI address(String text) {
        URI uri = URI.create(text);
        boolean http = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
        if (!http || uri.getHost() == null || uri.getUserInfo() != null || uri.getFragment() != null) {
            throw new IllegalArgumentException("no address");
        }
        return uri;
    }

    private static Locale language(String text) {
        if (!TAG_OF_LANGUAGE.matcher(text).matches()) {
            throw new IllegalArgumentException("another language");
        }
        return Locale.forLanguageTag(text);
    }
}
