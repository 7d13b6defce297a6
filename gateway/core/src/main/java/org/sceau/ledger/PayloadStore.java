package org.sceau.ledger;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.sceau.vault.PayloadLocation;
import org.sceau.vault.StoredPayload;
import org.sceau.vault.Vault;

/** What the recorder needs of the vault. */
public interface PayloadStore {

    /**
     * Makes payloads durable and says where each lies, by its id. When this returns, bytes and directory entries are on
     * stable storage.
     */
    Map<UUID, PayloadLocation> append(List<StoredPayload> payloads) throws IOException;

    /** Forgets a payload that was not recorded: its key, and its file where it has one; idempotent. */
    void discard(StoredPayload payload);

    /** The vault as payload store. */
    static PayloadStore of(Vault vault) {
        return new PayloadStore() {
            @Override
            public Map<UUID, PayloadLocation> append(List<StoredPayload> payloads) throws IOException {
                return vault.append(payloads);
            }

            @Override
            public void discard(StoredPayload payload) {
                vault.discard(payload);
            }
        };
    }
}
