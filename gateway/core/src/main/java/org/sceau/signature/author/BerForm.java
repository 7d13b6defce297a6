package org.sceau.signature.author;

import java.util.Arrays;
import java.util.HexFormat;

/** Looks over BER without taking it apart (ITU-T X.690): what it is, and whether it nests deeper than a parser's stack bears. */
final class BerForm {
    /** A certificate's deepest extensions in a signature's attributes nest some twenty times. */
    private static final int MAXIMUM_DEPTH = 48;

    /** Enough for {@link #isSignedData}. */
    static final int HEAD_BYTES = 32;

    private static final int SEQUENCE = 0x30;
    private static final int CONSTRUCTED = 0x20;
    private static final int INDEFINITE = 0x80;
    /** id-signedData 1.2.840.113549.1.7.2, RFC 5652 section 5.1. */
    private static final byte[] SIGNED_DATA = HexFormat.of().parseHex("06092a864886f70d010702");

    private final byte[] bytes;
    private final int[] ends = new int[MAXIMUM_DEPTH + 1];
    private int depth;
    private int at;

    private BerForm(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Whether it begins as ContentInfo of SignedData does. */
    static boolean isSignedData(byte[] bytes) {
        if (bytes.length < 2 || bytes[0] != SEQUENCE) {
            return false;
        }
        int length = bytes[1] & 0xFF;
        int start = 2 + (length > INDEFINITE ? length - INDEFINITE : 0);
        return length <= INDEFINITE + 4
                && bytes.length >= start + SIGNED_DATA.length
                && Arrays.equals(bytes, start, start + SIGNED_DATA.length, SIGNED_DATA, 0, SIGNED_DATA.length);
    }

    /** Whether it is one value, whole, of a usual depth, with nothing after it. */
    static boolean isSound(byte[] bytes) {
        var form = new BerForm(bytes);
        form.ends[0] = bytes.length;
        do {
            if (!form.next()) {
                return false;
            }
        } while (form.depth > 0);
        return form.at == bytes.length;
    }

    /** Goes over one tag and length, into what is constructed and out of what has ended. */
    private boolean next() {
        if (at + 2 > limit()) {
            return false;
        }
        int tag = bytes[at++] & 0xFF;
        if ((tag & 0x1F) == 0x1F) {
            return false; // no tag above 30 in any signature
        }
        int first = bytes[at++] & 0xFF;
        if (tag == 0 && first == 0) {
            return endOfContents() && leave();
        }
        if (first == INDEFINITE) {
            return (tag & CONSTRUCTED) != 0 && enter(-1);
        }
        int length = first < INDEFINITE ? first : length(first - INDEFINITE);
        if (length < 0 || length > limit() - at) {
            return false;
        }
        if ((tag & CONSTRUCTED) != 0) {
            return enter(at + length) && leave();
        }
        at += length;
        return leave();
    }

    private int length(int octets) {
        if (octets > 4 || octets > limit() - at) {
            return -1;
        }
        int length = 0;
        for (int i = 0; i < octets; i++) {
            length = (length << 8) | (bytes[at++] & 0xFF);
        }
        return length;
    }

    private boolean enter(int end) {
        if (depth == MAXIMUM_DEPTH) {
            return false;
        }
        ends[++depth] = end;
        return true;
    }

    private boolean endOfContents() {
        if (depth == 0 || ends[depth] != -1) {
            return false;
        }
        depth--;
        return true;
    }

    /** Out of all that end here. */
    private boolean leave() {
        while (depth > 0 && ends[depth] == at) {
            depth--;
        }
        return true;
    }

    /** Where the innermost value of definite length ends. */
    private int limit() {
        int inner = depth;
        while (ends[inner] == -1) {
            inner--;
        }
        return ends[inner];
    }
}
