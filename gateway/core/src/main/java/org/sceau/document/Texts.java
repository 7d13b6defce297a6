package org.sceau.document;

import java.util.regex.Pattern;

/** The forms that texts of several types share. */
final class Texts {
    /** RFC 3061. The 64 characters of DICOM are not imposed: IHE's own examples exceed them. */
    static final Pattern OID = Pattern.compile("urn:oid:[0-2](\\.(0|[1-9][0-9]*))+");

    /** RFC 4122, in lower case as FHIR R4 wants it. */
    static final Pattern UUID =
            Pattern.compile("urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

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
        if (text.isEmpty() || text.chars().anyMatch(Character::isWhitespace)) {
            return false;
        }
        if (text.startsWith("urn:oid:")) {
            return OID.matcher(text).matches();
        }
        return !text.startsWith("urn:uuid:") || UUID.matcher(text).matches();
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
                    (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '/';
            if (!known) {
                return false;
            }
        }
        return true;
    }
}
