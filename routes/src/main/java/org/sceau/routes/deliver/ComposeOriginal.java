package org.sceau.routes.deliver;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sceau.document.ReferenceFacts;
import org.sceau.document.RequestFacts;
import org.sceau.failure.FailureCode;
import org.sceau.intake.Interaction;
import org.sceau.intake.MetadataObject;
import org.sceau.intake.Reassembly;
import org.sceau.ledger.AcceptedObject;
import org.sceau.ledger.Dossier;
import org.sceau.ledger.StoredDocument;
import org.sceau.ledger.StoredObject;
import org.sceau.vault.ContentKey;
import org.sceau.vault.Opening;
import org.sceau.vault.Vault;

/**
 * The request as the sender made it, payloads put back: for a recipient that chose the clear document inside the mutually
 * authenticated channel, and for what its sender sealed. Thread-safe.
 */
final class ComposeOriginal {
    /** Up to so many bytes of payload a request is put together in memory. */
    private static final long IN_MEMORY_BYTES = 256 * 1024;

    private final Vault vault;

    ComposeOriginal(Vault vault) {
        this.vault = vault;
    }

    PeerRequest compose(Attempt attempt) throws IOException {
        Dossier dossier = attempt.item().dossier();
        var metadata = new MetadataObject(dossier.metadata().bytes(), dossier.format());
        List<Reassembly.Source> payloads = dossier.objects().stream()
                .filter(object -> object.number() != AcceptedObject.METADATA)
                .map(object -> new Reassembly.Source(object.sha256(), () -> clear(vault, object)))
                .toList();
        WrittenStream.Writer writer = out -> Reassembly.write(metadata, dossier.interaction(), payloads, out);
        long size = payloads.isEmpty() ? 0 : sizeOf(dossier);
        PeerRequest.Body body = () -> WrittenStream.of(writer);
        long length = PeerRequest.UNKNOWN_LENGTH;
        if (size <= IN_MEMORY_BYTES) {
            var whole = new ByteArrayOutputStream();
            writer.write(whole);
            byte[] bytes = whole.toByteArray();
            body = () -> new ByteArrayInputStream(bytes);
            length = bytes.length;
        }
        return new PeerRequest(
                PeerAddress.of(attempt.partner(), path(dossier.interaction())),
                dossier.format().mediaType(),
                length,
                body,
                shape(dossier.interaction(), metadata),
                hashes(dossier));
    }

    /** The verified clear bytes of an object whose key the gateway has; the caller closes them. */
    static InputStream clear(Vault vault, StoredObject object) throws IOException {
        ContentKey key = object.key()
                .orElseThrow(() -> new CannotCompose(
                        FailureCode.RECIPIENT_KEY_UNUSABLE, "the gateway has no key for this object"));
        return switch (vault.open(object.location(), object.nonce(), object.tag(), object.ciphertextSha256(), key)) {
            case Opening.Opened opened ->
                new FilterInputStream(opened.clear().stream()) {
                    @Override
                    public void close() throws IOException {
                        opened.clear().close();
                    }
                };
            case Opening.Refused refused ->
                throw new CannotCompose(FailureCode.INTERNAL, "a payload is damaged: " + refused.damage());
        };
    }

    private static long sizeOf(Dossier dossier) {
        return dossier.objects().stream().mapToLong(StoredObject::sizeBytes).sum();
    }

    private static String path(Interaction interaction) {
        return switch (interaction) {
            case PROVIDE_DOCUMENT_BUNDLE -> "";
            case FHIR_DOCUMENT -> "/Bundle";
            case SIMPLIFIED_PUBLISH -> "/DocumentReference";
        };
    }

    private static PeerRequest.Shape shape(Interaction interaction, MetadataObject metadata) {
        return switch (interaction) {
            case PROVIDE_DOCUMENT_BUNDLE -> new PeerRequest.Shape.Transaction(RequestFacts.entries(metadata));
            case FHIR_DOCUMENT, SIMPLIFIED_PUBLISH -> new PeerRequest.Shape.Created();
        };
    }

    private static Map<String, Optional<String>> hashes(Dossier dossier) {
        Map<String, Optional<String>> hashes = new HashMap<>();
        for (StoredDocument document : dossier.documents()) {
            hashes.put(ReferenceFacts.uniqueId(document.resource()), ReferenceFacts.hash(document.resource()));
        }
        return hashes;
    }
}
