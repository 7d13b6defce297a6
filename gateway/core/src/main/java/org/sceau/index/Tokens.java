package org.sceau.index;

import java.util.List;

/** Token search (FHIR R4, search, token parameters): {@code system|code}, {@code |code}, {@code system|}, {@code code}. */
final class Tokens {
    private Tokens() {}

    /** Whether one of the stored {@code system|code} meets one of the asked; without asked ones, yes. */
    static boolean anyMatches(List<String> stored, List<String> asked) {
        return asked.isEmpty()
                || asked.stream().anyMatch(token -> stored.stream().anyMatch(code -> matches(code, token)));
    }

    /** Whether one of the stored values is one of the asked, whatever system the asked ones name. */
    static boolean anyIs(List<String> stored, List<String> asked) {
        return asked.isEmpty()
                || asked.stream()
                        .map(token -> token.substring(token.indexOf('|') + 1))
                        .anyMatch(value -> stored.stream()
                                .anyMatch(
                                        text -> value.equals(text) || bare(text).equals(value)));
    }

    private static String bare(String stored) {
        return stored.substring(stored.indexOf('|') + 1);
    }

    private static boolean matches(String stored, String asked) {
        int bar = asked.indexOf('|');
        if (bar < 0) {
            return bare(stored).equals(asked);
        }
        if (bar == asked.length() - 1) {
            return stored.startsWith(asked);
        }
        return stored.equals(asked);
    }
}
