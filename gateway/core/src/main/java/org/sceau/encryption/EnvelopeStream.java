package org.sceau.encryption;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** What stands before, the ciphertext, what stands after; refuses a ciphertext of another length. */
final class EnvelopeStream extends InputStream {
    private final ByteArrayInputStream before;
    private final InputStream ciphertext;
    private final long announced;
    private final ByteArrayInputStream after;
    private long remaining;
    private boolean ended;

    EnvelopeStream(ByteArrayInputStream before, InputStream ciphertext, long length, ByteArrayInputStream after) {
        this.before = before;
        this.ciphertext = ciphertext;
        this.announced = length;
        this.after = after;
        this.remaining = length;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (before.available() > 0) {
            return before.read(bytes, offset, length);
        }
        if (remaining > 0) {
            int read = ciphertext.read(bytes, offset, (int) Math.min(length, remaining));
            if (read < 0) {
                throw new EnvelopeBroken(announced);
            }
            remaining -= read;
            return read;
        }
        requireEnd();
        return after.read(bytes, offset, length);
    }

    @Override
    public void close() throws IOException {
        ciphertext.close();
    }

    private void requireEnd() throws IOException {
        if (!ended && ciphertext.read() >= 0) {
            throw new EnvelopeBroken(announced);
        }
        ended = true;
    }
}
