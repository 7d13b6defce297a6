package org.sceau.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import org.sceau.document.Shape.Slot;
import org.sceau.document.Shape.Target;

/**
 * FHIR XML as the JSON tree that says the same, so that every rule is written once. What FHIR does not know is kept under a
 * name that {@link StructureCheck} does not know either, and is refused there.
 */
final class XmlTree {
    static final String FHIR = "http://hl7.org/fhir";
    private static final String UNKNOWN = "@unknown";
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final FhirModel model;
    private final XMLStreamReader reader;

    private XmlTree(FhirModel model, XMLStreamReader reader) {
        this.model = model;
        this.reader = reader;
    }

    /** The tree, or nothing where it is no XML. The parser's message may quote the document and goes nowhere. */
    static Optional<JsonNode> read(byte[] content, FhirModel model) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(content));
            reader.nextTag();
            JsonNode resource = new XmlTree(model, reader).resource();
            while (reader.hasNext()) {
                reader.next();
            }
            return Optional.of(resource);
        } catch (XMLStreamException malformed) {
            return Optional.empty();
        }
    }

    private ObjectNode resource() throws XMLStreamException {
        ObjectNode resource = JSON.objectNode().put("resourceType", reader.getLocalName());
        Shape shape = model.resource(reader.getLocalName()).orElse(null);
        if (shape == null || !FHIR.equals(reader.getNamespaceURI())) {
            resource.put("resourceType", "");
            skip();
            return resource;
        }
        children(resource, shape);
        return resource;
    }

    private void children(ObjectNode into, Shape shape) throws XMLStreamException {
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            String name = reader.getAttributeLocalName(i);
            boolean own = reader.getAttributeNamespace(i) == null
                    && (name.equals("id") || (name.equals("url") && shape.type().equals("Extension")));
            into.put(own ? name : UNKNOWN, reader.getAttributeValue(i));
        }
        while (reader.next() != XMLStreamConstants.END_ELEMENT) {
            switch (reader.getEventType()) {
                case XMLStreamConstants.START_ELEMENT -> element(into, shape);
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    if (!reader.getText().isBlank()) {
                        into.put(UNKNOWN, "");
                    }
                }
                case XMLStreamConstants.ENTITY_REFERENCE, XMLStreamConstants.PROCESSING_INSTRUCTION ->
                    into.put(UNKNOWN, "");
                default -> {}
            }
        }
    }

    private void element(ObjectNode into, Shape shape) throws XMLStreamException {
        String name = reader.getLocalName();
        Slot slot = shape.slot(name);
        boolean div = slot != null && slot.target() instanceof Target.Xhtml;
        if (slot == null || !(div ? Narratives.XHTML : FHIR).equals(reader.getNamespaceURI())) {
            into.put(UNKNOWN, "");
            skip();
            return;
        }
        switch (slot.target()) {
            case Target.Xhtml xhtml -> put(into, slot, name, JSON.textNode(new XmlText(reader).element()));
            case Target.AnyResource any -> {
                reader.nextTag();
                JsonNode inner = resource();
                reader.nextTag();
                put(into, slot, name, inner);
            }
            case Target.Composite composite -> {
                ObjectNode inner = JSON.objectNode();
                children(inner, model.shape(composite.definition()));
                put(into, slot, name, inner);
            }
            case Target.Primitive primitive -> primitive(into, slot, name, primitive);
        }
    }

    private void primitive(ObjectNode into, Slot slot, String name, Target.Primitive primitive)
            throws XMLStreamException {
        String value = reader.getAttributeValue(null, "value");
        ObjectNode rest = JSON.objectNode();
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            if (!reader.getAttributeLocalName(i).equals("value")) {
                rest.put(reader.getAttributeLocalName(i).equals("id") ? "id" : UNKNOWN, reader.getAttributeValue(i));
            }
        }
        while (reader.next() != XMLStreamConstants.END_ELEMENT) {
            if (reader.getEventType() == XMLStreamConstants.START_ELEMENT) {
                element(rest, model.element("Identifier"));
            } else if (reader.isCharacters() && !reader.getText().isBlank()) {
                rest.put(UNKNOWN, "");
            }
        }
        int before = into.path(name).size();
        if (value != null) {
            put(into, slot, name, typed(value, primitive.form()));
        } else if (slot.child().many()) {
            put(into, slot, name, JSON.nullNode());
        }
        if (!rest.isEmpty()) {
            if (slot.child().many()) {
                ArrayNode shadows = into.withArray("/_" + name);
                while (shadows.size() < before) {
                    shadows.addNull();
                }
                shadows.add(rest);
            } else {
                put(into, slot, "_" + name, rest);
            }
        } else if (value == null) {
            into.put(UNKNOWN, "");
        }
    }

    /** JSON's kind of the value, or text where the value is not of its type, which the form then refuses. */
    private static JsonNode typed(String value, PrimitiveForm form) {
        return switch (form) {
            case BOOLEAN ->
                value.equals("true") || value.equals("false")
                        ? JSON.booleanNode(value.equals("true"))
                        : JSON.textNode(value);
            case INTEGER, UNSIGNED_INT, POSITIVE_INT ->
                value.matches("-?(0|[1-9][0-9]{0,9})") ? JSON.numberNode(Long.parseLong(value)) : JSON.textNode(value);
            case DECIMAL ->
                value.matches("-?(0|[1-9][0-9]{0,17})(\\.[0-9]{1,17})?([eE][+-]?[0-9]{1,3})?")
                        ? JSON.numberNode(new BigDecimal(value))
                        : JSON.textNode(value);
            default -> JSON.textNode(value);
        };
    }

    private static void put(ObjectNode into, Slot slot, String name, JsonNode value) {
        @Nullable JsonNode present = into.get(name);
        if (slot.child().many()) {
            into.withArray("/" + name).add(value);
        } else if (present == null) {
            into.set(name, value);
        } else {
            // twice where once is allowed: an array, which the structure refuses
            into.set(name, JSON.arrayNode().add(present).add(value));
        }
    }

    private void skip() throws XMLStreamException {
        for (int depth = 1; depth > 0; ) {
            int event = reader.next();
            depth += event == XMLStreamConstants.START_ELEMENT ? 1 : event == XMLStreamConstants.END_ELEMENT ? -1 : 0;
        }
    }
}
