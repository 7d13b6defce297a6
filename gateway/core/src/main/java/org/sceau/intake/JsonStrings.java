package org.sceau.intake;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.sceau.failure.FailureCode;
import org.sceau.failure.Refused;

/**
 * The inside of JSON strings (RFC 8259 section 7), from after the opening quotation mark to after the closing one. Not
 * thread-safe.
 */
final class JsonStrings {
    private static final byte PLAIN = 0;
    private static final byte QUOTE = 1;
    private static final byte ESCAPE = 2;
    private static final byte CONTROL = 3;
    private static final byte WIDE = 4;
    private static final byte[] KINDS = kinds();

    private final InputWindow window;
    private final Objections objections;
    private final KeyRegister keys;
    private final Utf8 utf8;
    private long maxBytes = Long.MAX_VALUE;

    JsonStrings(InputWindow window, Objections objections, KeyRegister keys) {
        this.window = window;
        this.objections = objections;
        this.keys = keys;
        this.utf8 = new Utf8(window, objections);
    }

    /** From here on, skipped strings may have so many bytes as written. */
    void limit(long maxStringBytes) {
        maxBytes = maxStringBytes;
    }

    /** Passes over the rest of a string, checking it. */
    void skip() throws IOException {
        long from = window.offset();
        while (true) {
            run();
            if (window.offset() - from > maxBytes) {
                throw objections.refuse(FailureCode.STRING_TOO_LONG, from, Long.toString(maxBytes));
            }
            int c = window.read();
            if (c == '"') {
                return;
            }
            other(c);
        }
    }

    /** Appends a key, unescaped, to the register. */
    void key(int maxNameBytes) throws IOException {
        keys.begin();
        int from = window.position;
        int end = endOfRun();
        if (end < window.limit && window.bytes[end] == '"' && end - from <= maxNameBytes) {
            keys.append(window.bytes, from, end - from);
            window.position = end + 1;
            return;
        }
        if (!gather(maxNameBytes)) {
            throw objections.refuse(FailureCode.STRING_TOO_LONG, window.offset(), Integer.toString(maxNameBytes));
        }
    }

    /** The string unescaped, or null if it has more than {@code limit} bytes; in both cases it is passed over. */
    byte @Nullable [] collect(int limit) throws IOException {
        keys.begin();
        boolean whole = gather(limit);
        byte[] taken = keys.take();
        if (!whole) {
            skip();
        }
        return whole ? taken : null;
    }

    /** The character after a backslash. */
    int escaped() throws IOException {
        int c = window.read();
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> throw syntax("an escape");
        };
    }

    /** Refuses the byte read last. */
    Refused syntax(String wanted) throws IOException {
        boolean ended = window.position == window.limit && window.peek() < 0;
        return objections.refuse(FailureCode.SYNTAX_INVALID, ended ? window.offset() : window.offset() - 1, wanted);
    }

    private boolean gather(int limit) throws IOException {
        while (keys.length() <= limit) {
            int c = window.read();
            if (c == '"') {
                return true;
            }
            keys.append(other(c));
        }
        return false;
    }

    private int other(int c) throws IOException {
        if (c == '\\') {
            return escaped();
        }
        if (c < ' ') {
            throw syntax("a character of a string");
        }
        return c < 0x80 ? c : utf8.rest(c);
    }

    private void run() throws IOException {
        do {
            window.position = endOfRun();
        } while (window.position == window.limit && window.refill());
    }

    private int endOfRun() {
        byte[] bytes = window.bytes;
        int end = window.limit;
        int at = window.position;
        while (at < end && KINDS[bytes[at] & 0xff] == PLAIN) {
            at++;
        }
        return at;
    }

    private int unicode() throws IOException {
        int unit = hexadecimal();
        if (!Character.isSurrogate((char) unit)) {
            return unit;
        }
        long at = window.offset();
        if (Character.isHighSurrogate((char) unit) && window.read() == '\\' && window.read() == 'u') {
            int low = hexadecimal();
            if (Character.isLowSurrogate((char) low)) {
                return Character.toCodePoint((char) unit, (char) low);
            }
        }
        throw objections.refuse(FailureCode.ENCODING_INVALID, at - 6, "a lone surrogate");
    }

    private int hexadecimal() throws IOException {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(window.read(), 16);
            if (digit < 0) {
                throw syntax("four hexadecimal digits");
            }
            value = (value << 4) | digit;
        }
        return value;
    }

    private static byte[] kinds() {
        byte[] kinds = new byte[256];
        for (int i = 0; i < 256; i++) {
            kinds[i] = i < 0x20 ? CONTROL : i >= 0x80 ? WIDE : PLAIN;
        }
        kinds['"'] = QUOTE;
        kinds['\\'] = ESCAPE;
        return kinds;
    }
}
