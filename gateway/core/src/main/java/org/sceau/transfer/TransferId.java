package org.sceau.transfer;

import java.util.UUID;

/** One submission on its way, from the moment it was received. Random; says nothing of patient or content. */
public record TransferId(UUID value) {

    /** Reads the canonical text form of {@link #toString()}; throws IllegalArgumentException on anything else. */
    public static TransferId parse(String text) {
        UUID value = UUID.fromString(text);
        if (!value.toString().equals(text)) {
            throw new IllegalArgumentException("not a canonical UUID");
        }
        return new TransferId(value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
