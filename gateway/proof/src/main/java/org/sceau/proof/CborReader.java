package org.sceau.proof;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads CBOR of known shape, one item after the other. It takes no item longer than the input; that an integer has its
 * shortest form it leaves to who writes the whole anew and compares.
 */
final class CborReader {
    private final byte[] content;
    private int at;

    CborReader(byte[] content) {
        this.content = content;
    }

    /** An integer that fits a long. */
    long integer() {
        int initial = peek();
        return initial >> 5 == CborWriter.NEGATIVE ? -1 - head(CborWriter.NEGATIVE) : head(CborWriter.UNSIGNED);
    }

    byte[] bytes() {
        return taken(head(CborWriter.BYTES));
    }

    String text() {
        return new String(taken(head(CborWriter.TEXT)), StandardCharsets.UTF_8);
    }

    /** Items of an array; every item has a byte, so that a number beyond what is left is none. */
    int array() {
        return count(head(CborWriter.ARRAY));
    }

    /** Pairs of a map. */
    int map() {
        return count(head(CborWriter.MAP));
    }

    void expectArray(int items) {
        expect(array() == items);
    }

    void expectMap(int pairs) {
        expect(map() == pairs);
    }

    void expectLabel(long label) {
        expect(integer() == label);
    }

    /** Whether {@code label} is next, and then passes it. */
    boolean passLabel(long label) {
        int before = at;
        boolean isNext = peek() >> 5 == CborWriter.NEGATIVE && integer() == label;
        at = isNext ? at : before;
        return isNext;
    }

    void expectTag(int number) {
        expect(head(CborWriter.TAG) == number);
    }

    void expectNil() {
        expect(peek() == CborWriter.NULL);
        at++;
    }

    void end() {
        expect(at == content.length);
    }

    private long head(int major) {
        int initial = peek();
        expect(initial >> 5 == major);
        at++;
        int info = initial & 31;
        if (info < 24) {
            return info;
        }
        expect(info < 28);
        long value = 0;
        for (byte b : taken(1L << (info - 24))) {
            value = value << 8 | (b & 0xff);
        }
        expect(value >= 0);
        return value;
    }

    private int count(long number) {
        expect(number <= content.length - at);
        return (int) number;
    }

    private byte[] taken(long length) {
        int end = at + count(length);
        byte[] taken = Arrays.copyOfRange(content, at, end);
        at = end;
        return taken;
    }

    private int peek() {
        expect(at < content.length);
        return content[at] & 0xff;
    }

    private static void expect(boolean holds) {
        if (!holds) {
            throw new MalformedProof(Part.FILE, Reason.NOT_CBOR, "");
        }
    }
}
