package org.sceau.timestamp;

import java.io.IOException;
import java.net.URI;

/** The way to an authority (RFC 3161 section 3.4). Implementations are thread-safe and bound time and size. */
@FunctionalInterface
public interface TsaExchange {
    /** Media type of a request. */
    String QUERY = "application/timestamp-query";
    /** Media type of an answer. */
    String REPLY = "application/timestamp-reply";
    /** Largest answer in bytes: a token and the certificates that an authority likes to send. */
    int MAX_REPLY = 1 << 16;

    /** Posts a request and gives the answer's bytes, at most {@link #MAX_REPLY}; throws if there is none. */
    byte[] post(URI address, byte[] query) throws IOException;
}
