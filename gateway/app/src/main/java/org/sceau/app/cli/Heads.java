package org.sceau.app.cli;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads the text members at the top of a JSON resource and passes over the rest, however large. Where the JSON is broken it
 * gives what stood before: what is wrong is the business of the reader that takes the whole.
 */
final class Heads {
    private Heads() {}

    static ObjectNode read(InputStream in) throws IOException {
        ObjectNode head = JsonNodeFactory.instance.objectNode();
        try (JsonParser parser = new JsonFactory().createParser(in)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return head;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                if (parser.nextToken() == JsonToken.VALUE_STRING) {
                    head.put(name, parser.getText());
                } else {
                    parser.skipChildren();
                }
                if (head.has("resourceType") && head.has("type")) {
                    return head;
                }
            }
            return head;
        } catch (JacksonException e) {
            return head;
        }
    }
}
