package org.sceau.app.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sceau.failure.Language;
import org.sceau.intake.Format;

/** Which serialisation a client sent and which it asks for (FHIR R4 3.1.0.1.9-11). */
public final class Negotiation {
    private Negotiation() {}

    /** The format of a body by its Content-Type; empty when it is no FHIR. */
    public static Optional<Format> contentType(@Nullable String header) {
        return header == null ? Optional.empty() : format(mediaType(header));
    }

    /** The format an answer is wanted in: the most acceptable one, else that of the body sent, else JSON. */
    public static Format accept(HttpServletRequest request) {
        return format(Acceptable.of(request))
                .or(() -> contentType(request.getContentType()))
                .orElse(Format.JSON);
    }

    /** The language that texts are wanted in, French unless told. */
    public static Language language(HttpServletRequest request) {
        String header = request.getHeader("Accept-Language");
        return Language.of(header == null ? "" : header);
    }

    /** A media type without its parameters, in lower case. */
    public static String mediaType(String header) {
        int end = header.indexOf(';');
        return (end < 0 ? header : header.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    /** The format that is wanted most, of equals the first; empty when none is named. */
    static Optional<Format> format(Acceptable accept) {
        return accept.ranges().stream()
                .filter(range -> range.thousandths() > 0)
                .flatMap(range -> format(range.mediaType()).stream())
                .findFirst();
    }

    private static Optional<Format> format(String mediaType) {
        return switch (mediaType) {
            case "application/fhir+json", "application/json", "text/json" -> Optional.of(Format.JSON);
            case "application/fhir+xml", "application/xml", "text/xml" -> Optional.of(Format.XML);
            default -> Optional.empty();
        };
    }
}
