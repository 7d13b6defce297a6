package org.sceau.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.sceau.failure.FailureCode;
import org.sceau.vault.StoredPayload;

/**
 * A DocumentReference and its content: there, its own, of the type, hash and size declared (MHD 4.2.4, ITI-65
 * 3.65.4.1.2.3). An on-demand or delayed document has no content in the request and is not carried.
 */
final class ContentRules {
    private ContentRules() {}

    static void check(Request request, Findings findings) {
        Map<Integer, RequestEntry> owners = new HashMap<>();
        for (RequestEntry reference : request.entries(EntryKind.DOCUMENT_REFERENCE)) {
            Place place = reference.place().child("content", 0).child("attachment");
            Optional<RequestEntry> content = request.content(reference);
            if (content.isEmpty()) {
                missing(request, reference, place, findings);
            } else if (owners.put(content.get().index(), reference) != null) {
                findings.add(FailureCode.DOCUMENT_UNREFERENCED, content.get().entryPlace());
            } else {
                match(request, reference, content.get(), place, findings);
            }
        }
        for (RequestEntry entry : request.entries()) {
            boolean content = entry.is(EntryKind.BINARY) || entry.is(EntryKind.FHIR_DOCUMENT);
            if (content && !owners.containsKey(entry.index())) {
                findings.add(FailureCode.DOCUMENT_UNREFERENCED, entry.entryPlace());
            }
        }
    }

    private static void missing(Request request, RequestEntry reference, Place place, Findings findings) {
        String url = Fhir.text(Request.attachment(reference), "url");
        if (url.isEmpty()) {
            return; // said already by the cardinality
        }
        boolean foreign = url.indexOf(':') > 0
                && !References.local(url)
                && request.resolve(url).isEmpty();
        findings.add(foreign ? FailureCode.REFERENCE_FOREIGN : FailureCode.DOCUMENT_MISSING, place.child("url"));
    }

    private static void match(
            Request request, RequestEntry reference, RequestEntry content, Place place, Findings findings) {
        JsonNode attachment = Request.attachment(reference);
        if (content.is(EntryKind.FHIR_DOCUMENT)) {
            if (attachment.has("hash") || attachment.has("size")) {
                findings.add(FailureCode.HASH_FORBIDDEN, place);
            }
            if (!essence(Fhir.text(attachment, "contentType"))
                    .equals(request.split().metadata().format().mediaType())) {
                findings.add(FailureCode.CONTENT_TYPE_MISMATCH, place.child("contentType"));
            }
            return;
        }
        request.payload(content)
                .ifPresentOrElse(
                        extracted -> declared(attachment, extracted.payload(), place, findings),
                        () -> findings.add(FailureCode.DOCUMENT_MISSING, content.place(), "data"));
        if (!essence(Fhir.text(attachment, "contentType"))
                .equals(essence(Fhir.text(content.resource(), "contentType")))) {
            findings.add(FailureCode.CONTENT_TYPE_MISMATCH, place.child("contentType"));
        }
    }

    /** Hash and size, where declared, are those of the bytes before base64. */
    static void declared(JsonNode attachment, StoredPayload payload, Place place, Findings findings) {
        if (attachment.has("size") && attachment.path("size").longValue() != payload.sizeBytes()) {
            findings.add(FailureCode.SIZE_MISMATCH, place.child("size"));
        }
        String sha1 = Base64.getEncoder().encodeToString(payload.sha1().bytes());
        if (attachment.has("hash") && !Fhir.text(attachment, "hash").equals(sha1)) {
            findings.add(FailureCode.HASH_MISMATCH, place.child("hash"));
        }
    }

    /** A media type without parameters, in lower case. */
    static String essence(String mediaType) {
        int parameters = mediaType.indexOf(';');
        return (parameters < 0 ? mediaType : mediaType.substring(0, parameters))
                .strip()
                .toLowerCase(Locale.ROOT);
    }
}
