package org.sceau.intake;

import java.io.IOException;
import java.util.Arrays;
import org.sceau.failure.FailureCode;
import org.sceau.failure.Issue;
import org.sceau.failure.Refused;
import org.sceau.vault.PayloadSink;

/**
 * Strict base64 (RFC 4648 section 4: the standard alphabet, padding required, unused bits zero, nothing in between) from
 * the window to a sink. Whole blocks are decoded in place in the window, whose output MUST be paused. Not thread-safe.
 */
final class Base64Decoder {
    private static final int[] FIRST = values(18);
    private static final int[] SECOND = values(12);
    private static final int[] THIRD = values(6);
    private static final int[] FOURTH = values(0);

    private final InputWindow window;
    private final Objections objections;
    private final PayloadSink sink;
    private final String expression;
    private final byte[] quantum = new byte[3];
    private int bits;
    private int digits;
    private int padding;
    private boolean any;

    Base64Decoder(InputWindow window, Objections objections, PayloadSink sink, String expression) {
        this.window = window;
        this.objections = objections;
        this.sink = sink;
        this.expression = expression;
    }

    /** Decodes as many whole groups of four as lie in the window; stops before anything that is not of the alphabet. */
    void block() throws IOException {
        if (digits != 0 || padding != 0) {
            return;
        }
        byte[] bytes = window.bytes;
        int from = window.position;
        int last = window.limit - 4;
        int read = from;
        int write = from;
        while (read <= last) {
            int value = FIRST[bytes[read] & 0xff]
                    | SECOND[bytes[read + 1] & 0xff]
                    | THIRD[bytes[read + 2] & 0xff]
                    | FOURTH[bytes[read + 3] & 0xff];
            if (value < 0) {
                break;
            }
            bytes[write] = (byte) (value >> 16);
            bytes[write + 1] = (byte) (value >> 8);
            bytes[write + 2] = (byte) value;
            read += 4;
            write += 3;
        }
        if (read > from) {
            any = true;
            window.position = read;
            sink.write(bytes, from, write - from);
        }
    }

    /** Takes one character that {@link #block()} left. */
    void take(int c) throws IOException {
        if (c == '=' && digits >= 2 && digits + padding < 4) {
            padding++;
            return;
        }
        int value = c >= 0 && c < 0x80 && padding == 0 ? FOURTH[c] : -1;
        if (value < 0) {
            throw invalid();
        }
        any = true;
        bits = (bits << 6) | value;
        if (++digits == 4) {
            write(bits, 3);
            digits = 0;
        }
    }

    /** Ends the value; an empty one is refused, FHIR has none. */
    void finish() throws IOException {
        if (!any
                || (digits + padding) % 4 != 0
                || (digits == 2 && (bits & 0xf) != 0)
                || (digits == 3 && (bits & 3) != 0)) {
            throw invalid();
        }
        if (digits > 0) {
            write(bits << (6 * padding), digits - 1);
        }
    }

    private void write(int value, int length) throws IOException {
        quantum[0] = (byte) (value >> 16);
        quantum[1] = (byte) (value >> 8);
        quantum[2] = (byte) value;
        sink.write(quantum, 0, length);
    }

    private Refused invalid() {
        return objections.refuse(Issue.at(FailureCode.BASE64_INVALID, expression, "byte " + (window.offset() - 1)));
    }

    private static int[] values(int shift) {
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        int[] values = new int[256];
        Arrays.fill(values, -1);
        for (int i = 0; i < alphabet.length(); i++) {
            values[alphabet.charAt(i)] = i << shift;
        }
        return values;
    }
}
