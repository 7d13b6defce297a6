package org.sceau.intake;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.sceau.vault.PayloadSink;
import org.sceau.vault.StoredPayload;

/** The payloads of one request, finished or not, so that a refusal forgets all of them. Not thread-safe. */
final class PayloadCollector {
    private final PayloadSink.Factory factory;
    private final List<Extracted> payloads = new ArrayList<>();
    private @Nullable PayloadSink current;

    PayloadCollector(PayloadSink.Factory factory) {
        this.factory = factory;
    }

    PayloadSink open() throws IOException {
        PayloadSink sink = factory.open();
        current = sink;
        return sink;
    }

    StoredPayload finish(
            PayloadSink sink, Extracted.Kind kind, int entry, String expression, Optional<DocumentView> document)
            throws IOException {
        StoredPayload payload = sink.finish();
        payloads.add(new Extracted(kind, entry, expression, payload, document));
        sink.close();
        current = null;
        return payload;
    }

    Split split(Interaction interaction, MetadataObject metadata) {
        List<Extracted> kept = List.copyOf(payloads);
        AtomicBoolean discarded = new AtomicBoolean();
        return new Split(interaction, metadata, kept, () -> {
            if (discarded.compareAndSet(false, true)) {
                kept.forEach(extracted -> factory.discard(extracted.payload()));
            }
        });
    }

    /** Forgets everything. */
    void discard() {
        PayloadSink open = current;
        if (open != null) {
            open.close();
            current = null;
        }
        payloads.forEach(extracted -> factory.discard(extracted.payload()));
        payloads.clear();
    }
}
