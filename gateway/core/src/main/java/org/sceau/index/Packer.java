package org.sceau.index;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Writes the compact binary form of values that are stored sealed: numbers big-endian, texts and bytes with their length. */
public final class Packer {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(512);

    /** Starts empty. */
    public Packer() {}

    /** Eight bytes. */
    public Packer number(long value) {
        out.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
        return this;
    }

    /** Four bytes of length, then the bytes. */
    public Packer bytes(byte[] value) {
        out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(value.length).array());
        out.writeBytes(value);
        return this;
    }

    /** The bytes alone, to join parts of what was packed before. */
    public Packer raw(byte[] value) {
        out.writeBytes(value);
        return this;
    }

    /** As bytes of UTF-8. */
    public Packer text(String value) {
        return bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    /** How many, then each. */
    public Packer texts(List<String> values) {
        number(values.size());
        values.forEach(this::text);
        return this;
    }

    /** Milliseconds, none or one. */
    public Packer instant(Optional<Instant> value) {
        number(value.isPresent() ? 1 : 0);
        value.ifPresent(instant -> number(instant.toEpochMilli()));
        return this;
    }

    /** What was written. */
    public byte[] done() {
        return out.toByteArray();
    }
}
