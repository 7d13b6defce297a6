package org.sceau.vault;

import java.io.IOException;

/**
 * Takes one payload's clear bytes as they arrive, hashes and encrypts them at once. Not thread-safe; one sink per payload.
 */
public interface PayloadSink extends AutoCloseable {

    /** Takes the next bytes. */
    void write(byte[] bytes, int offset, int length) throws IOException;

    /** Ends the payload. A small one is not durable before the recorder has synced it; a large one is when this returns. */
    StoredPayload finish() throws IOException;

    /** Forgets the payload unless it was finished; idempotent. */
    @Override
    void close();

    /** Opens sinks; thread-safe. */
    @FunctionalInterface
    interface Factory {

        /** A sink for one new payload, under a content key of its own. */
        PayloadSink open() throws IOException;

        /**
         * Forgets a finished payload that nobody will record: destroys its key and deletes its file, if it has one of its
         * own. Idempotent; a factory whose payloads have files MUST override it.
         */
        default void discard(StoredPayload payload) {
            payload.key().destroy();
        }
    }
}
