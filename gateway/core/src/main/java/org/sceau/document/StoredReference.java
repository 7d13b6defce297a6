package org.sceau.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import org.sceau.transfer.DocumentId;

/** A DocumentReference as the gateway gives it back: our id and address, no inline data, true hash and size. */
final class StoredReference {
    private StoredReference() {}

    static ObjectNode of(DocumentEntry document, DocumentId id, String base) {
        ObjectNode resource = (ObjectNode) Trees.own(document.resource());
        resource.put("id", id.toString());
        JsonNode attachment = resource.path("content").path(0).path("attachment");
        if (attachment instanceof ObjectNode content) {
            content.remove("data");
            content.put("url", base + "/Binary/" + id);
            long size = document.payload().payload().sizeBytes();
            if (size <= Integer.MAX_VALUE) { // attachment.size is an unsignedInt
                content.put("size", size);
            }
            content.put(
                    "hash",
                    Base64.getEncoder()
                            .encodeToString(document.payload().payload().sha1().bytes()));
        }
        return resource;
    }
}
