package org.sceau.signature.author;

import eu.europa.esig.dss.xml.utils.SantuarioInitializer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.apache.xml.security.c14n.Canonicalizer;
import org.apache.xml.security.exceptions.XMLSecurityException;
import org.jspecify.annotations.Nullable;
import org.sceau.document.AuthorVerdict.Form;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.ProcessingInstruction;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * Reads a document with one XML signature (XMLDSig 1.1, ETSI EN 319 132-1): no document type, no entity, nothing that would
 * have to be fetched or computed by a programme in the signature, and limits on everything. What is given on is the
 * canonical form without unsigned properties.
 */
final class XmlReader {
    private static final int MAXIMUM_DEPTH = 64;
    private static final int MAXIMUM_ELEMENTS = 10_000;

    private XmlReader() {}

    /** The one candidate. */
    static List<Candidate> read(byte[] bytes) throws Unreadable {
        Document document = parse(bytes);
        Set<String> ids = new HashSet<>();
        List<Element> unsigned = new ArrayList<>();
        XmlSignature signature = new XmlSignature();
        int elements = 0;
        int depth = 1;
        for (Element at = document.getDocumentElement(); at != null; ) {
            if (++elements > MAXIMUM_ELEMENTS || depth > MAXIMUM_DEPTH) {
                throw Unreadable.outsideRules();
            }
            requireNewIds(at, ids);
            boolean dropped = signature.isUnsigned(at);
            if (dropped) {
                unsigned.add(at);
            } else {
                signature.take(at);
            }
            Element below = dropped ? null : element(at.getFirstChild());
            if (below != null) {
                depth++;
                at = below;
                continue;
            }
            Element beside = element(at.getNextSibling());
            while (beside == null && at.getParentNode() instanceof Element above) {
                at = above;
                depth--;
                beside = element(at.getNextSibling());
            }
            at = beside;
        }
        unsigned.forEach(one -> one.getParentNode().removeChild(one));
        Certificates.require(signature.certificates());
        List<Reference> references = signature.references();
        if (!signature.isOverWhole()) {
            requireNoInstructions(document);
        }
        return List.of(new Candidate(
                Form.XADES,
                canonical(document),
                references.isEmpty() ? Candidate.Signs.OWN_CONTENT : Candidate.Signs.OTHERS,
                references));
    }

    /** Beside the root nothing is signed but by a signature over the whole document, and an instruction there decides what a reader sees (xml-stylesheet). */
    private static void requireNoInstructions(Document document) throws Unreadable {
        for (Node node = document.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof ProcessingInstruction) {
                throw Unreadable.outsideRules();
            }
        }
    }

    private static @Nullable Element element(@Nullable Node node) {
        Node at = node;
        while (at != null && !(at instanceof Element)) {
            at = at.getNextSibling();
        }
        return (Element) at;
    }

    /** Two elements of one name, or of none: the one that is signed and the one that is read could differ. */
    private static void requireNewIds(Element element, Set<String> ids) throws Unreadable {
        for (int i = 0; i < element.getAttributes().getLength(); i++) {
            Node attribute = element.getAttributes().item(i);
            String name = attribute.getLocalName() == null ? attribute.getNodeName() : attribute.getLocalName();
            String value = attribute.getNodeValue();
            if (name.equalsIgnoreCase("id") && (value.isEmpty() || !ids.add(value))) {
                throw Unreadable.outsideRules();
            }
        }
    }

    private static Document parse(byte[] bytes) throws Unreadable {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
            factory.setNamespaceAware(true);
            factory.setXIncludeAware(false);
            factory.setExpandEntityReferences(false);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(SILENT);
            return builder.parse(new ByteArrayInputStream(bytes));
        } catch (SAXException | IOException e) {
            throw Unreadable.malformed();
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("the platform parses no XML safely", e);
        }
    }

    private static byte[] canonical(Document document) throws Unreadable {
        SantuarioInitializer.init();
        var out = new ByteArrayOutputStream();
        try {
            Canonicalizer.getInstance(Canonicalizer.ALGO_ID_C14N_WITH_COMMENTS).canonicalizeSubtree(document, out);
        } catch (XMLSecurityException e) {
            throw Unreadable.malformed();
        }
        return out.toByteArray();
    }

    /** The default one prints, and what it prints quotes the document. */
    private static final ErrorHandler SILENT = new ErrorHandler() {
        @Override
        public void warning(SAXParseException e) {
            // nothing that a verdict rests on
        }

        @Override
        public void error(SAXParseException e) throws SAXException {
            throw e;
        }

        @Override
        public void fatalError(SAXParseException e) throws SAXException {
            throw e;
        }
    };
}
