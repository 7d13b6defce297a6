package org.sceau.transfer;

import java.util.UUID;

/** One document held for readers; the id in the URLs we mint. Random. */
public record DocumentId(UUID value) {

    /** Reads the canonical text form of {@link #toString()}; throws IllegalArgumentException on anything else. */
    public static DocumentId parse(String text) {
        UUID value = UUID.fromString(text);
        if (!value.toString().equals(text)) {
            throw new IllegalArgumentException("not a canonical UUID");
        }
        return new DocumentId(value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
