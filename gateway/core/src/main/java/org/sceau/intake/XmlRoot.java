package org.sceau.intake;

import java.nio.charset.StandardCharsets;
import org.sceau.proof.Digest;

/**
 * The root of a FHIR document inside an XML transaction.
 *
 * @param name as written, with its prefix
 * @param inherited the declarations that its slice needs to stand alone, each with a space before it
 * @param repeated the declarations that its marker repeats
 * @param own all declarations that it makes or inherits
 */
record XmlRoot(String name, String inherited, String repeated, String own) {

    /** The root whose start tag was just read. */
    static XmlRoot of(XmlScanner scanner) {
        int depth = scanner.depth();
        XmlNamespaces namespaces = scanner.namespaces();
        XmlTag tag = scanner.tag();
        return new XmlRoot(
                tag.name(),
                namespaces.inherited(depth),
                namespaces.repeated(depth, tag.prefix()),
                namespaces.inherited(depth + 1));
    }

    /** The beginning of its start tag. */
    String opening() {
        return '<' + name;
    }

    /** Its marker. */
    byte[] marker(Digest sha256) {
        String prefix = name.substring(0, name.indexOf(':') + 1);
        return Markers.xmlDocument(sha256, prefix, repeated).getBytes(StandardCharsets.UTF_8);
    }
}
