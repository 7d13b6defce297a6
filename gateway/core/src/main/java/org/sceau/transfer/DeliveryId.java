package org.sceau.transfer;

import java.util.UUID;

/** One transfer's way to one recipient. Random. */
public record DeliveryId(UUID value) {

    /** Reads the canonical text form of {@link #toString()}; throws IllegalArgumentException on anything else. */
    public static DeliveryId parse(String text) {
        UUID value = UUID.fromString(text);
        if (!value.toString().equals(text)) {
            throw new IllegalArgumentException("not a canonical UUID");
        }
        return new DeliveryId(value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
