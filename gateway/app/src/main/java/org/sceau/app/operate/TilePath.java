package org.sceau.app.operate;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address of a tile or of a bundle of entries (C2SP tlog-tiles): {@code /tile/<L>/<N>[.p/<W>]}. Each has one address
 * only.
 *
 * @param level of the tile; empty for entries
 * @param index in its level
 * @param width 1 to 256
 */
record TilePath(Optional<Integer> level, long index, int width) {
    private static final int FULL = 256;
    /** Five groups of three digits: more tiles than a log will ever have. */
    private static final Pattern FORM =
            Pattern.compile("/tile/(entries|0|[1-9][0-9]?)/((?:x[0-9]{3}/){0,4}[0-9]{3})(?:\\.p/([1-9][0-9]{0,2}))?");

    /** Empty for anything that is no such address. */
    static Optional<TilePath> parse(String path) {
        Matcher parts = FORM.matcher(path);
        if (!parts.matches() || parts.group(2).startsWith("x000")) {
            return Optional.empty();
        }
        Optional<Integer> level =
                parts.group(1).equals("entries") ? Optional.empty() : Optional.of(Integer.valueOf(parts.group(1)));
        int width = parts.group(3) == null ? FULL : Integer.parseInt(parts.group(3));
        boolean partial = parts.group(3) != null;
        if (level.orElse(0) > 63 || (partial && width >= FULL)) {
            return Optional.empty();
        }
        long index = Long.parseLong(parts.group(2).replace("x", "").replace("/", ""));
        return Optional.of(new TilePath(level, index, width));
    }
}
