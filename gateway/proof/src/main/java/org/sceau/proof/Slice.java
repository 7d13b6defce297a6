package org.sceau.proof;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Some bytes out of the middle of a stream. */
final class Slice extends FilterInputStream {
    private long left;

    /** Closes {@code in} with itself. */
    Slice(InputStream in, long start, long length) throws IOException {
        super(in);
        this.left = length;
        try {
            in.skipNBytes(start);
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (left == 0 && length > 0) {
            return -1;
        }
        int n = super.read(into, offset, (int) Math.min(length, left));
        left -= Math.max(n, 0);
        return n;
    }
}
