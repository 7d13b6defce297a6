package org.sceau.proof;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Core deterministic CBOR (RFC 8949 section 4.2.1), as far as our formats need it; maps are in order if they are put so. */
final class CborWriter {
    static final int UNSIGNED = 0;
    static final int NEGATIVE = 1;
    static final int BYTES = 2;
    static final int TEXT = 3;
    static final int ARRAY = 4;
    static final int MAP = 5;
    static final int TAG = 6;
    static final int NULL = 0xf6;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** An initial byte with its argument, in the fewest bytes. */
    CborWriter head(int major, long argument) {
        int type = major << 5;
        if (argument < 24) {
            out.write(type | (int) argument);
        } else if (argument < 1L << 8) {
            out.write(type | 24);
            big(argument, 1);
        } else if (argument < 1L << 16) {
            out.write(type | 25);
            big(argument, 2);
        } else if (argument < 1L << 32) {
            out.write(type | 26);
            big(argument, 4);
        } else {
            out.write(type | 27);
            big(argument, 8);
        }
        return this;
    }

    CborWriter integer(long value) {
        return value < 0 ? head(NEGATIVE, -1 - value) : head(UNSIGNED, value);
    }

    CborWriter bytes(byte[] value) {
        head(BYTES, value.length);
        out.writeBytes(value);
        return this;
    }

    CborWriter text(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        head(TEXT, utf8.length);
        out.writeBytes(utf8);
        return this;
    }

    CborWriter array(int items) {
        return head(ARRAY, items);
    }

    CborWriter map(int pairs) {
        return head(MAP, pairs);
    }

    CborWriter tag(int number) {
        return head(TAG, number);
    }

    CborWriter nil() {
        out.write(NULL);
        return this;
    }

    byte[] done() {
        return out.toByteArray();
    }

    private void big(long value, int bytes) {
        for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
            out.write((int) (value >>> shift));
        }
    }
}
