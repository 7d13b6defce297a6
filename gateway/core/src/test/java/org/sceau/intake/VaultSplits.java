package org.sceau.intake;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sceau.vault.PayloadSink;
import org.sceau.vault.StoredPayload;

/** Makes splits whose payloads really went through a vault. */
public final class VaultSplits {
    private VaultSplits() {}

    /** A transaction with this metadata and these payloads. */
    public static Split of(PayloadSink.Factory vault, byte[] metadata, List<byte[]> payloads) throws IOException {
        List<Extracted> extracted = new ArrayList<>();
        for (byte[] payload : payloads) {
            int entry = extracted.size();
            extracted.add(new Extracted(
                    Extracted.Kind.BINARY,
                    entry,
                    "Bundle.entry[" + entry + "]",
                    stored(vault, payload),
                    Optional.empty()));
        }
        return new Split(
                Interaction.PROVIDE_DOCUMENT_BUNDLE,
                new MetadataObject(metadata, Format.JSON),
                extracted,
                () -> extracted.forEach(payload -> vault.discard(payload.payload())));
    }

    private static StoredPayload stored(PayloadSink.Factory vault, byte[] payload) throws IOException {
        try (PayloadSink sink = vault.open()) {
            sink.write(payload, 0, payload.length);
            return sink.finish();
        }
    }
}
