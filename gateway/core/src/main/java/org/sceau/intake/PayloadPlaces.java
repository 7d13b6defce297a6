package org.sceau.intake;

import java.io.IOException;

/** Told by a walk through a request where the payloads are. */
interface PayloadPlaces {

    /** The content of a base64 string is next and MUST be consumed, including its closing quotation mark. */
    void value(Extracted.Kind kind, int entry, String expression) throws IOException;

    /** A document Bundle inside a transaction was just opened and MUST be read to its last byte. */
    void document(int entry, String expression) throws IOException;
}
