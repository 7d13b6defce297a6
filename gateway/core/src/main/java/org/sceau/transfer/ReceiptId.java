package org.sceau.transfer;

import java.util.UUID;

/** One entry of the journal as evidence (EvidenceIdentifier, EN 319 522-2). Random. */
public record ReceiptId(UUID value) {

    /** Reads the canonical text form of {@link #toString()}; throws IllegalArgumentException on anything else. */
    public static ReceiptId parse(String text) {
        UUID value = UUID.fromString(text);
        if (!value.toString().equals(text)) {
            throw new IllegalArgumentException("not a canonical UUID");
        }
        return new ReceiptId(value);
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
