package org.sceau.routes.deliver;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * A request to a recipient's system, ready to be sent as often as it takes: each sending writes the same bytes.
 *
 * @param uri where
 * @param contentType FHIR media type of the body
 * @param lengthBytes of the body, or {@link #UNKNOWN_LENGTH}
 * @param body opens it
 * @param shape what a success answer must look like
 * @param documents for each document its uniqueId and, where it is known beforehand, base64 of its SHA-1 as sent
 */
public record PeerRequest(
        URI uri,
        String contentType,
        long lengthBytes,
        Body body,
        Shape shape,
        Map<String, Optional<String>> documents) {
    /** The body is sent in chunks until it ends. */
    public static final long UNKNOWN_LENGTH = -1;

    /** Copies its map. */
    public PeerRequest {
        documents = Map.copyOf(documents);
    }

    @Override
    public String toString() {
        return "PeerRequest[" + lengthBytes + " bytes]";
    }

    /** Opens the body from its first byte. */
    @FunctionalInterface
    public interface Body {
        /** A new stream; the caller closes it. */
        InputStream open() throws IOException;
    }

    /** What a success answer must look like. */
    public sealed interface Shape {
        /** ITI-65: a transaction-response with as many entries. */
        record Transaction(int entries) implements Shape {}

        /** ITI-105 or a FHIR document alone: 201 with a Location. */
        record Created() implements Shape {}
    }
}
