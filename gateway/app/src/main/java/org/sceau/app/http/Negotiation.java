package org.sceau.app.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Enumeration;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sceau.intake.Format;

/** Which serialisation a client sent and which it asks for (FHIR R4 3.1.0.1.9-11). */
public final class Negotiation {
    private Negotiation() {}

    /** The format of a body by its Content-Type; empty when it is no FHIR. */
    public static Optional<Format> contentType(@Nullable String header) {
        return header == null ? Optional.empty() : format(mediaType(header));
    }

    /** The format an answer is wanted in: the first acceptable one, else that of the body sent, else JSON. */
    public static Format accept(HttpServletRequest request) {
        Enumeration<String> headers = request.getHeaders("Accept");
        while (headers.hasMoreElements()) {
            for (String range : headers.nextElement().split(",", -1)) {
                Optional<Format> format = format(mediaType(range));
                if (format.isPresent()) {
                    return format.get();
                }
            }
        }
        return contentType(request.getContentType()).orElse(Format.JSON);
    }

    /** A media type without its parameters, in lower case. */
    static String mediaType(String header) {
        int end = header.indexOf(';');
        return (end < 0 ? header : header.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    private static Optional<Format> format(String mediaType) {
        return switch (mediaType) {
            case "application/fhir+json", "application/json", "text/json" -> Optional.of(Format.JSON);
            case "application/fhir+xml", "application/xml", "text/xml" -> Optional.of(Format.XML);
            default -> Optional.empty();
        };
    }
}
