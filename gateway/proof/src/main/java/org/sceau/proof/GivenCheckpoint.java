package org.sceau.proof;

import java.nio.charset.StandardCharsets;

/**
 * A checkpoint that somebody kept, to be compared with a journal.
 *
 * @param name where it comes from, for the reader
 * @param checkpoint the log's own statement
 */
public record GivenCheckpoint(String name, Checkpoint checkpoint) {

    /**
     * Reads a signed note, with or without signatures of witnesses, or a receipt in any form, whose checkpoint is
     * then meant.
     *
     * @throws MalformedProof on anything else
     */
    public static GivenCheckpoint decode(String name, byte[] file) {
        String note = new String(file, StandardCharsets.UTF_8);
        return new GivenCheckpoint(
                name,
                note.startsWith(Checkpoint.ORIGIN)
                        ? CosignedCheckpoint.decode(note).checkpoint()
                        : Receipt.read(file).sealed().checkpoint());
    }

    Checkpoint.Body body() {
        return checkpoint.body();
    }
}
