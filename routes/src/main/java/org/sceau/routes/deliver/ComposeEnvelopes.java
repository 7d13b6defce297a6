package org.sceau.routes.deliver;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sceau.document.ForwardedDocument;
import org.sceau.document.Forwarding;
import org.sceau.document.ReferenceFacts;
import org.sceau.intake.Format;
import org.sceau.ledger.AcceptedObject;
import org.sceau.ledger.Dossier;
import org.sceau.ledger.StoredDocument;
import org.sceau.ledger.StoredObject;
import org.sceau.proof.Digest;
import org.sceau.suites.Suites;

/**
 * The ITI-65 request that carries CMS objects: the documents and the metadata object encrypted for their readers, and the
 * signature that covers both. The gateway needs no key for it. Thread-safe.
 */
final class ComposeEnvelopes {
    private static final String CMS = "application/pkcs7-mime; smime-type=authEnveloped-data";
    private static final String JADES = "application/jose+json";

    /** Up to so many bytes an object is read once and kept until it is sent, beyond that twice: 256 KiB. */
    private static final int SMALL_BYTES = 256 * 1024;

    private final Envelopes envelopes;
    private final String sourceId;

    ComposeEnvelopes(Envelopes envelopes, String sourceId) {
        this.envelopes = envelopes;
        this.sourceId = sourceId;
    }

    /** The request; reads each object to hash it as it will be sent, and keeps a small one. */
    PeerRequest compose(Attempt attempt, boolean withSignature) throws IOException {
        Dossier dossier = attempt.item().dossier();
        List<Part> parts = parts(dossier, withSignature);
        var forwarding = new Forwarding(
                attempt.item().claim().delivery().value(),
                sourceId,
                dossier.at(),
                parts.stream().map(Part::document).toList());
        List<PeerRequest.Body> body = new ArrayList<>();
        long length = 0;
        List<String> pieces = forwarding.pieces();
        for (int i = 0; i < pieces.size(); i++) {
            byte[] text = pieces.get(i).getBytes(StandardCharsets.UTF_8);
            body.add(() -> new ByteArrayInputStream(text));
            length += text.length;
            if (i < parts.size()) {
                PeerRequest.Body content = parts.get(i).content();
                body.add(() -> new Base64Stream(content.open()));
                length += Base64Stream.length(parts.get(i).document().sizeBytes());
            }
        }
        return new PeerRequest(
                PeerAddress.of(attempt.partner(), ""),
                Format.JSON.mediaType(),
                length,
                () -> new PartsStream(body),
                new PeerRequest.Shape.Transaction(forwarding.entries()),
                hashes(parts));
    }

    private List<Part> parts(Dossier dossier, boolean withSignature) throws IOException {
        List<Part> parts = new ArrayList<>();
        for (StoredDocument document : dossier.documents()) {
            parts.add(sealed(document.resource(), object(dossier, document.object()), Optional.empty()));
        }
        String first = dossier.documents().getFirst().resource();
        if (withSignature) {
            byte[] jades = dossier.jades().bytes();
            parts.add(new Part(
                    new ForwardedDocument(
                            first, JADES, jades.length, sha1(jades), Optional.of(ForwardedDocument.Role.SIGNATURE)),
                    () -> new ByteArrayInputStream(jades)));
        }
        for (StoredObject object : dossier.objects()) {
            if (object.number() == AcceptedObject.METADATA) {
                parts.add(sealed(first, object, Optional.of(ForwardedDocument.Role.METADATA)));
            }
        }
        return parts;
    }

    private Part sealed(String resource, StoredObject object, Optional<ForwardedDocument.Role> role)
            throws IOException {
        if (object.sizeBytes() <= SMALL_BYTES) {
            try (InputStream in = envelopes.open(object)) {
                byte[] content = in.readAllBytes();
                var document = new ForwardedDocument(resource, CMS, content.length, sha1(content), role);
                return new Part(document, () -> new ByteArrayInputStream(content));
            }
        }
        MessageDigest digest = Suites.sha1();
        long size = 0;
        byte[] buffer = new byte[16 * 1024];
        try (InputStream in = envelopes.open(object)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
                size += read;
            }
        }
        var document = new ForwardedDocument(resource, CMS, size, Digest.of(digest.digest()), role);
        return new Part(document, () -> envelopes.open(object));
    }

    private static StoredObject object(Dossier dossier, int number) {
        return dossier.objects().stream()
                .filter(object -> object.number() == number)
                .findFirst()
                .orElseThrow();
    }

    private static Digest sha1(byte[] content) {
        return Digest.of(Suites.sha1().digest(content));
    }

    private static Map<String, Optional<String>> hashes(List<Part> parts) {
        Map<String, Optional<String>> hashes = new HashMap<>();
        for (Part part : parts) {
            if (part.document().role().isEmpty()) {
                String hash = Base64.getEncoder()
                        .encodeToString(part.document().sha1().bytes());
                hashes.put(ReferenceFacts.uniqueId(part.document().resource()), Optional.of(hash));
            }
        }
        return hashes;
    }

    private record Part(ForwardedDocument document, PeerRequest.Body content) {}
}
