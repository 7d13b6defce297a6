package org.sceau.intake;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.sceau.proof.Digest;
import org.sceau.vault.Ciphertext;
import org.sceau.vault.ContentKey;
import org.sceau.vault.StoredPayload;

/** Makes splits from bytes, for tests of what comes after the splitter. */
public final class SplitsForTests {
    private SplitsForTests() {}

    /** A transaction with this metadata and these payloads, which are not encrypted. */
    public static Split of(byte[] metadata, List<byte[]> payloads) {
        return ofStored(metadata, payloads.stream().map(SplitsForTests::stored).toList());
    }

    /** A transaction with this metadata and these payloads, encrypted as they are. */
    public static Split ofStored(byte[] metadata, List<StoredPayload> payloads) {
        List<Extracted> extracted = new ArrayList<>();
        for (StoredPayload payload : payloads) {
            int entry = extracted.size();
            extracted.add(new Extracted(
                    Extracted.Kind.BINARY,
                    entry,
                    "Bundle.entry[" + entry + "].resource.data",
                    payload,
                    Optional.empty()));
        }
        return new Split(
                Interaction.PROVIDE_DOCUMENT_BUNDLE, new MetadataObject(metadata, Format.JSON), extracted, () -> {});
    }

    private static StoredPayload stored(byte[] payload) {
        return new StoredPayload(
                UUID.randomUUID(),
                new ContentKey(new byte[32]),
                "00".repeat(12),
                "00".repeat(16),
                payload.length,
                Digest.sha256(payload),
                Digest.of(new byte[20]),
                Digest.sha256(payload),
                Optional.of(new Ciphertext(payload)));
    }
}
