package org.sceau.intake;

import java.io.IOException;

/** Told by a walk through a request where the payloads are. */
interface PayloadPlaces {

    /**
     * The content of a base64 string is next and MUST be consumed, including its closing {@code quote}.
     *
     * @param quote the quotation mark that ends it
     */
    void value(Extracted.Kind kind, int entry, String expression, int quote) throws IOException;

    /** A document Bundle inside a transaction was just opened and MUST be read to its last byte. */
    void document(int entry, String expression) throws IOException;

    /** What comes next may open a document Bundle: MUST be held back until {@link #pass()} or {@link #document}. */
    default void hold() throws IOException {}

    /** What was held back does not open a document Bundle. */
    default void pass() throws IOException {}
}
