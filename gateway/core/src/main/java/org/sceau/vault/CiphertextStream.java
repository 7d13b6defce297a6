package org.sceau.vault;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Exactly the bytes of one location. */
final class CiphertextStream extends InputStream {
    private final FileChannel channel;
    private final String file;
    private long position;
    private long remaining;

    private CiphertextStream(FileChannel channel, PayloadLocation location) {
        this.channel = channel;
        this.file = location.file();
        this.position = location.offset();
        this.remaining = location.length();
    }

    /** Throws {@link PayloadDamaged} when the location is not wholly there. */
    static CiphertextStream open(Path directory, PayloadLocation location) throws IOException {
        String file = location.file();
        if (!VaultFile.isName(file) || location.offset() < 0 || location.length() < 0) {
            throw new PayloadDamaged(Damage.LOCATION_INVALID, "an unnamed file");
        }
        FileChannel channel = channel(directory, file);
        if (channel.size() - location.offset() < location.length()) {
            channel.close();
            throw new PayloadDamaged(Damage.TRUNCATED, file);
        }
        return new CiphertextStream(channel, location);
    }

    private static FileChannel channel(Path directory, String file) throws IOException {
        try {
            return FileChannel.open(directory.resolve(file), StandardOpenOption.READ);
        } catch (NoSuchFileException e) {
            throw new PayloadDamaged(Damage.FILE_MISSING, file);
        }
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
        if (remaining == 0) {
            return -1;
        }
        int wanted = (int) Math.min(length, remaining);
        int read = channel.read(ByteBuffer.wrap(bytes, offset, wanted), position);
        if (read < 0) {
            throw new PayloadDamaged(Damage.TRUNCATED, file);
        }
        position += read;
        remaining -= read;
        return read;
    }

    @Override
    public int available() {
        return (int) Math.min(Integer.MAX_VALUE, remaining);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
