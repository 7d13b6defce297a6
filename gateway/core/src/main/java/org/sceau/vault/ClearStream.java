package org.sceau.vault;

import java.io.IOException;
import java.io.InputStream;
import org.sceau.suites.ContentDecryption;
import org.sceau.suites.SealBroken;

/** Decrypts as it is read; the tag is checked again before the last bytes are given out. */
final class ClearStream extends InputStream {
    private static final int CHUNK_BYTES = 64 * 1024;

    private final InputStream ciphertext;
    private final ContentDecryption decryption;
    private final byte[] tag;
    private final String file;
    private final byte[] chunk = new byte[CHUNK_BYTES];
    private long remaining;
    private int next;
    private int end;

    ClearStream(InputStream ciphertext, long length, ContentDecryption decryption, byte[] tag, String file) {
        this.ciphertext = ciphertext;
        this.remaining = length;
        this.decryption = decryption;
        this.tag = tag;
        this.file = file;
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
        if (next == end && !fill()) {
            return -1;
        }
        int given = Math.min(length, end - next);
        System.arraycopy(chunk, next, bytes, offset, given);
        next += given;
        return given;
    }

    @Override
    public void close() throws IOException {
        ciphertext.close();
    }

    private boolean fill() throws IOException {
        if (remaining == 0) {
            return false;
        }
        int read = ciphertext.readNBytes(chunk, 0, (int) Math.min(chunk.length, remaining));
        decryption.update(chunk, 0, read);
        remaining -= read;
        if (remaining == 0) {
            verify();
        }
        next = 0;
        end = read;
        return true;
    }

    private void verify() {
        try {
            decryption.verify(tag);
        } catch (SealBroken e) {
            throw new PayloadDamaged(Damage.TAG_DIFFERS, file);
        }
    }
}
