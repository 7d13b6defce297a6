package org.sceau.ledger;

import java.util.List;
import java.util.Optional;
import org.sceau.proof.Digest;
import org.sceau.vault.ContentKey;
import org.sceau.vault.PayloadLocation;

/**
 * An encrypted object in the vault, with all that is needed to give it away or open it.
 *
 * @param number index of the payload, or {@link AcceptedObject#METADATA}
 * @param location where its ciphertext lies
 * @param nonce 12 bytes as lower-case hexadecimal
 * @param tag 16 bytes as lower-case hexadecimal
 * @param sizeBytes of the clear content
 * @param sha256 of the clear content
 * @param ciphertextSha256 of the ciphertext without the tag
 * @param key the content key, where the gateway has kept a wrap; the caller destroys it after use
 * @param readers the content key wrapped for each reader
 */
public record StoredObject(
        int number,
        PayloadLocation location,
        String nonce,
        String tag,
        long sizeBytes,
        Digest sha256,
        Digest ciphertextSha256,
        Optional<ContentKey> key,
        List<ReaderWrap> readers) {

    /** Copies its list. */
    public StoredObject {
        readers = List.copyOf(readers);
    }

    StoredObject withReaders(List<ReaderWrap> others) {
        return new StoredObject(number, location, nonce, tag, sizeBytes, sha256, ciphertextSha256, key, others);
    }
}
