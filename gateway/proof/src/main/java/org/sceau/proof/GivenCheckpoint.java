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
     * Reads a signed note, with or without signatures of witnesses, or a receipt, whose checkpoint is then meant.
     *
     * @throws MalformedProof on anything else
     */
    public static GivenCheckpoint decode(String name, byte[] file) {
        if (file.length > 0 && file[0] == '{') {
            return new GivenCheckpoint(name, Receipt.decode(file).sealed().checkpoint());
        }
        return new GivenCheckpoint(
                name,
                CosignedCheckpoint.decode(new String(file, StandardCharsets.UTF_8))
                        .checkpoint());
    }

    Checkpoint.Body body() {
        return checkpoint.body();
    }
}
