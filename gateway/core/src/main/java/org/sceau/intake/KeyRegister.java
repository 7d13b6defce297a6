package org.sceau.intake;

import java.util.Arrays;

/**
 * The unescaped keys of all objects that are open, so that a key that stands twice in one object is found. A stack: closing
 * an object forgets its keys. Also the scratch space of short strings. Not thread-safe.
 */
final class KeyRegister {
    private final int maxMembers;
    private final int[] frames;
    private byte[] text = new byte[1024];
    private int end;
    private int[] starts = new int[64];
    private int[] hashes = new int[64];
    private int count;

    KeyRegister(int maxDepth, int maxMembers) {
        this.maxMembers = maxMembers;
        this.frames = new int[maxDepth + 1];
    }

    /** What became of a key. */
    enum Added {
        NEW,
        DUPLICATE,
        TOO_MANY
    }

    void open(int depth) {
        frames[depth] = count;
    }

    void close(int depth) {
        forget(frames[depth]);
    }

    /** Number of keys held; with {@link #forget} a way back. */
    int count() {
        return count;
    }

    void forget(int toCount) {
        if (toCount < count) {
            count = toCount;
            end = starts[toCount];
        }
    }

    /** Begins a key or a short string. */
    void begin() {
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, 2 * count);
            hashes = Arrays.copyOf(hashes, 2 * count);
        }
        starts[count] = end;
    }

    void append(byte[] source, int offset, int length) {
        if (end + length > text.length) {
            text = Arrays.copyOf(text, Math.max(end + length, 2 * text.length));
        }
        System.arraycopy(source, offset, text, end, length);
        end += length;
    }

    /** Appends a code point as UTF-8. */
    void append(int codePoint) {
        if (end + 4 > text.length) {
            text = Arrays.copyOf(text, 2 * text.length);
        }
        if (codePoint < 0x80) {
            text[end++] = (byte) codePoint;
        } else if (codePoint < 0x800) {
            text[end++] = (byte) (0xc0 | (codePoint >> 6));
            text[end++] = (byte) (0x80 | (codePoint & 0x3f));
        } else {
            appendLong(codePoint);
        }
    }

    private void appendLong(int codePoint) {
        if (codePoint < 0x10000) {
            text[end++] = (byte) (0xe0 | (codePoint >> 12));
        } else {
            text[end++] = (byte) (0xf0 | (codePoint >> 18));
            text[end++] = (byte) (0x80 | ((codePoint >> 12) & 0x3f));
        }
        text[end++] = (byte) (0x80 | ((codePoint >> 6) & 0x3f));
        text[end++] = (byte) (0x80 | (codePoint & 0x3f));
    }

    /** Bytes appended since {@link #begin()}. */
    int length() {
        return end - starts[count];
    }

    /** Drops what was appended since {@link #begin()} and gives it as it is. */
    byte[] take() {
        byte[] taken = Arrays.copyOfRange(text, starts[count], end);
        end = starts[count];
        return taken;
    }

    /** Keeps what was appended since {@link #begin()} as a key of the object open at {@code depth}. */
    Added add(int depth) {
        int from = starts[count];
        int hash = hash(from);
        for (int i = frames[depth]; i < count; i++) {
            if (hashes[i] == hash && Arrays.equals(text, starts[i], starts[i + 1], text, from, end)) {
                return Added.DUPLICATE;
            }
        }
        hashes[count++] = hash;
        return count - frames[depth] > maxMembers ? Added.TOO_MANY : Added.NEW;
    }

    /** Whether the key added last reads {@code name}. */
    boolean last(byte[] name) {
        return count > 0 && Arrays.equals(text, starts[count - 1], end, name, 0, name.length);
    }

    private int hash(int from) {
        int hash = end - from;
        for (int i = from; i < end; i++) {
            hash = hash * 31 + text[i];
        }
        return hash;
    }
}
