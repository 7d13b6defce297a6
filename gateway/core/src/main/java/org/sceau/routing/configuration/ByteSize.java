package org.sceau.routing.configuration;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number of bytes, written {@code 512B}, {@code 64KiB}, {@code 2MiB} or {@code 2GiB}.
 *
 * @param bytes from 1 to 1024 GiB
 */
public record ByteSize(long bytes) {
    static final String FORM = "[1-9][0-9]{0,9}(B|KiB|MiB|GiB)";
    private static final Pattern PATTERN = Pattern.compile("([1-9][0-9]{0,9})(B|KiB|MiB|GiB)");
    private static final long MAXIMUM = 1L << 40;

    /** Throws IllegalArgumentException when out of range. */
    public ByteSize {
        if (bytes < 1 || bytes > MAXIMUM) {
            throw new IllegalArgumentException("a size is 1B to 1024GiB");
        }
    }

    /** Reads the written form; throws IllegalArgumentException on anything else. */
    public static ByteSize parse(String text) {
        Matcher matcher = PATTERN.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("a size is a number and B, KiB, MiB or GiB");
        }
        int shift = switch (matcher.group(2)) {
            case "KiB" -> 10;
            case "MiB" -> 20;
            case "GiB" -> 30;
            default -> 0;
        };
        return new ByteSize(Long.parseLong(matcher.group(1)) << shift);
    }

    /** As an array's length; throws IllegalArgumentException above 2 GiB. */
    public int asInt() {
        if (bytes > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("a size held in memory is below 2GiB");
        }
        return (int) bytes;
    }
}
