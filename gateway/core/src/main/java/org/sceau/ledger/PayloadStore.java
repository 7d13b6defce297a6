package org.sceau.ledger;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.sceau.vault.PayloadLocation;
import org.sceau.vault.StoredPayload;

/** What the recorder needs of the vault. */
@FunctionalInterface
public interface PayloadStore {

    /**
     * Makes payloads durable and says where each lies, by its id. When this returns, bytes and directory entries are on
     * stable storage.
     */
    Map<UUID, PayloadLocation> append(List<StoredPayload> payloads) throws IOException;
}
