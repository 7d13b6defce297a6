package org.sceau.document;

import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Writes an XHTML element that a reader stands on back to text, and leaves the reader at its end. */
final class XmlText {
    private final XMLStreamReader reader;
    private final StringBuilder out = new StringBuilder();

    XmlText(XMLStreamReader reader) {
        this.reader = reader;
    }

    String element() throws XMLStreamException {
        open(true);
        for (int depth = 1; depth > 0; ) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    open(false);
                    depth++;
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    out.append("</").append(reader.getLocalName()).append('>');
                    depth--;
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    escaped(reader.getText());
                default -> {}
            }
        }
        return out.toString();
    }

    private void open(boolean root) {
        out.append('<').append(reader.getLocalName());
        if (root) {
            out.append(" xmlns=\"");
            escaped(reader.getNamespaceURI() == null ? "" : reader.getNamespaceURI());
            out.append('"');
        } else if (!Narratives.XHTML.equals(reader.getNamespaceURI())) {
            out.append(" xmlns=\"\"");
        }
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            String prefix = reader.getAttributePrefix(i);
            out.append(' ').append(prefix == null || prefix.isEmpty() ? "" : prefix + ":");
            out.append(reader.getAttributeLocalName(i)).append("=\"");
            escaped(reader.getAttributeValue(i));
            out.append('"');
        }
        out.append('>');
    }

    private void escaped(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                default -> out.append(c);
            }
        }
    }
}
