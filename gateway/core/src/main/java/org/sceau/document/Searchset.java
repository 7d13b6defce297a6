package org.sceau.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.sceau.failure.Issue;
import org.sceau.failure.Language;
import org.sceau.intake.Format;
import org.sceau.transfer.DocumentId;

/**
 * The answer to a search (MHD 4.2.4, 3.66.4.2 and 3.67.4.2): resources with our ids and addresses. Its self link is opaque:
 * the parameters of a search name a patient. Not thread-safe; holds patient data.
 */
public final class Searchset {
    private final String base;
    private final ObjectNode bundle = Answers.resource("Bundle").put("type", "searchset");
    private final ArrayNode entries;
    private int included;

    /**
     * An empty answer.
     *
     * @param base absolute URL of the FHIR base, without final slash
     * @param self opaque address of this answer
     */
    public Searchset(String base, String self) {
        this.base = base;
        bundle.put("total", 0);
        bundle.putArray("link").addObject().put("relation", "self").put("url", self);
        this.entries = bundle.putArray("entry");
    }

    /** Adds a DocumentReference as {@link #reference} gives it. */
    public void add(String resource, DocumentId id, String status, Instant stored, Optional<String> sealedAs) {
        add("DocumentReference", id.value(), tree(resource, id, status, stored, sealedAs));
    }

    /** Adds a SubmissionSet or Folder whose entries are documents of ours. */
    public void addList(String resource, UUID id, List<DocumentId> documents, Instant stored) {
        ObjectNode list = (ObjectNode) Trees.own(resource);
        list.put("id", id.toString());
        meta(list, stored);
        ArrayNode items = list.putArray("entry");
        for (DocumentId document : documents) {
            items.addObject().putObject("item").put("reference", "DocumentReference/" + document);
        }
        if (documents.isEmpty()) {
            list.remove("entry");
        }
        add("List", id, list);
    }

    /** Adds a resource with its id, as match or as what a match refers to: {@code include}, which is not counted. */
    public void add(ObjectNode resource, String mode) {
        String type = resource.path("resourceType").asText();
        ObjectNode entry = entries.addObject()
                .put("fullUrl", base + "/" + type + "/" + resource.path("id").asText());
        entry.set("resource", resource);
        entry.putObject("search").put("mode", mode);
        included += mode.equals("include") ? 1 : 0;
    }

    /** Says that the answer may not be whole: an OperationOutcome, which is not counted. */
    public void warn(Issue issue, Language language) {
        ObjectNode entry = entries.addObject();
        entry.set("resource", Answers.outcome(List.of(issue), "warning", language));
        entry.putObject("search").put("mode", "outcome");
        included++;
    }

    /** UTF-8 bytes of one resource. */
    public static byte[] resource(ObjectNode resource, Format format) {
        return Answers.write(resource, format);
    }

    /** UTF-8 bytes of the Bundle. */
    public byte[] body(Format format) {
        bundle.put("total", entries.size() - included);
        if (entries.isEmpty()) {
            bundle.remove("entry");
        }
        return Answers.write(bundle, format);
    }

    /**
     * One DocumentReference with our id, status and {@code attachment.url}, as UTF-8 bytes.
     *
     * @param sealedAs the type of what is retrieved where that is not the document itself; hash and size are the
     *     document's and fall away then
     */
    public byte[] reference(
            String resource, DocumentId id, String status, Instant stored, Optional<String> sealedAs, Format format) {
        return Answers.write(tree(resource, id, status, stored, sealedAs), format);
    }

    private void add(String type, UUID id, ObjectNode resource) {
        ObjectNode entry = entries.addObject().put("fullUrl", base + "/" + type + "/" + id);
        entry.set("resource", resource);
        entry.putObject("search").put("mode", "match");
    }

    private ObjectNode tree(String resource, DocumentId id, String status, Instant stored, Optional<String> sealedAs) {
        ObjectNode reference = (ObjectNode) Trees.own(resource);
        reference.put("id", id.toString());
        meta(reference, stored);
        reference.put("status", status);
        JsonNode attachment = reference.path("content").path(0).path("attachment");
        if (attachment instanceof ObjectNode content) {
            content.remove("data");
            content.put("url", base + "/Binary/" + id);
            sealedAs.ifPresent(type -> {
                content.put("contentType", type);
                content.remove(List.of("hash", "size"));
            });
        }
        return reference;
    }

    private static void meta(ObjectNode resource, Instant stored) {
        ObjectNode meta = resource.path("meta") instanceof ObjectNode own ? own : resource.putObject("meta");
        meta.put("lastUpdated", stored.toString());
        meta.remove("versionId");
    }
}
