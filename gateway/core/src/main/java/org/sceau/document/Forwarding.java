package org.sceau.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The ITI-65 request by which the gateway hands encrypted documents on (MHD 4.2.4, 3.65.4.1): a SubmissionSet of the
 * gateway, the senders' DocumentReferences pointing at ciphertext, and the content as Binaries. Everything in it is
 * derived from the delivery, so that each attempt sends the same bytes. Not thread-safe; holds patient data.
 */
public final class Forwarding {
    private static final String RFC3986 = "urn:ietf:rfc:3986";
    private static final String MHD = "https://profiles.ihe.net/ITI/MHD/StructureDefinition/";
    private static final String LIST_TYPES = "https://profiles.ihe.net/ITI/MHD/CodeSystem/MHDlistTypes";

    private final UUID delivery;
    private final String sourceId;
    private final Instant date;
    private final List<ForwardedDocument> documents;
    private final Map<String, JsonNode> resources = new HashMap<>();

    /**
     * A request to be written.
     *
     * @param delivery names it: the same for each attempt
     * @param sourceId OID of this gateway, {@code urn:oid:…}
     * @param date when the submission was accepted
     * @param documents at least one
     */
    public Forwarding(UUID delivery, String sourceId, Instant date, List<ForwardedDocument> documents) {
        this.delivery = delivery;
        this.sourceId = sourceId;
        this.date = date;
        this.documents = List.copyOf(documents);
    }

    /** The uniqueId of the SubmissionSet, {@code urn:oid:2.25.…} (ITU-T X.667). */
    public String uniqueId() {
        return oid(delivery);
    }

    /** Number of entries, which the answer must have too. */
    public int entries() {
        return 1 + 2 * documents.size();
    }

    /**
     * The text around the contents: one more piece than documents. Between piece n and piece n+1 goes the content of
     * document n in base64.
     */
    public List<String> pieces() {
        ArrayNode entries = JsonNodeFactory.instance.arrayNode();
        entries.add(entry(fullUrl("list"), submissionSet(), "List"));
        for (int i = 0; i < documents.size(); i++) {
            entries.add(entry(fullUrl("reference" + i), reference(i), "DocumentReference"));
        }
        String metadata = Trees.text(entries);
        List<String> pieces = new ArrayList<>();
        var piece = new StringBuilder("{\"resourceType\":\"Bundle\",\"meta\":{\"profile\":[\"")
                .append(MHD)
                .append("IHE.MHD.Comprehensive.ProvideBundle\"]},\"type\":\"transaction\",\"entry\":")
                .append(metadata, 0, metadata.length() - 1);
        for (int i = 0; i < documents.size(); i++) {
            piece.append(",{\"fullUrl\":\"")
                    .append(fullUrl("binary" + i))
                    .append("\",\"resource\":{\"resourceType\":\"Binary\",\"contentType\":")
                    .append(JsonNodeFactory.instance.textNode(documents.get(i).contentType()))
                    .append(",\"data\":\"");
            pieces.add(piece.toString());
            piece = new StringBuilder("\"},\"request\":{\"method\":\"POST\",\"url\":\"Binary\"}}");
        }
        pieces.add(piece.append("]}").toString());
        return pieces;
    }

    @Override
    public String toString() {
        return "Forwarding[" + delivery + "]";
    }

    private ObjectNode reference(int index) {
        ForwardedDocument document = documents.get(index);
        ObjectNode reference = resource(document).deepCopy();
        reference.remove(List.of("id", "text", "meta", "relatesTo", "description"));
        reference.putObject("meta").putArray("profile").add(MHD + "IHE.MHD.Comprehensive.DocumentReference");
        reference.put("status", "current");
        document.role().ifPresent(role -> proofReference(reference, role));
        ObjectNode content = (ObjectNode) reference.withArray("content").get(0);
        ObjectNode attachment = (ObjectNode) content.get("attachment");
        attachment.remove(List.of("data", "title"));
        attachment.put("contentType", document.contentType());
        attachment.put("url", fullUrl("binary" + index));
        attachment.put("size", document.sizeBytes());
        attachment.put(
                "hash", Base64.getEncoder().encodeToString(document.sha1().bytes()));
        return reference;
    }

    /** The signature and the metadata object are documents of the transfer too: they name what they belong to. */
    private void proofReference(ObjectNode reference, ForwardedDocument.Role role) {
        reference.remove(List.of("identifier"));
        ObjectNode identifier = reference.putObject("masterIdentifier");
        identifier.put("system", RFC3986).put("value", oid(named(role.name())));
        ObjectNode format = (ObjectNode) reference.withArray("content").get(0);
        format.putObject("format").put("system", role.formatSystem()).put("code", role.formatCode());
        ArrayNode relates = reference.putArray("relatesTo");
        for (int i = 0; i < documents.size(); i++) {
            if (documents.get(i).role().isEmpty()) {
                ObjectNode relation = relates.addObject().put("code", role.relation());
                relation.putObject("target").put("reference", fullUrl("reference" + i));
            }
        }
    }

    private ObjectNode submissionSet() {
        JsonNode first = resource(documents.getFirst());
        ObjectNode list = Answers.resource("List");
        list.putObject("meta").putArray("profile").add(MHD + "IHE.MHD.Comprehensive.SubmissionSet");
        ArrayNode extensions = list.putArray("extension");
        extensions.addObject().put("url", MHD + "ihe-designationType").set("valueCodeableConcept", first.path("type"));
        extensions
                .addObject()
                .put("url", MHD + "ihe-sourceId")
                .putObject("valueIdentifier")
                .put("system", RFC3986)
                .put("value", sourceId);
        ObjectNode identifier = list.putArray("identifier").addObject();
        identifier
                .putObject("type")
                .putArray("coding")
                .addObject()
                .put("system", "https://profiles.ihe.net/ITI/MHD/CodeSystem/IHE.MHD.MHDIdentifierType")
                .put("code", "uniqueId");
        identifier.put("system", RFC3986).put("value", uniqueId());
        list.put("status", "current").put("mode", "working");
        list.putObject("code")
                .putArray("coding")
                .addObject()
                .put("system", LIST_TYPES)
                .put("code", "submissionset");
        list.set("subject", first.path("subject"));
        list.put("date", date.toString());
        list.putObject("source").putObject("identifier").put("system", RFC3986).put("value", sourceId);
        ArrayNode items = list.putArray("entry");
        for (int i = 0; i < documents.size(); i++) {
            items.addObject().putObject("item").put("reference", fullUrl("reference" + i));
        }
        return list;
    }

    /** Signature and metadata object go under the first document's resource, which is read once for all. */
    private JsonNode resource(ForwardedDocument document) {
        return resources.computeIfAbsent(document.resource(), Trees::own);
    }

    private static ObjectNode entry(String fullUrl, ObjectNode resource, String type) {
        ObjectNode entry = JsonNodeFactory.instance.objectNode().put("fullUrl", fullUrl);
        entry.set("resource", resource);
        entry.putObject("request").put("method", "POST").put("url", type);
        return entry;
    }

    private String fullUrl(String what) {
        return "urn:uuid:" + named(what);
    }

    private UUID named(String what) {
        return UUID.nameUUIDFromBytes((delivery + "/" + what).getBytes(StandardCharsets.UTF_8));
    }

    private static String oid(UUID id) {
        byte[] value = HexFormat.of().parseHex(id.toString().replace("-", ""));
        return "urn:oid:2.25." + new BigInteger(1, value);
    }
}
