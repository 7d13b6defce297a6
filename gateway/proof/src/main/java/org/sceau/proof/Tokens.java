package org.sceau.proof;

/** The words that an entry may hold: short printable ASCII; and the one sentence, its decision. */
final class Tokens {
    /** Longest word in characters: an OID URI, a rule id or a quality label fits, a text does not. */
    static final int MAX_LENGTH = 200;

    /** Longest sentence in characters: a legal basis of 300 and what is said around it. */
    static final int MAX_TEXT_LENGTH = 500;

    private Tokens() {}

    static boolean isToken(String text) {
        if (text.isEmpty() || text.length() > MAX_LENGTH) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < 0x20 || text.charAt(i) > 0x7e) {
                return false;
            }
        }
        return true;
    }

    static String require(String text, String where) {
        if (!isToken(text)) {
            throw new MalformedProof(Part.ENTRY, Reason.VALUE_INVALID, where);
        }
        return text;
    }

    /** A sentence of the operator's configuration, such as a legal basis in French: printable, on one line, bounded. */
    static String requireText(String text, String where) {
        boolean good = !text.isEmpty()
                && text.length() <= MAX_TEXT_LENGTH
                && text.codePoints().allMatch(Tokens::printable);
        if (!good) {
            throw new MalformedProof(Part.ENTRY, Reason.VALUE_INVALID, where);
        }
        return text;
    }

    private static boolean printable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    /** A log id also stands in the origin line of a note and in a URN: letters, digits, {@code . _ -}. */
    static boolean isLogId(String text) {
        if (text.isEmpty() || text.length() > 64) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letterOrDigit = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            if (!letterOrDigit && c != '.' && c != '_' && c != '-') {
                return false;
            }
        }
        return true;
    }
}
