package org.sceau.document;

/** The forms that texts of several types share. */
final class Texts {
    private static final String OID_PREFIX = "urn:oid:";
    private static final String UUID_PREFIX = "urn:uuid:";
    private static final int UUID_CHARACTERS = 36;

    private Texts() {}

    static boolean readable(String text) {
        boolean visible = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' && c != '\t' && c != '\n' && c != '\r') {
                return false;
            }
            visible |= c > ' ';
        }
        return visible;
    }

    static boolean uri(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isWhitespace(text.charAt(i))) {
                return false;
            }
        }
        return !text.isEmpty()
                && (!text.startsWith(OID_PREFIX) || oid(text))
                && (!text.startsWith(UUID_PREFIX) || uuid(text));
    }

    /** RFC 3061. The 64 characters of DICOM are not imposed: IHE's own examples exceed them. */
    static boolean oid(String text) {
        int first = OID_PREFIX.length();
        if (!text.startsWith(OID_PREFIX) || text.length() < first + 3 || !between(text.charAt(first), '0', '2')) {
            return false;
        }
        int start = first + 2;
        boolean good = text.charAt(first + 1) == '.';
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.') {
                good &= i > start;
                start = i + 1;
            } else {
                good &= between(c, '0', '9') && (i == start || text.charAt(start) != '0');
            }
        }
        return good && start < text.length();
    }

    /** RFC 4122, in lower case as FHIR R4 wants it. */
    static boolean uuid(String text) {
        int first = UUID_PREFIX.length();
        if (!text.startsWith(UUID_PREFIX) || text.length() != first + UUID_CHARACTERS) {
            return false;
        }
        for (int i = 0; i < UUID_CHARACTERS; i++) {
            char c = text.charAt(first + i);
            boolean fits = switch (i) {
                case 8, 13, 18, 23 -> c == '-';
                default -> between(c, '0', '9') || between(c, 'a', 'f');
            };
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    private static boolean between(char c, char least, char most) {
        return c >= least && c <= most;
    }

    /** RFC 4648, section 4, whole quanta, no blanks. */
    static boolean base64(String text) {
        int length = text.length();
        if (length == 0 || length % 4 != 0) {
            return false;
        }
        int end = length;
        while (end > length - 2 && text.charAt(end - 1) == '=') {
            end--;
        }
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            boolean known =
                    between(c, 'A', 'Z') || between(c, 'a', 'z') || between(c, '0', '9') || c == '+' || c == '/';
            if (!known) {
                return false;
            }
        }
        return true;
    }
}
