package org.sceau.ledger;

import java.util.List;
import java.util.Optional;
import org.sceau.encryption.AddressedObject;
import org.sceau.encryption.Role;
import org.sceau.vault.PayloadLocation;
import org.sceau.vault.StoredPayload;

/**
 * An encrypted object of an acceptance, before it has a place in the vault.
 *
 * @param number index of the payload in {@code Split.payloads()}; {@link #METADATA} for the encrypted metadata object
 * @param payload ciphertext and content key
 * @param readers the content key wrapped for each reader
 */
public record AcceptedObject(int number, StoredPayload payload, List<ReaderWrap> readers) {
    /** The number of the metadata object. */
    public static final int METADATA = -1;

    /** Copies its list. */
    public AcceptedObject {
        readers = List.copyOf(readers);
    }

    /** As it is stored; without its key where none is {@code kept}. */
    StoredObject stored(PayloadLocation location, boolean kept) {
        return new StoredObject(
                number,
                location,
                payload.nonce(),
                payload.tag(),
                payload.sizeBytes(),
                payload.sha256(),
                payload.ciphertextSha256(),
                kept ? Optional.of(payload.key()) : Optional.empty(),
                readers);
    }

    static AcceptedObject of(AddressedObject object) {
        int number = switch (object.role()) {
            case Role.Document document -> document.payload();
            case Role.Metadata metadata -> METADATA;
        };
        List<ReaderWrap> readers = object.readers().stream()
                .map(key -> new ReaderWrap(
                        key.reader(),
                        key.certificate(),
                        Octets.of(key.recipientInfo().der())))
                .toList();
        return new AcceptedObject(number, object.payload(), readers);
    }
}
