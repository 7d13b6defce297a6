package org.sceau.routes.deliver;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.sceau.encryption.CmsEnvelope;
import org.sceau.encryption.RecipientInfo;
import org.sceau.ledger.StoredObject;
import org.sceau.vault.Vault;

/** The CMS objects of stored objects: for all their readers, the same bytes each time. Needs no key. Thread-safe. */
public final class Envelopes {
    private final Vault vault;

    /** Reads ciphertext from {@code vault}. */
    public Envelopes(Vault vault) {
        this.vault = vault;
    }

    /** Whether an object can be given out as a CMS object: it was wrapped for at least one reader. */
    public boolean wrapped(StoredObject object) {
        return !object.readers().isEmpty();
    }

    /** Its envelope, without the ciphertext. */
    public CmsEnvelope envelope(StoredObject object) {
        List<RecipientInfo> readers = object.readers().stream()
                .map(reader -> new RecipientInfo(reader.recipientInfo().bytes()))
                .toList();
        return CmsEnvelope.of(readers, object.nonce(), object.tag(), object.sizeBytes());
    }

    /** The whole object; its ciphertext was checked against its digest. The caller closes it. */
    public InputStream open(StoredObject object) throws IOException {
        return envelope(object).asStream(vault.openCiphertext(object.location(), object.ciphertextSha256()));
    }

    /**
     * An object that its sender sealed: what the gateway had encrypted is the sender's own envelope. MUST NOT be called for
     * another mode. The caller closes it.
     */
    public InputStream openSenders(StoredObject object) throws IOException {
        return ComposeOriginal.clear(vault, object);
    }
}
