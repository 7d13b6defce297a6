package org.sceau.signature;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.sceau.document.DocumentEntry;
import org.sceau.document.Submission;
import org.sceau.intake.Extracted;
import org.sceau.intake.MetadataObject;
import org.sceau.proof.SignedObject;
import org.sceau.transfer.TransferId;

/**
 * What the seal over a submission covers: every document under its uniqueId, every payload that no document names, and the
 * metadata object last.
 */
final class SealedObjects {
    /** Absolute URIs as MHD's uniqueId has them ({@code urn:ietf:rfc:3986}), in the characters of RFC 3986. */
    private static final Pattern ABSOLUTE =
            Pattern.compile("[A-Za-z][A-Za-z0-9+.-]{1,15}:[A-Za-z0-9._~:/?#@!$&'()*+,;=%-]{1,256}");
    /** For payloads that no document names; they are in no document's metadata, so nothing says their type. */
    private static final String ANY_TYPE = "application/octet-stream";

    private final TransferId transfer;
    private final List<SignedObject> objects = new ArrayList<>();
    private final Set<String> uris = new HashSet<>();
    private final Set<UUID> payloads = new HashSet<>();

    private SealedObjects(TransferId transfer) {
        this.transfer = transfer;
    }

    static List<SignedObject> of(TransferId transfer, Submission submission) {
        var sealed = new SealedObjects(transfer);
        submission.documents().forEach(sealed::add);
        submission.split().payloads().forEach(sealed::addUnnamed);
        sealed.add(submission.split().metadata());
        return sealed.objects;
    }

    private void add(DocumentEntry document) {
        String uri = ABSOLUTE.matcher(document.uniqueId()).matches() && !uris.contains(document.uniqueId())
                ? document.uniqueId()
                : own("document:" + objects.size());
        payloads.add(document.payload().payload().id());
        add(new SignedObject(uri, document.payload().payload().sha256(), document.contentType()));
    }

    private void addUnnamed(Extracted payload) {
        if (payloads.add(payload.payload().id())) {
            add(new SignedObject(
                    own("payload:" + objects.size()), payload.payload().sha256(), ANY_TYPE));
        }
    }

    private void add(MetadataObject metadata) {
        add(new SignedObject(
                own("metadata"), metadata.sha256(), metadata.format().mediaType()));
    }

    private void add(SignedObject object) {
        uris.add(object.uri());
        objects.add(object);
    }

    private String own(String part) {
        return "urn:sceau:transfer:" + transfer + ":" + part;
    }
}
