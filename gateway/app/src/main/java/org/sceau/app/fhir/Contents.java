package org.sceau.app.fhir;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.sceau.document.BinaryFrame;
import org.sceau.failure.FailureCode;
import org.sceau.failure.Refused;
import org.sceau.ledger.Dossier;
import org.sceau.ledger.StoredDocument;
import org.sceau.ledger.StoredObject;
import org.sceau.ledger.Transfers;
import org.sceau.routes.deliver.Base64Stream;
import org.sceau.routes.deliver.Envelopes;
import org.sceau.vault.ContentKey;
import org.sceau.vault.Opening;
import org.sceau.vault.Vault;

/**
 * The bytes of stored documents: in clear where the gateway has the key, or as CMS object; a Binary around either is made
 * while they are read. Thread-safe.
 */
public final class Contents {
    /** The media type of a CMS object (RFC 8551). */
    static final String CMS = "application/pkcs7-mime";

    private static final String CMS_FULL = CMS + "; smime-type=authEnveloped-data; name=\"document.p7m\"";

    private final Transfers transfers;
    private final Vault vault;
    private final Envelopes envelopes;

    /** Opens what lies in {@code vault}. */
    public Contents(Transfers transfers, Vault vault, Envelopes envelopes) {
        this.transfers = transfers;
        this.vault = vault;
        this.envelopes = envelopes;
    }

    /** A document's content, verified; throws {@link Refused} when it cannot be given in that form. */
    Content open(StoredDocument document, Representation form) throws IOException {
        String mediaType = form.sealed() ? CMS_FULL : document.contentType();
        Optional<BinaryFrame> frame = form.binary().map(format -> BinaryFrame.of(document.id(), mediaType, format));
        Dossier dossier = transfers.open(document.transfer()).orElseThrow(() -> new Refused(FailureCode.NOT_FOUND));
        try {
            StoredObject object = dossier.objects().stream()
                    .filter(candidate -> candidate.number() == document.object())
                    .findFirst()
                    .orElseThrow(() -> new Refused(FailureCode.NOT_FOUND));
            Content bytes = form.sealed() ? sealed(object) : clear(object, mediaType);
            return frame.map(bytes::in).orElse(bytes);
        } finally {
            dossier.objects().forEach(object -> object.key().ifPresent(ContentKey::destroy));
        }
    }

    private Content sealed(StoredObject object) throws IOException {
        if (!envelopes.wrapped(object)) {
            throw new Refused(FailureCode.NOT_ACCEPTABLE, CMS);
        }
        return new Content(CMS_FULL, envelopes.envelope(object).lengthBytes(), envelopes.open(object));
    }

    private Content clear(StoredObject object, String contentType) throws IOException {
        ContentKey key = object.key().orElseThrow(() -> new Refused(FailureCode.NOT_ACCEPTABLE, contentType));
        return switch (vault.open(object.location(), object.nonce(), object.tag(), object.ciphertextSha256(), key)) {
            case Opening.Opened opened ->
                new Content(contentType, opened.clear().lengthBytes(), opened.clear().stream());
            case Opening.Refused _ -> throw new Refused(FailureCode.INTERNAL);
        };
    }

    /**
     * Bytes to give out.
     *
     * @param mediaType of them
     * @param lengthBytes of them
     * @param stream gives them once
     */
    record Content(String mediaType, long lengthBytes, InputStream stream) implements AutoCloseable {
        private Content in(BinaryFrame frame) {
            byte[] head = frame.head().getBytes(StandardCharsets.UTF_8);
            byte[] tail = frame.tail().getBytes(StandardCharsets.UTF_8);
            var parts =
                    List.of(new ByteArrayInputStream(head), new Base64Stream(stream), new ByteArrayInputStream(tail));
            return new Content(
                    frame.format().mediaType() + ";charset=UTF-8",
                    head.length + Base64Stream.length(lengthBytes) + tail.length,
                    new SequenceInputStream(Collections.enumeration(parts)));
        }

        @Override
        public void close() throws IOException {
            stream.close();
        }
    }
}
