package org.sceau.vault;

import java.io.IOException;
import java.io.InputStream;

/**
 * The clear bytes of a payload: small ones in memory, large ones decrypted as they are read, in constant memory. Not
 * thread-safe, read once.
 */
public final class ClearPayload implements AutoCloseable {
    private final InputStream stream;
    private final long lengthBytes;

    ClearPayload(InputStream stream, long lengthBytes) {
        this.stream = stream;
        this.lengthBytes = lengthBytes;
    }

    /**
     * The bytes. Reading throws {@link PayloadDamaged} when a large payload's file changes between its verification and
     * the reading: the last bytes are not given out then.
     */
    public InputStream stream() {
        return stream;
    }

    /** Exact number of bytes. */
    public long lengthBytes() {
        return lengthBytes;
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
