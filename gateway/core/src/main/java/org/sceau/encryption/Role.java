package org.sceau.encryption;

/** What an encrypted object of a transfer is. */
public sealed interface Role {

    /**
     * A payload of the submission.
     *
     * @param payload index in {@code Split.payloads()}
     */
    record Document(int payload) implements Role {}

    /** The metadata object. */
    record Metadata() implements Role {}
}
