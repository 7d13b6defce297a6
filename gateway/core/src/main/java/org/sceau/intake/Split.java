package org.sceau.intake;

import java.util.List;

/**
 * A request taken apart: every payload encrypted, the metadata in memory. Made by the splitters only; nothing of it is
 * durable yet. Whoever does not hand it on to the recorder MUST {@link #discard()} it.
 */
public final class Split {
    private final Interaction interaction;
    private final MetadataObject metadata;
    private final List<Extracted> payloads;
    private final Runnable discard;

    Split(Interaction interaction, MetadataObject metadata, List<Extracted> payloads, Runnable discard) {
        this.interaction = interaction;
        this.metadata = metadata;
        this.payloads = List.copyOf(payloads);
        this.discard = discard;
    }

    /** What the sender did. */
    public Interaction interaction() {
        return interaction;
    }

    /** What is left when the payloads are out. */
    public MetadataObject metadata() {
        return metadata;
    }

    /** The payloads, in the order they stood in. */
    public List<Extracted> payloads() {
        return payloads;
    }

    /** Destroys the content keys and deletes files of large payloads; idempotent. */
    public void discard() {
        discard.run();
    }
}
