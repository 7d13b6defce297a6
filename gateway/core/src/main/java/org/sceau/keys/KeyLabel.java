package org.sceau.keys;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a key where it is kept: {@code seal}, {@code seal.2027-01-15} for the one that is used from that day on, and
 * {@code seal.new-…} for one that waits for its certificate.
 *
 * @param base of all keys of one role
 * @param from first day (UTC) of its use; empty for the first key
 * @param waiting for its certificate
 */
record KeyLabel(String base, Optional<LocalDate> from, boolean waiting) {
    private static final Pattern DATED = Pattern.compile("(.+)\\.(\\d{4}-\\d{2}-\\d{2})");
    private static final Pattern WAITING = Pattern.compile("(.+)\\.new-[0-9a-f]{16}");

    static KeyLabel of(String text) {
        Matcher dated = DATED.matcher(text);
        if (dated.matches()) {
            try {
                return new KeyLabel(dated.group(1), Optional.of(LocalDate.parse(dated.group(2))), false);
            } catch (DateTimeParseException e) {
                return new KeyLabel(text, Optional.empty(), false); // a name that only looks like it
            }
        }
        Matcher waiting = WAITING.matcher(text);
        return waiting.matches()
                ? new KeyLabel(waiting.group(1), Optional.empty(), true)
                : new KeyLabel(text, Optional.empty(), false);
    }

    static String dated(String base, LocalDate from) {
        return base + "." + from;
    }

    /** Names are not used twice, so that a certificate that is left of one belongs to no other. */
    static String waiting(String base, String thumbprint) {
        return base + ".new-" + thumbprint.substring(0, 16);
    }
}
