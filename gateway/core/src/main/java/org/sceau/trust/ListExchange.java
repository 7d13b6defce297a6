package org.sceau.trust;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/**
 * Fetches revocation lists. What it brings vouches for itself. Implementations MUST bound size and time, follow no
 * redirect, and are called on a thread that nothing waits for.
 */
@FunctionalInterface
public interface ListExchange {

    /**
     * Asks for the list at {@code address} unless it is still the one that {@code last} describes.
     *
     * @param into where the list is written
     */
    Answer get(URI address, Version last, Path into) throws IOException;

    /**
     * Which version of a list a source gave (RFC 9110, section 8.8).
     *
     * @param tag its ETag, empty when it gave none
     * @param modified its Last-Modified, empty when it gave none
     */
    record Version(String tag, String modified) {
        /** None. */
        public static final Version NONE = new Version("", "");
    }

    /** What a source answered. */
    sealed interface Answer {
        /**
         * Another list than the last one.
         *
         * @param version of it
         */
        record Changed(Version version) implements Answer {}

        /** The last one is still the current one. */
        record Unchanged() implements Answer {}
    }
}
