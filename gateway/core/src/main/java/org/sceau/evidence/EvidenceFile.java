package org.sceau.evidence;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import org.sceau.keys.Seal;
import org.sceau.proof.EvidenceWriter;
import org.sceau.vault.ContentKey;

/** An evidence file that may be given out: journaled, not yet written. Closing it destroys its keys. Not thread-safe. */
public final class EvidenceFile implements AutoCloseable {
    private final EvidenceWriter writer;
    private final Seal seal;
    private final Instant made;
    private final List<ContentKey> keys;

    EvidenceFile(EvidenceWriter writer, Seal seal, Instant made, List<ContentKey> keys) {
        this.writer = writer;
        this.seal = seal;
        this.made = made;
        this.keys = List.copyOf(keys);
    }

    /** Writes it as a stream; nothing is written before everything was read once. Does not close {@code out}. */
    public void write(OutputStream out) throws IOException {
        writer.write(out, seal, made);
    }

    @Override
    public void close() {
        keys.forEach(ContentKey::destroy);
    }
}
