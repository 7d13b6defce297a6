package org.sceau.document;

import java.io.ByteArrayInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.sceau.intake.MetadataObject;

/** What a delivery needs to know of a request that was accepted, from its metadata object. */
public final class RequestFacts {
    private static final int ENTRY_DEPTH = 2;

    private RequestFacts() {}

    /** Number of entries of the request's Bundle, 0 where there is none: the answer must have as many. */
    public static int entries(MetadataObject metadata) {
        return switch (metadata.format()) {
            case JSON ->
                Trees.read(metadata.content())
                        .map(tree -> tree.path("entry").size())
                        .orElse(0);
            case XML -> xmlEntries(metadata.content());
        };
    }

    /** The splitter's strict grammar has read it before: there is no document type in it. */
    private static int xmlEntries(byte[] content) {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(content));
            int depth = 0;
            int entries = 0;
            while (reader.hasNext()) {
                int event = reader.next();
                if (event == XMLStreamReader.START_ELEMENT) {
                    depth++;
                    entries += depth == ENTRY_DEPTH && reader.getLocalName().equals("entry") ? 1 : 0;
                } else if (event == XMLStreamReader.END_ELEMENT) {
                    depth--;
                }
            }
            return entries;
        } catch (XMLStreamException unreadable) {
            return 0;
        }
    }
}
