package org.sceau.vault;

import java.util.Optional;
import java.util.UUID;
import org.sceau.proof.Digest;

/**
 * A payload that has arrived whole and lies encrypted (AES-256-GCM) in memory or in a file of its own, not yet durable.
 *
 * @param id random name in the vault
 * @param key the content key; the recorder destroys it once every wrap is stored
 * @param nonce 12 bytes as lower-case hexadecimal
 * @param tag 16 bytes as lower-case hexadecimal
 * @param sizeBytes of the clear payload, which is also that of the ciphertext
 * @param sha256 of the clear payload
 * @param sha1 of the clear payload, only ever compared with FHIR's {@code attachment.hash}
 * @param ciphertextSha256 of the ciphertext without the tag
 * @param inMemory the ciphertext of a small payload, which the recorder appends to a shared segment; empty for a large one
 */
public record StoredPayload(
        UUID id,
        ContentKey key,
        String nonce,
        String tag,
        long sizeBytes,
        Digest sha256,
        Digest sha1,
        Digest ciphertextSha256,
        Optional<Ciphertext> inMemory) {}
