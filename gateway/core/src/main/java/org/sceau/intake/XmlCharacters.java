package org.sceau.intake;

import java.io.IOException;
import org.sceau.failure.FailureCode;
import org.sceau.failure.Refused;

/**
 * Characters of XML 1.0 (fifth edition): which are allowed, references to the five predefined entities and to characters.
 * Not thread-safe.
 */
final class XmlCharacters {
    private static final boolean[] PLAIN = plain();
    private static final int MAX_REFERENCE_CHARACTERS = 8;

    private final InputWindow window;
    private final Objections objections;
    private final Utf8 utf8;

    XmlCharacters(InputWindow window, Objections objections) {
        this.window = window;
        this.objections = objections;
        this.utf8 = new Utf8(window, objections);
    }

    /** Passes over an attribute's value and its closing quotation mark. */
    void skipValue(int quote, long maxBytes) throws IOException {
        long from = window.offset();
        for (int c = next(); c != quote; c = next()) {
            valueCharacter(c);
            if (window.offset() - from > maxBytes) {
                throw objections.refuse(FailureCode.STRING_TOO_LONG, from, Long.toString(maxBytes));
            }
        }
    }

    /** An attribute's value, normalised (XML 1.0 section 3.3.3), refused if it is longer. */
    String value(int quote, int maxCharacters) throws IOException {
        StringBuilder value = new StringBuilder();
        for (int c = window.read(); c != quote; c = window.read()) {
            boolean space = c == '\t' || c == '\n' || c == '\r';
            value.appendCodePoint(space ? ' ' : valueCharacter(c));
            if (value.length() > maxCharacters) {
                throw objections.refuse(FailureCode.STRING_TOO_LONG, window.offset(), Integer.toString(maxCharacters));
            }
        }
        return value.toString();
    }

    /** Passes over text up to a tag or the end; gives the byte that ended it, unread. */
    int skipText() throws IOException {
        int brackets = 0;
        while (true) {
            int c = window.peek();
            if (c < 0 || c == '<') {
                return c;
            }
            window.position++;
            if (c == '>' && brackets >= 2) {
                throw syntax("no end of a section");
            }
            brackets = c == ']' ? brackets + 1 : 0;
            if (c == '&') {
                reference();
            } else {
                character(c);
            }
            if (c != ']') {
                run();
            }
        }
    }

    /** Passes over everything up to and including {@code end}, of which the first two bytes are equal. */
    void skipUntil(int twice, boolean comment) throws IOException {
        int found = 0;
        while (true) {
            int c = window.read();
            if (c == twice) {
                found++;
                if (comment && found > 2) {
                    throw syntax("the end of the comment");
                }
                continue;
            }
            if (c == '>' && found >= 2) {
                return;
            }
            if (comment && found == 2) {
                throw syntax("the end of the comment");
            }
            found = 0;
            character(c);
        }
    }

    /** The character that is referred to after an ampersand. */
    int reference() throws IOException {
        long at = window.offset() - 1;
        StringBuilder name = new StringBuilder();
        for (int c = window.read(); c != ';'; c = window.read()) {
            boolean part = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '#';
            if (!part || name.length() == MAX_REFERENCE_CHARACTERS) {
                throw c < 0 ? syntax("a reference") : entity(at);
            }
            name.append((char) c);
        }
        return switch (name.toString()) {
            case "amp" -> '&';
            case "lt" -> '<';
            case "gt" -> '>';
            case "quot" -> '"';
            case "apos" -> '\'';
            default -> number(name.toString(), at);
        };
    }

    /** Refuses the byte read last. */
    Refused syntax(String wanted) {
        return objections.refuse(FailureCode.SYNTAX_INVALID, window.offset() - 1, wanted);
    }

    private int valueCharacter(int c) throws IOException {
        if (c == '<') {
            throw syntax("no tag in a value");
        }
        return c == '&' ? reference() : character(c);
    }

    private int character(int c) throws IOException {
        if (c < 0x80) {
            if (c < ' ' && c != '\t' && c != '\n' && c != '\r') {
                throw syntax("a character of XML");
            }
            return c;
        }
        int wide = utf8.rest(c);
        if (wide == 0xfffe || wide == 0xffff) {
            throw syntax("a character of XML");
        }
        return wide;
    }

    private int number(String name, long at) {
        boolean hexadecimal = name.startsWith("#x");
        String digits = name.substring(Math.min(name.length(), hexadecimal ? 2 : 1));
        if (!name.startsWith("#")
                || digits.isEmpty()
                || digits.chars().anyMatch(c -> Character.digit(c, hexadecimal ? 16 : 10) < 0)) {
            throw entity(at);
        }
        int value = Integer.parseInt(digits, hexadecimal ? 16 : 10);
        boolean allowed = value == '\t'
                || value == '\n'
                || value == '\r'
                || (value >= 0x20 && value <= 0xd7ff)
                || (value >= 0xe000 && value <= 0xfffd)
                || (value >= 0x10000 && value <= 0x10ffff);
        if (!allowed) {
            throw objections.refuse(FailureCode.SYNTAX_INVALID, at, "a character of XML");
        }
        return value;
    }

    private Refused entity(long at) {
        return objections.refuse(FailureCode.DOCTYPE_FORBIDDEN, at, "an entity");
    }

    private int next() throws IOException {
        run();
        return window.read();
    }

    private void run() throws IOException {
        do {
            byte[] bytes = window.bytes;
            int end = window.limit;
            int at = window.position;
            while (at < end && PLAIN[bytes[at] & 0xff]) {
                at++;
            }
            window.position = at;
        } while (window.position == window.limit && window.refill());
    }

    private static boolean[] plain() {
        boolean[] plain = new boolean[256];
        for (int c = ' '; c < 0x80; c++) {
            plain[c] = "<>&\"']-".indexOf(c) < 0;
        }
        plain['\n'] = true;
        return plain;
    }
}
