package org.sceau.routes.deliver;

import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.List;

/** Several streams one after the other, each opened when its turn comes. Not thread-safe. */
final class PartsStream extends InputStream {
    private final Iterator<PeerRequest.Body> rest;
    private InputStream current = InputStream.nullInputStream();

    PartsStream(List<PeerRequest.Body> parts) {
        this.rest = parts.iterator();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int count = current.read(into, offset, length);
        while (count < 0 && rest.hasNext()) {
            current.close();
            current = rest.next().open();
            count = current.read(into, offset, length);
        }
        return count;
    }

    @Override
    public void close() throws IOException {
        current.close();
    }
}
