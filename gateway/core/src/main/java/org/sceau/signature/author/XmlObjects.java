package org.sceau.signature.author;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * What stands in an XML signature beside {@code SignedInfo}: nothing but the signature's own parts that is not signed itself,
 * for whoever reads the document would find it beside a good signature. Not thread-safe.
 */
final class XmlObjects {
    /** What a key's information may say in words, unsigned (XMLDSig section 4.5). */
    private static final Set<String> FREE_TEXT =
            Set.of("KeyName", "MgmtData", "RetrievalMethod", "PGPData", "SPKIData");

    /** XAdES 1.1.1, 1.2.2 and, with the additions of 1.4.1, 1.3.2: EN 319 132-1 clause 4.2. */
    private static final Set<String> XADES = Set.of(
            "http://uri.etsi.org/01903/v1.1.1#",
            "http://uri.etsi.org/01903/v1.2.2#",
            "http://uri.etsi.org/01903/v1.3.2#");

    private static final String DS11 = "http://www.w3.org/2009/xmldsig11#";

    private final Set<String> signed = new HashSet<>();
    private final Set<String> signedTexts = new HashSet<>();
    private final Set<String> signedManifests = new HashSet<>();

    static boolean isProperties(@Nullable Node node) {
        return node instanceof Element element
                && element.getLocalName().equals("QualifyingProperties")
                && XADES.contains(String.valueOf(element.getNamespaceURI()));
    }

    /** The element of this name is signed: as it is, or its text only. */
    void sign(String id, boolean text, boolean manifest) {
        (text ? signedTexts : signed).add(id);
        if (manifest && !text) {
            signedManifests.add(id);
        }
    }

    /** How many objects of a signature without unsigned properties are content, all of them signed. */
    int contents(Element signature) throws Unreadable {
        int contents = 0;
        boolean properties = false;
        for (Node child = signature.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (!XmlSignature.isNamed(child, "Object")) {
                requireOwn(child);
                continue;
            }
            Element sole = sole(child);
            if (sole != null && isProperties(sole)) {
                require(!properties);
                properties = true;
                requireSignedChildren(sole);
            } else if (sole != null && XmlSignature.isNamed(sole, "Manifest")) {
                require(signedManifests.contains(sole.getAttribute("Id")));
            } else {
                requireSigned((Element) child);
                contents++;
            }
        }
        return contents;
    }

    /** Parts that XMLDSig itself gives a signature, with its own elements only. */
    private static void requireOwn(Node part) throws Unreadable {
        boolean key = XmlSignature.isNamed(part, "KeyInfo");
        boolean value = XmlSignature.isNamed(part, "SignatureValue");
        if (part instanceof Element element && !XmlSignature.isNamed(part, "SignedInfo")) {
            require(key || value);
            var below = element.getElementsByTagNameNS("*", "*");
            for (int i = 0; i < below.getLength(); i++) {
                String namespace = below.item(i).getNamespaceURI();
                boolean free = FREE_TEXT.contains(String.valueOf(below.item(i).getLocalName()));
                require(key && !free && (XmlSignature.DS.equals(namespace) || DS11.equals(namespace)));
            }
        }
        require(!isText(part));
    }

    private void requireSignedChildren(Element properties) throws Unreadable {
        for (Node child = properties.getFirstChild(); child != null; child = child.getNextSibling()) {
            require(!isText(child));
            if (child instanceof Element element) {
                require(element.getLocalName().equals("SignedProperties")
                        && signed.contains(element.getAttribute("Id")));
            }
        }
    }

    private void requireSigned(Element object) throws Unreadable {
        String id = object.getAttribute("Id");
        boolean text = signedTexts.contains(id)
                && object.getElementsByTagNameNS("*", "*").getLength() == 0;
        require(signed.contains(id) || text);
    }

    /** The one element in it, if there is nothing else. */
    private static @Nullable Element sole(Node object) {
        Element sole = null;
        for (Node child = object.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (isText(child) || (child instanceof Element && sole != null)) {
                return null;
            }
            if (child instanceof Element element) {
                sole = element;
            }
        }
        return sole;
    }

    /** Comments are none: neither content nor, in most canonical forms, signed. */
    private static boolean isText(Node node) {
        return (node.getNodeType() == Node.TEXT_NODE || node.getNodeType() == Node.CDATA_SECTION_NODE)
                && !node.getTextContent().isBlank();
    }

    private static void require(boolean held) throws Unreadable {
        if (!held) {
            throw Unreadable.outsideRules();
        }
    }
}
