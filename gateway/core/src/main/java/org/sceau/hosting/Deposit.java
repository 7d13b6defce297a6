package org.sceau.hosting;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.sceau.transfer.TransferId;

/**
 * What a store is to keep of one transfer.
 *
 * @param transfer names the deposit; random
 * @param objects at least one
 */
public record Deposit(TransferId transfer, List<EncryptedObject> objects) {
    /** Copies its list; throws IllegalArgumentException when there is nothing to keep. */
    public Deposit {
        objects = List.copyOf(objects);
        if (objects.isEmpty()) {
            throw new IllegalArgumentException("a deposit has at least one object");
        }
    }

    /**
     * One encrypted object.
     *
     * @param name within the deposit: lower-case letters, digits and dashes; says nothing of the content
     * @param lengthBytes of what {@code content} writes
     * @param content the CMS object; writes the same bytes each time
     */
    public record EncryptedObject(String name, long lengthBytes, Content content) {
        /** Throws IllegalArgumentException when the name could leave the deposit's directory. */
        public EncryptedObject {
            if (!name.matches("[a-z0-9][a-z0-9-]{0,63}")) {
                throw new IllegalArgumentException("an object's name has lower-case letters, digits and dashes");
            }
        }
    }

    /** Writes ciphertext. */
    @FunctionalInterface
    public interface Content {
        /** Writes all of it and leaves {@code out} open. */
        void writeTo(OutputStream out) throws IOException;
    }
}
