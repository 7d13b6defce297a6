package org.sceau.routing.configuration;

import java.util.Map;
import java.util.Set;

/**
 * A type of setting that is written as one scalar.
 *
 * @param accepts the kinds of scalar it is written as
 * @param write what to write, for errors and documentation
 * @param schema JSON Schema of it
 * @param reading from text to value
 */
record ScalarType(Set<Value.Kind> accepts, String write, Map<String, Object> schema, Reading reading) {

    /** Reads a value out of its text. */
    @FunctionalInterface
    interface Reading {

        /** Throws IllegalArgumentException, whose message says what was found, when the text is not such a value. */
        Object read(String text, Files files);
    }

    /** Finds the files that settings name. */
    interface Files {

        /** The absolute path of what may not be there yet. */
        java.nio.file.Path resolve(String text);

        /** A file that must be there. */
        FileReference existing(String text);

        /** The first certificate of a PEM file. */
        java.security.cert.X509Certificate certificate(String text);
    }
}
