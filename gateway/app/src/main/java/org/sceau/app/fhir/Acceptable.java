package org.sceau.app.fhir;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * The media ranges of an Accept header (RFC 9110, 12.5.1), without weights: ITI-68 guarantees one type only.
 *
 * @param ranges in lower case, without parameters; empty means anything
 */
record Acceptable(List<String> ranges) {
    static Acceptable of(HttpServletRequest request) {
        List<String> ranges = new ArrayList<>();
        for (String header : Collections.list(request.getHeaders("Accept"))) {
            for (String range : header.split(",", -1)) {
                int end = range.indexOf(';');
                ranges.add((end < 0 ? range : range.substring(0, end)).strip().toLowerCase(Locale.ROOT));
            }
        }
        return new Acceptable(List.copyOf(ranges));
    }

    /** Whether a type is named or covered by a wildcard. */
    boolean takes(String mediaType) {
        String type = mediaType.substring(0, mediaType.indexOf('/') + 1) + "*";
        return ranges.isEmpty() || ranges.contains("*/*") || ranges.contains(type) || names(mediaType);
    }

    /** Whether a type is named in full. */
    boolean names(String mediaType) {
        return ranges.contains(mediaType);
    }
}
