package org.sceau.intake;

import java.io.IOException;

/** Takes bytes of a request as they are passed over. */
@FunctionalInterface
interface ByteOutput {

    /** Takes the next bytes; MUST NOT keep the array. */
    void write(byte[] bytes, int offset, int length) throws IOException;
}
