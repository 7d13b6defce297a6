package org.sceau.trust;

import java.io.IOException;
import java.net.URI;

/**
 * Asks OCSP responders (RFC 6960 appendix A). What they answer vouches for itself. Implementations MUST bound size and
 * time, follow no redirect, and are called on a thread that nothing waits for.
 */
@FunctionalInterface
public interface OcspExchange {
    /** Longest answer in bytes: one with a responder's certificate has some 2 KB, with ML-DSA some 12 KB. */
    int MAXIMUM_BYTES = 64 * 1024;

    /** The bytes that answer a request. */
    byte[] ask(URI address, byte[] request) throws IOException;
}
