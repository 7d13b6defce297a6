package org.sceau.evidence;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.sceau.encryption.CmsEnvelope;
import org.sceau.encryption.RecipientInfo;
import org.sceau.failure.FailureCode;
import org.sceau.failure.Refused;
import org.sceau.ledger.AcceptedObject;
import org.sceau.ledger.Dossier;
import org.sceau.ledger.StoredObject;
import org.sceau.proof.Digest;
import org.sceau.proof.EvidenceStatement.Documents;
import org.sceau.proof.EvidenceWriter;
import org.sceau.transfer.PartnerId;
import org.sceau.vault.ContentKey;
import org.sceau.vault.Opening;
import org.sceau.vault.Vault;

/** The documents of one transfer, as they go into an evidence file. */
final class EvidenceDocuments {
    private final Vault vault;
    private final Dossier dossier;

    EvidenceDocuments(Vault vault, Dossier dossier) {
        this.vault = vault;
        this.dossier = dossier;
    }

    /** All keys that opening the transfer gave. */
    List<ContentKey> keys() {
        return dossier.objects().stream()
                .flatMap(object -> object.key().stream())
                .toList();
    }

    void add(EvidenceWriter writer, Documents form, PartnerId reader) {
        switch (form) {
            case NONE -> {}
            case ENCRYPTED -> encrypted(writer, reader);
            case CLEAR -> clear(writer);
        }
    }

    private void clear(EvidenceWriter writer) {
        byte[] metadata = dossier.metadata().bytes();
        writer.metadata(dossier.format().name().toLowerCase(Locale.ROOT), () -> new ByteArrayInputStream(metadata));
        for (StoredObject object : dossier.objects()) {
            if (object.number() != AcceptedObject.METADATA) {
                ContentKey key =
                        object.key().orElseThrow(() -> new Refused(FailureCode.NOT_ACCEPTABLE, Documents.CLEAR.code()));
                writer.payload(object.number(), false, () -> open(object, key));
            }
        }
    }

    /**
     * What was signed, by its digest; a document that the gateway has no key for is not at hand. Good until the keys are
     * destroyed.
     */
    Optional<EvidenceWriter.Source> signed(Digest sha256) {
        if (dossier.metadataSha256().equals(sha256)) {
            byte[] metadata = dossier.metadata().bytes();
            return Optional.of(() -> new ByteArrayInputStream(metadata));
        }
        return dossier.objects().stream()
                .filter(object -> object.sha256().equals(sha256))
                .findFirst()
                .flatMap(object -> object.key().map(key -> () -> open(object, key)));
    }

    private InputStream open(StoredObject object, ContentKey key) throws IOException {
        return switch (vault.open(object.location(), object.nonce(), object.tag(), object.ciphertextSha256(), key)) {
            case Opening.Opened opened -> opened.clear().stream();
            case Opening.Refused _ -> throw new IOException("a payload in the vault is damaged");
        };
    }

    /** Envelopes for this reader alone: who else may read is not its business. */
    private void encrypted(EvidenceWriter writer, PartnerId reader) {
        for (StoredObject object : dossier.objects()) {
            if (object.number() == AcceptedObject.METADATA) {
                envelope(object, reader).ifPresent(envelope -> writer.metadata("p7m", () -> sealed(object, envelope)));
            }
        }
        boolean any = false;
        for (StoredObject object : dossier.objects()) {
            Optional<CmsEnvelope> envelope = envelope(object, reader);
            if (object.number() != AcceptedObject.METADATA && envelope.isPresent()) {
                writer.payload(object.number(), true, () -> sealed(object, envelope.get()));
                any = true;
            }
        }
        if (!any) {
            throw new Refused(FailureCode.NOT_ACCEPTABLE, Documents.ENCRYPTED.code());
        }
    }

    private Optional<CmsEnvelope> envelope(StoredObject object, PartnerId reader) {
        List<RecipientInfo> own = object.readers().stream()
                .filter(wrap -> wrap.reader().equals(reader))
                .map(wrap -> new RecipientInfo(wrap.recipientInfo().bytes()))
                .toList();
        return own.isEmpty()
                ? Optional.empty()
                : Optional.of(CmsEnvelope.of(own, object.nonce(), object.tag(), object.sizeBytes()));
    }

    private InputStream sealed(StoredObject object, CmsEnvelope envelope) throws IOException {
        return envelope.asStream(vault.openCiphertext(object.location(), object.ciphertextSha256()));
    }
}
