package org.sceau.signature.author;

import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** What the elements of one XML signature say, taken one by one. Not thread-safe. */
final class XmlSignature {
    static final String DS = "http://www.w3.org/2000/09/xmldsig#";
    private static final String MANIFEST_TYPE = DS + "Manifest";
    private static final String ENVELOPED = DS + "enveloped-signature";
    private static final String BASE64 = DS + "base64";
    /** Signed properties, key information, manifest, object, and as many again. */
    private static final int MAXIMUM_LOCAL_REFERENCES = 8;
    /** Out of the signature, to text, to canonical form, and one more; each may go over the whole document. */
    private static final int MAXIMUM_TRANSFORMS = 4;

    private static final int MAXIMUM_ALL_TRANSFORMS = MAXIMUM_LOCAL_REFERENCES * MAXIMUM_TRANSFORMS;

    /** Canonical XML 1.0 and 1.1, Exclusive XML Canonicalization, each with and without comments. */
    private static final Set<String> CANONICAL = Set.of(
            "http://www.w3.org/TR/2001/REC-xml-c14n-20010315",
            "http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments",
            "http://www.w3.org/2006/12/xml-c14n11",
            "http://www.w3.org/2006/12/xml-c14n11#WithComments",
            "http://www.w3.org/2001/10/xml-exc-c14n#",
            "http://www.w3.org/2001/10/xml-exc-c14n#WithComments");

    private final List<byte[]> certificates = new ArrayList<>();
    private final List<Reference> references = new ArrayList<>();
    private final XmlObjects objects = new XmlObjects();
    private @Nullable Element signature;
    private @Nullable Element signedInfo;
    private boolean whole;
    private int local;
    private int transforms;

    /**
     * Whether it is the unsigned properties of this signature: time-stamps, revocation values, countersignatures. Of that
     * name at any other place it could hide what nobody signed.
     */
    boolean isUnsigned(Element element) throws Unreadable {
        if (!element.getLocalName().equals("UnsignedProperties")) {
            return false;
        }
        Node properties = element.getParentNode();
        boolean own = XmlObjects.isProperties(properties)
                && properties.getNamespaceURI().equals(element.getNamespaceURI())
                && isNamed(properties.getParentNode(), "Object")
                && isSame(properties.getParentNode().getParentNode(), signature);
        if (!own) {
            throw Unreadable.outsideRules();
        }
        return true;
    }

    /** Takes the next element in document order. */
    void take(Element element) throws Unreadable {
        if (!DS.equals(element.getNamespaceURI())) {
            return;
        }
        switch (element.getLocalName()) {
            case "Signature" -> {
                requireNew(signature);
                signature = element;
            }
            case "SignedInfo" -> {
                requireNew(signedInfo);
                requireIn(signature, element);
                signedInfo = element;
            }
            case "Reference" -> reference(element);
            case "Object" -> requireIn(signature, element);
            case "X509Certificate" -> certificates.add(decoded(element.getTextContent()));
            case "Transform" -> transform(element.getAttribute("Algorithm"));
            case "CanonicalizationMethod" -> {
                if (!CANONICAL.contains(element.getAttribute("Algorithm"))) {
                    throw Unreadable.outsideRules();
                }
            }
            case "RetrievalMethod" -> throw Unreadable.outsideRules();
            default -> {}
        }
    }

    List<byte[]> certificates() {
        return certificates;
    }

    /** The documents beside it that it signs; none where it signs what stands in the same document, all of that. */
    List<Reference> references() throws Unreadable {
        if (signature == null || signedInfo == null) {
            throw Unreadable.malformed();
        }
        boolean root = signature.isSameNode(signature.getOwnerDocument().getDocumentElement());
        if (!coversAll(root, objects.contents(signature))) {
            throw Unreadable.outsideRules();
        }
        return references;
    }

    /** Whether it is over the whole document around it, with what stands beside the root (Canonical XML section 2.1). */
    boolean isOverWhole() {
        return whole;
    }

    /** Detached: nothing but the signature. Enveloping: its one object. Enveloped: the whole document around it. */
    private boolean coversAll(boolean root, int contents) {
        if (!references.isEmpty()) {
            return root && contents == 0;
        }
        return root ? contents == 1 : whole;
    }

    /** The library checks those of {@code SignedInfo} and of manifests that these name, and no other. */
    private void reference(Element reference) throws Unreadable {
        Node parent = reference.getParentNode();
        boolean manifested = isNamed(parent, "Manifest") && isNamed(parent.getParentNode(), "Object");
        if (!manifested) {
            requireIn(signedInfo, reference);
        }
        if (!reference.hasAttribute("URI")) {
            throw Unreadable.outsideRules();
        }
        String uri = reference.getAttribute("URI");
        boolean here = uri.isEmpty() || uri.startsWith("#");
        if (!here) {
            beside(reference, uri);
        } else if (manifested || uri.startsWith("#xpointer") || ++local > MAXIMUM_LOCAL_REFERENCES) {
            throw Unreadable.outsideRules();
        } else {
            here(reference, uri);
        }
    }

    /** Enveloped: the whole document around the signature. Else an element of it, or its text. */
    private void here(Element reference, String uri) throws Unreadable {
        List<String> algorithms = transforms(reference);
        boolean enveloped = algorithms.contains(ENVELOPED);
        boolean text = algorithms.contains(BASE64);
        if (uri.isEmpty()) {
            if (text) {
                throw Unreadable.outsideRules(); // elements of the document would not be signed
            }
            whole |= enveloped && algorithms.getFirst().equals(ENVELOPED);
        } else if (enveloped || uri.length() == 1) {
            throw Unreadable.outsideRules(); // of what stands in the signature nothing would be left
        } else {
            boolean manifest = reference.getAttribute("Type").equals(MANIFEST_TYPE);
            objects.sign(uri.substring(1), text, manifest);
        }
    }

    private static List<String> transforms(Element reference) throws Unreadable {
        var transforms = reference.getElementsByTagNameNS(DS, "Transform");
        if (transforms.getLength() > MAXIMUM_TRANSFORMS) {
            throw Unreadable.outsideRules();
        }
        List<String> algorithms = new ArrayList<>();
        for (int i = 0; i < transforms.getLength(); i++) {
            algorithms.add(((Element) transforms.item(i)).getAttribute("Algorithm"));
        }
        return algorithms;
    }

    /** By its bytes: what a transformation would make of them could only be known with all of them in memory. */
    private void beside(Element reference, String uri) throws Unreadable {
        String method = "";
        String value = "";
        for (Node child = reference.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (isNamed(child, "Transforms")) {
                throw Unreadable.outsideRules();
            }
            if (isNamed(child, "DigestMethod")) {
                method = ((Element) child).getAttribute("Algorithm");
            }
            if (isNamed(child, "DigestValue")) {
                value = child.getTextContent();
            }
        }
        if (references.size() == SignatureDocuments.MAXIMUM_REFERENCES) {
            throw Unreadable.outsideRules();
        }
        references.add(new Reference(
                Optional.of(uri),
                Reference.algorithm(DigestAlgorithm::forXML, method),
                HexFormat.of().formatHex(decoded(value))));
    }

    private void transform(String algorithm) throws Unreadable {
        boolean known = algorithm.equals(ENVELOPED) || algorithm.equals(BASE64) || CANONICAL.contains(algorithm);
        if (!known || ++transforms > MAXIMUM_ALL_TRANSFORMS) {
            throw Unreadable.outsideRules();
        }
    }

    private static void requireNew(@Nullable Element before) throws Unreadable {
        if (before != null) {
            throw Unreadable.outsideRules();
        }
    }

    private static void requireIn(@Nullable Element parent, Element element) throws Unreadable {
        if (!isSame(element.getParentNode(), parent)) {
            throw Unreadable.outsideRules();
        }
    }

    private static boolean isSame(@Nullable Node one, @Nullable Node other) {
        return one != null && other != null && one.isSameNode(other);
    }

    static boolean isNamed(@Nullable Node node, String name) {
        return node instanceof Element element
                && DS.equals(element.getNamespaceURI())
                && name.equals(element.getLocalName());
    }

    private static byte[] decoded(String base64) throws Unreadable {
        try {
            return Base64.getMimeDecoder().decode(base64.strip());
        } catch (IllegalArgumentException e) {
            throw Unreadable.malformed();
        }
    }
}
