package org.sceau.intake;

import java.util.Arrays;

/** A growing byte array. Callers check {@link #size()} against their limit before they write. Not thread-safe. */
final class ByteCollector {
    private byte[] bytes;
    private int size;

    ByteCollector(int initialBytes) {
        this.bytes = new byte[initialBytes];
    }

    int size() {
        return size;
    }

    void write(byte[] source, int offset, int length) {
        if (length > bytes.length - size) {
            bytes = Arrays.copyOf(bytes, Math.max(size + length, 2 * size));
        }
        System.arraycopy(source, offset, bytes, size, length);
        size += length;
    }

    void write(byte[] source) {
        write(source, 0, source.length);
    }

    /** The array itself; valid up to {@link #size()} until the next write. */
    byte[] array() {
        return bytes;
    }

    byte[] toBytes() {
        return Arrays.copyOf(bytes, size);
    }
}
