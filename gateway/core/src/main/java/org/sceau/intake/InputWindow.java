package org.sceau.intake;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.sceau.failure.FailureCode;

/**
 * The part of a request that is in memory: at most {@value IntakeLimits#LOOK_AHEAD_BYTES} bytes. Scanners read
 * {@code bytes[position..limit)} directly, so that no call is made per byte. Bytes passed over go to the current output in
 * blocks. Between {@link #anchor()} and {@link #release()} nothing is lost, so that a reader can look ahead. Not
 * thread-safe.
 */
final class InputWindow {
    private static final int INITIAL_BYTES = 32 * 1024;

    /** The buffer; changes at {@link #refill()}. */
    byte[] bytes = new byte[INITIAL_BYTES];
    /** Next byte to read. */
    int position;
    /** End of what was received. */
    int limit;

    private final InputStream in;
    private final long maxBytes;
    private final String hint;
    private final Objections objections;
    private ByteOutput output;
    private boolean copying = true;
    private int copied;
    private long start;
    private int anchor = -1;
    private boolean exhausted;

    InputWindow(InputStream in, long maxBytes, String hint, Objections objections, ByteOutput output) {
        this.in = in;
        this.maxBytes = maxBytes;
        this.hint = hint;
        this.objections = objections;
        this.output = output;
    }

    /** Offset in the body of the next byte. */
    long offset() {
        return start + position;
    }

    /** Receives more once everything was read; false at the end of the body, or of what can be looked ahead. */
    boolean refill() throws IOException {
        if (anchor < 0) {
            flush(position);
            start += limit;
            position = 0;
            limit = 0;
            copied = 0;
        } else if (limit == bytes.length && noRoom()) {
            exhausted = true;
            return false;
        }
        int count;
        do {
            count = in.read(bytes, limit, bytes.length - limit);
        } while (count == 0);
        if (count < 0) {
            return false;
        }
        limit += count;
        if (start + limit > maxBytes) {
            throw objections.refuse(FailureCode.TOO_LARGE, maxBytes, Long.toString(maxBytes), hint);
        }
        return true;
    }

    /** The next byte without passing over it, -1 at the end. */
    int peek() throws IOException {
        return position < limit || refill() ? bytes[position] & 0xff : -1;
    }

    /** Passes over the next byte, -1 at the end. */
    int read() throws IOException {
        return position < limit || refill() ? bytes[position++] & 0xff : -1;
    }

    /** Hands everything before the last {@code back} bytes to the output. */
    void flush(int back, ByteOutput next) throws IOException {
        flush(position - back);
        output = next;
    }

    /** Hands what was passed over to the output, then lets bytes pass unseen: the buffer may be overwritten. */
    void pause() throws IOException {
        flush(position);
        copying = false;
    }

    /** Goes on copying with the next byte. */
    void resume() {
        copied = position;
        copying = true;
    }

    /** From the last byte read on, nothing is lost until {@link #release()}. */
    void anchor() {
        anchor = position - 1;
        exhausted = false;
    }

    /** Goes back to the anchor. */
    void release() {
        position = anchor + 1;
        anchor = -1;
    }

    /** True when looking ahead ended because there was no room for more. */
    boolean exhausted() {
        return exhausted;
    }

    private void flush(int end) throws IOException {
        if (copying && end > copied) {
            output.write(bytes, copied, end - copied);
        }
        copied = Math.max(copied, end);
    }

    private boolean noRoom() throws IOException {
        if (anchor > 0) {
            flush(anchor);
            System.arraycopy(bytes, anchor, bytes, 0, limit - anchor);
            start += anchor;
            position -= anchor;
            limit -= anchor;
            copied = 0;
            anchor = 0;
            return false;
        }
        if (bytes.length < IntakeLimits.LOOK_AHEAD_BYTES) {
            bytes = Arrays.copyOf(bytes, IntakeLimits.LOOK_AHEAD_BYTES);
            return false;
        }
        return true;
    }
}
