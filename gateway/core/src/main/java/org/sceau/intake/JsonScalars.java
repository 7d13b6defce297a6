package org.sceau.intake;

import java.io.IOException;
import org.sceau.failure.FailureCode;

/** Numbers and literals of RFC 8259, checked and passed over. Not thread-safe. */
final class JsonScalars {
    /** As Jackson's own limit; longer numbers cost more than linear time to convert. */
    static final int MAX_NUMBER_BYTES = 1000;

    private final InputWindow window;
    private final Objections objections;
    private final JsonStrings strings;

    JsonScalars(InputWindow window, Objections objections, JsonStrings strings) {
        this.window = window;
        this.objections = objections;
        this.strings = strings;
    }

    /** Passes over the scalar whose first byte was just read. */
    void skip(int first) throws IOException {
        switch (first) {
            case 't' -> literal("rue");
            case 'f' -> literal("alse");
            case 'n' -> literal("ull");
            default -> number(first);
        }
    }

    private void literal(String rest) throws IOException {
        for (int i = 0; i < rest.length(); i++) {
            if (window.read() != rest.charAt(i)) {
                throw strings.syntax("a value");
            }
        }
    }

    private void number(int first) throws IOException {
        long from = window.offset();
        int c = first == '-' ? window.read() : first;
        if (c < '0' || c > '9') {
            throw strings.syntax("a value");
        }
        if (c != '0') {
            digits();
        }
        if (window.peek() == '.') {
            window.read();
            atLeastOneDigit();
        }
        if ((window.peek() | 0x20) == 'e') {
            window.read();
            if (window.peek() == '+' || window.peek() == '-') {
                window.read();
            }
            atLeastOneDigit();
        }
        if (window.offset() - from >= MAX_NUMBER_BYTES) {
            throw objections.refuse(FailureCode.STRING_TOO_LONG, from - 1, Integer.toString(MAX_NUMBER_BYTES));
        }
    }

    private void atLeastOneDigit() throws IOException {
        int c = window.read();
        if (c < '0' || c > '9') {
            throw strings.syntax("a digit");
        }
        digits();
    }

    private void digits() throws IOException {
        for (int c = window.peek(); c >= '0' && c <= '9'; c = window.peek()) {
            window.position++;
        }
    }
}
