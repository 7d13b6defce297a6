package org.sceau.routes.deliver;

import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;

/** The base64 (RFC 4648, section 4, padded, one line) of what it reads. Constant memory; not thread-safe. */
public final class Base64Stream extends InputStream {
    /** A multiple of three, so that only the last piece is padded. */
    private static final int PIECE_BYTES = 3 * 16 * 1024;

    private final InputStream source;
    private byte[] encoded = new byte[0];
    private int position;
    private boolean ended;

    /** Closes {@code source} with itself. */
    public Base64Stream(InputStream source) {
        this.source = source;
    }

    /** Number of characters for so many bytes. */
    public static long length(long bytes) {
        return (bytes + 2) / 3 * 4;
    }

    @Override
    public int read() throws IOException {
        return more() ? encoded[position++] & 0xff : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!more()) {
            return -1;
        }
        int count = Math.min(length, encoded.length - position);
        System.arraycopy(encoded, position, into, offset, count);
        position += count;
        return count;
    }

    @Override
    public void close() throws IOException {
        source.close();
    }

    private boolean more() throws IOException {
        if (position < encoded.length) {
            return true;
        }
        if (ended) {
            return false;
        }
        byte[] piece = source.readNBytes(PIECE_BYTES);
        ended = piece.length < PIECE_BYTES;
        encoded = Base64.getEncoder().encode(piece);
        position = 0;
        return encoded.length > 0;
    }
}
