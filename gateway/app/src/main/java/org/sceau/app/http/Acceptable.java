package org.sceau.app.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an Accept header asks for (RFC 9110, 12.5.1). Parameters but the weight are not looked at; a weight that has not its
 * form counts as none given.
 *
 * @param ranges the heaviest first, those of one weight as they were listed; empty means anything
 */
public record Acceptable(List<Range> ranges) {
    private static final Pattern WEIGHT =
            Pattern.compile(";\\s*q\\s*=\\s*(0(?:\\.\\d{0,3})?|1(?:\\.0{0,3})?)\\s*(?:;|$)", Pattern.CASE_INSENSITIVE);

    private static final int FULL = 1000;

    /** Copies its list. */
    public Acceptable {
        ranges = List.copyOf(ranges);
    }

    /** What a request asks for. */
    public static Acceptable of(HttpServletRequest request) {
        return of(Collections.list(request.getHeaders("Accept")));
    }

    /** What these header fields ask for together. */
    public static Acceptable of(List<String> fields) {
        List<Range> ranges = new ArrayList<>();
        for (String field : fields) {
            for (String range : field.split(",", -1)) {
                if (!range.isBlank()) {
                    ranges.add(new Range(Negotiation.mediaType(range), weight(range)));
                }
            }
        }
        ranges.sort(Comparator.comparingInt(Range::thousandths).reversed());
        return new Acceptable(ranges);
    }

    /**
     * How much a type is wanted; 0 for not at all. The most specific range decides, and of two types of one weight the one
     * that is named is wanted more than the one that a wildcard covers.
     */
    public int wish(String mediaType) {
        if (ranges.isEmpty()) {
            return 2 * FULL;
        }
        String any = mediaType.substring(0, mediaType.indexOf('/') + 1) + "*";
        return find(mediaType)
                .map(Range::named)
                .or(() -> find(any).or(() -> find("*/*")).map(range -> 2 * range.thousandths))
                .orElse(0);
    }

    /** {@link #wish} for a type that only who names it is given. */
    public int named(String mediaType) {
        return find(mediaType).map(Range::named).orElse(0);
    }

    private Optional<Range> find(String mediaType) {
        return ranges.stream()
                .filter(range -> range.mediaType.equals(mediaType))
                .findFirst();
    }

    private static int weight(String range) {
        Matcher weight = WEIGHT.matcher(range);
        return weight.find() ? (int) Math.round(Double.parseDouble(weight.group(1)) * FULL) : FULL;
    }

    /**
     * One media range.
     *
     * @param mediaType in lower case, without parameters
     * @param thousandths its weight; 0 means that it is not acceptable
     */
    public record Range(String mediaType, int thousandths) {
        private int named() {
            return thousandths == 0 ? 0 : 2 * thousandths + 1;
        }
    }
}
