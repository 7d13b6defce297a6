package org.sceau.trust;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StreamCorruptedException;

/**
 * Takes the elements of a DER value (ITU-T X.690) one by one from a stream, holding one chunk of it. What it takes has one
 * encoding only: shortest lengths, no indefinite form, no tag of several bytes, nothing beyond what encloses it. What is
 * taken can be passed on to a tap, for a signature covers it. Not thread-safe.
 */
final class DerStream {
    static final int BOOLEAN = 0x01;
    static final int INTEGER = 0x02;
    static final int BIT_STRING = 0x03;
    static final int OCTETS = 0x04;
    static final int OID = 0x06;
    static final int ENUMERATED = 0x0a;
    static final int UTC_TIME = 0x17;
    static final int GENERALIZED_TIME = 0x18;
    static final int SEQUENCE = 0x30;

    private static final int CHUNK = 1 << 16;

    private final InputStream in;
    private final byte[] buffer = new byte[CHUNK];
    private OutputStream tap = OutputStream.nullOutputStream();
    private long before;
    private int at;
    private int filled;
    private int tapped;

    DerStream(InputStream in) {
        this.in = in;
    }

    /** Passes what is taken from now on to {@code other}. */
    void tap(OutputStream other) throws IOException {
        flush();
        tap = other;
    }

    /** Bytes taken so far. */
    long position() {
        return before + at;
    }

    /** The tag of the next element, which is not taken; -1 at {@code end}. */
    int next(long end) throws IOException {
        if (position() >= end) {
            return -1;
        }
        fill();
        return buffer[at] & 0xff;
    }

    /** Goes to the content of the next element; gives where it ends, which is not beyond {@code enclosing}. */
    long open(int tag, long enclosing) throws IOException {
        if (position() >= enclosing || read() != tag) {
            throw new StreamCorruptedException("an element of another kind was expected");
        }
        int length = read();
        if (length >= 0x80) {
            length = longForm(length & 0x7f);
        }
        long end = position() + length;
        if (end > enclosing) {
            throw new StreamCorruptedException("an element is longer than what encloses it");
        }
        return end;
    }

    /** The content of the next element. */
    byte[] content(int tag, long enclosing, int maximumBytes) throws IOException {
        return rest(open(tag, enclosing), maximumBytes);
    }

    /** What is left until {@code end}. */
    byte[] rest(long end, int maximumBytes) throws IOException {
        long length = end - position();
        if (length > maximumBytes) {
            throw new StreamCorruptedException("an element is longer than " + maximumBytes + " bytes");
        }
        byte[] content = new byte[(int) length];
        int done = 0;
        while (done < content.length) {
            fill();
            int part = Math.min(content.length - done, filled - at);
            System.arraycopy(buffer, at, content, done, part);
            at += part;
            done += part;
        }
        return content;
    }

    /** Refuses what nobody took. */
    void end(long end) throws IOException {
        if (position() != end) {
            throw new StreamCorruptedException("an element holds more than it should");
        }
    }

    private int longForm(int octets) throws IOException {
        if (octets == 0 || octets > 4) {
            throw new StreamCorruptedException("a length is indefinite or too long");
        }
        long length = 0;
        for (int i = 0; i < octets; i++) {
            length = (length << 8) | read();
        }
        if (length < 0x80 || length >>> (8 * (octets - 1)) == 0 || length > Integer.MAX_VALUE) {
            throw new StreamCorruptedException("a length is not in its shortest form, or too long");
        }
        return (int) length;
    }

    private int read() throws IOException {
        fill();
        return buffer[at++] & 0xff;
    }

    private void fill() throws IOException {
        if (at < filled) {
            return;
        }
        flush();
        before += filled;
        at = 0;
        tapped = 0;
        filled = Math.max(in.read(buffer), 0);
        if (filled == 0) {
            throw new StreamCorruptedException("it ends early");
        }
    }

    private void flush() throws IOException {
        tap.write(buffer, tapped, at - tapped);
        tapped = at;
    }
}
