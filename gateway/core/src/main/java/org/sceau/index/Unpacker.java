package org.sceau.index;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads what {@link Packer} wrote, in the same order. It reads only values whose seal was verified; anything else ends in
 * an IllegalArgumentException or BufferUnderflowException.
 */
public final class Unpacker {
    private final ByteBuffer in;

    /** Reads from the start. */
    public Unpacker(byte[] packed) {
        this.in = ByteBuffer.wrap(packed);
    }

    /** A number. */
    public long number() {
        return in.getLong();
    }

    /** Bytes. */
    public byte[] bytes() {
        int length = in.getInt();
        if (length < 0 || length > in.remaining()) {
            throw new IllegalArgumentException("length out of range");
        }
        byte[] value = new byte[length];
        in.get(value);
        return value;
    }

    /** A text. */
    public String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    /** A list of texts. */
    public List<String> texts() {
        List<String> values = new ArrayList<>();
        for (long i = number(); i > 0; i--) {
            values.add(text());
        }
        return values;
    }

    /** A time, where there is one. */
    public Optional<Instant> instant() {
        return number() == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(number()));
    }
}
