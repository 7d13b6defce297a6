package org.sceau.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.StringReader;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.sceau.failure.FailureCode;

/** The XHTML of a narrative: well-formed, only what FHIR R4 admits, not empty (R4 2.4.0, txt-1 and txt-2). */
final class Narratives {
    static final String XHTML = "http://www.w3.org/1999/xhtml";

    private static final Set<String> ELEMENTS = Set.of(
            "p",
            "br",
            "div",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "a",
            "span",
            "b",
            "em",
            "i",
            "strong",
            "small",
            "big",
            "tt",
            "dfn",
            "q",
            "var",
            "abbr",
            "acronym",
            "cite",
            "blockquote",
            "hr",
            "ul",
            "ol",
            "li",
            "dl",
            "dt",
            "dd",
            "pre",
            "table",
            "caption",
            "colgroup",
            "col",
            "thead",
            "tr",
            "tfoot",
            "tbody",
            "th",
            "td",
            "code",
            "samp",
            "img",
            "map",
            "area",
            "sub",
            "sup",
            "address",
            "bdo",
            "ins",
            "del",
            "kbd",
            "u",
            "s");
    private static final Set<String> ATTRIBUTES = Set.of(
            "title",
            "style",
            "class",
            "id",
            "idref",
            "lang",
            "dir",
            "accesskey",
            "tabindex",
            "span",
            "width",
            "align",
            "valign",
            "char",
            "charoff",
            "abbr",
            "axis",
            "headers",
            "scope",
            "rowspan",
            "colspan",
            "href",
            "name",
            "charset",
            "type",
            "hreflang",
            "rel",
            "rev",
            "shape",
            "coords",
            "src",
            "alt",
            "longdesc",
            "height",
            "usemap",
            "ismap",
            "cite",
            "border",
            "cellpadding",
            "cellspacing",
            "frame",
            "rules",
            "summary",
            "bgcolor",
            "color",
            "nowrap",
            "space",
            "xlink");

    private Narratives() {}

    static void check(JsonNode div, Place place, Findings findings) {
        if (!div.isTextual() || !acceptable(div.textValue())) {
            findings.add(FailureCode.VALUE_INVALID, place, "an XHTML div of FHIR R4 that is not empty");
        }
    }

    private static boolean acceptable(String div) {
        // no entity but XML's own is defined, and no DOCTYPE may define one
        if (div.contains("<!DOCTYPE")) {
            return false;
        }
        try {
            XMLStreamReader reader = factory().createXMLStreamReader(new StringReader(div));
            boolean content = false;
            boolean root = true;
            while (reader.hasNext()) {
                switch (reader.next()) {
                    case XMLStreamConstants.START_ELEMENT -> {
                        if ((root && !reader.getLocalName().equals("div")) || !admitted(reader)) {
                            return false;
                        }
                        root = false;
                        content |= reader.getLocalName().equals("img");
                    }
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA ->
                        content |= !reader.getText().isBlank();
                    case XMLStreamConstants.PROCESSING_INSTRUCTION, XMLStreamConstants.ENTITY_REFERENCE -> {
                        return false;
                    }
                    default -> {}
                }
            }
            return content;
        } catch (XMLStreamException malformed) {
            return false;
        }
    }

    private static boolean admitted(XMLStreamReader reader) {
        if (!XHTML.equals(reader.getNamespaceURI()) || !ELEMENTS.contains(reader.getLocalName())) {
            return false;
        }
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            if (!ATTRIBUTES.contains(reader.getAttributeLocalName(i))) {
                return false;
            }
        }
        return true;
    }

    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        return factory;
    }
}
