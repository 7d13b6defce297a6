package org.sceau.intake;

import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.sceau.failure.FailureCode;
import org.sceau.failure.Issue;
import org.sceau.failure.Refused;

/**
 * A strict RFC 8259 scanner over bytes, in one pass and constant memory. Beyond the grammar it refuses what parsers are
 * known to read differently: a byte order mark, a key that stands twice in one object (compared after unescaping), UTF-8
 * that is not well-formed (Unicode 16, table 3-7), escapes of lone surrogates (RFC 7493), numbers of more than
 * {@value JsonScalars#MAX_NUMBER_BYTES} bytes. Too deep nesting is an objection, and the grammar is checked on. Not thread-safe.
 */
final class JsonScanner {
    /** Where even the grammar is given up, so that the stack stays small. */
    private static final int HOPELESS_DEPTH = 1 << 21;

    /** What stands next. A string is announced with its content unread. */
    enum Token {
        BEGIN_OBJECT,
        END_OBJECT,
        BEGIN_ARRAY,
        END_ARRAY,
        KEY,
        STRING,
        SCALAR,
        END
    }

    private enum Expected {
        VALUE,
        VALUE_OR_END,
        KEY_OR_END,
        SEPARATOR
    }

    private final InputWindow window;
    private final IntakeLimits limits;
    private final Objections objections;
    private final KeyRegister keys;
    private final JsonStrings strings;
    private final JsonScalars scalars;
    private boolean[] objects = new boolean[64];
    private int depth;
    private Expected expected = Expected.VALUE;
    private boolean inString;

    JsonScanner(InputWindow window, IntakeLimits limits, Objections objections) {
        this.window = window;
        this.limits = limits;
        this.objections = objections;
        this.keys = new KeyRegister(limits.maxDepth(), limits.maxMembers());
        this.strings = new JsonStrings(window, objections, keys);
        this.scalars = new JsonScalars(window, objections, strings);
    }

    /** The content of strings: for whoever was told {@link Token#STRING}, before the next call of {@link #next()}. */
    JsonStrings strings() {
        return strings;
    }

    /** To be called by whoever consumed a string by other means. */
    void stringConsumed() {
        inString = false;
    }

    /** Passes over an unread string, then gives the next token. */
    Token next() throws IOException {
        if (inString) {
            inString = false;
            strings.skip();
        }
        int c = space();
        return switch (expected) {
            case VALUE -> value(c);
            case VALUE_OR_END -> c == ']' ? close() : value(c);
            case KEY_OR_END -> c == '}' ? close() : key(c);
            case SEPARATOR -> separated(c);
        };
    }

    /** Passes over the value that begins with {@code token}, to its last byte. */
    void skipValue(Token token) throws IOException {
        if (token == Token.BEGIN_OBJECT || token == Token.BEGIN_ARRAY) {
            int outside = depth - 1;
            do {
                next();
            } while (depth > outside);
        } else if (inString) {
            inString = false;
            strings.skip();
        }
    }

    /** Whether the last key reads {@code name}. */
    boolean keyIs(byte[] name) {
        return keys.last(name);
    }

    /** The string announced last, unescaped, or null if it is longer than {@code maxBytes}. */
    byte @Nullable [] shortString(int maxBytes) throws IOException {
        inString = false;
        return strings.collect(maxBytes);
    }

    /**
     * The value of the member {@code resourceType} of the object that was just opened, found by looking ahead; empty if there
     * is none within {@link IntakeLimits#LOOK_AHEAD_BYTES}. Then the scanner stands where it stood.
     */
    byte[] resourceType() throws IOException {
        int keyCount = keys.count();
        int depthNow = depth;
        window.anchor();
        try {
            return lookAhead();
        } catch (Refused e) {
            if (!window.exhausted()) {
                throw e;
            }
            return new byte[0];
        } finally {
            window.release();
            keys.forget(keyCount);
            depth = depthNow;
            expected = Expected.KEY_OR_END;
            inString = false;
        }
    }

    private byte[] lookAhead() throws IOException {
        while (next() == Token.KEY) {
            boolean found = keyIs(Names.RESOURCE_TYPE);
            Token value = next();
            if (found) {
                byte[] type = value == Token.STRING ? shortString(limits.maxNameBytes()) : null;
                return type == null ? new byte[0] : type;
            }
            skipValue(value);
        }
        return new byte[0];
    }

    private Token separated(int c) throws IOException {
        if (depth == 0) {
            if (c >= 0) {
                throw syntax("nothing after the end");
            }
            return Token.END;
        }
        boolean inObject = objects[depth - 1];
        if (c == ',') {
            return inObject ? key(space()) : value(space());
        }
        if (c == (inObject ? '}' : ']')) {
            return close();
        }
        throw syntax("a comma or an end");
    }

    private Token key(int c) throws IOException {
        if (c != '"') {
            throw syntax("a key");
        }
        strings.key(limits.maxNameBytes());
        if (depth <= limits.maxDepth()) {
            added(keys.add(depth));
        } else {
            keys.take();
        }
        if (space() != ':') {
            throw syntax("a colon");
        }
        expected = Expected.VALUE;
        return Token.KEY;
    }

    private void added(KeyRegister.Added added) {
        switch (added) {
            case NEW -> {}
            case DUPLICATE -> throw objections.refuse(FailureCode.DUPLICATE_KEY, window.offset() - 1);
            case TOO_MANY ->
                throw objections.refuse(
                        FailureCode.TOO_MANY_ENTRIES, window.offset() - 1, Integer.toString(limits.maxMembers()));
        }
    }

    private Token value(int c) throws IOException {
        expected = Expected.SEPARATOR;
        switch (c) {
            case '"' -> {
                inString = true;
                return Token.STRING;
            }
            case '{' -> {
                return open(true);
            }
            case '[' -> {
                return open(false);
            }
            default -> scalars.skip(c);
        }
        return Token.SCALAR;
    }

    private Token open(boolean object) {
        if (depth == objects.length) {
            objects = Arrays.copyOf(objects, 2 * depth);
        }
        objects[depth++] = object;
        if (depth <= limits.maxDepth()) {
            keys.open(depth);
        } else {
            tooDeep();
        }
        expected = object ? Expected.KEY_OR_END : Expected.VALUE_OR_END;
        return object ? Token.BEGIN_OBJECT : Token.BEGIN_ARRAY;
    }

    private void tooDeep() {
        Issue issue =
                Issue.at(FailureCode.TOO_DEEP, "byte " + (window.offset() - 1), Integer.toString(limits.maxDepth()));
        if (depth >= HOPELESS_DEPTH) {
            throw objections.refuse(issue);
        }
        objections.defer(issue);
    }

    private Token close() {
        if (depth <= limits.maxDepth()) {
            keys.close(depth);
        }
        expected = Expected.SEPARATOR;
        return objects[--depth] ? Token.END_OBJECT : Token.END_ARRAY;
    }

    private int space() throws IOException {
        int c = window.read();
        while (c == ' ' || c == '\n' || c == '\r' || c == '\t') {
            c = window.read();
        }
        return c;
    }

    private Refused syntax(String wanted) throws IOException {
        return strings.syntax(wanted);
    }
}
