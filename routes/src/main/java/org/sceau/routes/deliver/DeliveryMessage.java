package org.sceau.routes.deliver;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.UUID;
import org.sceau.transfer.DeliveryId;

/**
 * What a queue message holds: which delivery, which attempt; 20 bytes, big-endian. Nothing of a document.
 *
 * @param delivery which
 * @param attempt from 1
 */
record DeliveryMessage(DeliveryId delivery, int attempt) {
    private static final int BYTES = 20;

    byte[] encode() {
        return ByteBuffer.allocate(BYTES)
                .putLong(delivery.value().getMostSignificantBits())
                .putLong(delivery.value().getLeastSignificantBits())
                .putInt(attempt)
                .array();
    }

    /** Empty for anything that is not such a message. */
    static Optional<DeliveryMessage> decode(byte[] content) {
        if (content.length != BYTES) {
            return Optional.empty();
        }
        ByteBuffer buffer = ByteBuffer.wrap(content);
        var delivery = new DeliveryId(new UUID(buffer.getLong(), buffer.getLong()));
        int attempt = buffer.getInt();
        return attempt < 1 ? Optional.empty() : Optional.of(new DeliveryMessage(delivery, attempt));
    }
}
