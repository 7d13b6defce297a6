package org.sceau.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The forms of FHIR R4's primitive types (R4, 2.24.0.1). */
enum PrimitiveForm {
    BOOLEAN("true or false", JsonNode::isBoolean),
    INTEGER("a whole number of 32 bits", node -> node.isIntegralNumber() && node.canConvertToInt()),
    UNSIGNED_INT("a whole number from 0 to 2147483647", node -> INTEGER.fits(node) && node.intValue() >= 0),
    POSITIVE_INT("a whole number from 1 to 2147483647", node -> INTEGER.fits(node) && node.intValue() > 0),
    DECIMAL("a decimal number", JsonNode::isNumber),
    STRING("text that is not blank", node -> node.isTextual() && Texts.readable(node.textValue())),
    CODE("a code without leading, trailing or double blanks", matching("[^\\s]+( [^\\s]+)*")),
    ID("1 to 64 letters, digits, - or .", matching("[A-Za-z0-9\\-.]{1,64}")),
    OID("urn:oid: and an OID", node -> node.isTextual() && Texts.oid(node.textValue())),
    UUID("urn:uuid: and a UUID in lower case", node -> node.isTextual() && Texts.uuid(node.textValue())),
    URI("a URI without blanks", node -> node.isTextual() && Texts.uri(node.textValue())),
    BASE64("base64", node -> node.isTextual() && Texts.base64(node.textValue())),
    DATE("a date (YYYY, YYYY-MM or YYYY-MM-DD)", node -> node.isTextual() && Moments.date(node.textValue())),
    DATE_TIME(
            "a date, or date and time with time zone", node -> node.isTextual() && Moments.dateTime(node.textValue())),
    INSTANT("date, time to the second and time zone", node -> node.isTextual() && Moments.instant(node.textValue())),
    TIME("hh:mm:ss", matching("([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)(\\.[0-9]+)?"));

    private static final Map<String, PrimitiveForm> OTHER_NAMES = Map.of(
            "markdown",
            STRING,
            "url",
            URI,
            "canonical",
            URI,
            "base64binary",
            BASE64,
            "datetime",
            DATE_TIME,
            "unsignedint",
            UNSIGNED_INT,
            "positiveint",
            POSITIVE_INT);

    private final String description;

    @SuppressWarnings("ImmutableEnumChecker") // every predicate above is without state
    private final Predicate<JsonNode> fits;

    PrimitiveForm(String description, Predicate<JsonNode> fits) {
        this.description = description;
        this.fits = fits;
    }

    /** The form of a FHIR type name such as {@code dateTime}. */
    static PrimitiveForm of(String typeName) {
        String lower = typeName.toLowerCase(Locale.ROOT);
        PrimitiveForm other = OTHER_NAMES.get(lower);
        return other != null ? other : valueOf(lower.toUpperCase(Locale.ROOT));
    }

    /** In words, for the hint. */
    String description() {
        return description;
    }

    boolean fits(JsonNode node) {
        return fits.test(node);
    }

    private static Predicate<JsonNode> matching(String regex) {
        Pattern pattern = Pattern.compile(regex);
        return node -> node.isTextual() && pattern.matcher(node.textValue()).matches();
    }
}
