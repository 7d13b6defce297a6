package org.sceau.signature.author;

import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** What the elements of one XML signature say, taken one by one. Not thread-safe. */
final class XmlSignature {
    private static final String DS = "http://www.w3.org/2000/09/xmldsig#";
    private static final String MANIFEST_TYPE = DS + "Manifest";
    private static final String ENVELOPED = DS + "enveloped-signature";
    private static final String XADES = "http://uri.etsi.org/01903/";
    /** Signed properties, key information, manifest, object, and as many again. */
    private static final int MAXIMUM_LOCAL_REFERENCES = 8;

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
    private final Set<String> signedIds = new HashSet<>();
    private final Set<String> signedManifests = new HashSet<>();
    private final List<String> manifests = new ArrayList<>();
    private final List<String> objects = new ArrayList<>();
    private @Nullable Element signature;
    private boolean whole;
    private int local;

    /** Unsigned properties in any version of XAdES: time-stamps, revocation values, countersignatures. */
    static boolean isUnsigned(Element element) {
        return element.getLocalName().equals("UnsignedProperties")
                && String.valueOf(element.getNamespaceURI()).startsWith(XADES);
    }

    /** Takes the next element in document order. */
    void take(Element element) throws Unreadable {
        if (!DS.equals(element.getNamespaceURI())) {
            return;
        }
        switch (element.getLocalName()) {
            case "Signature" -> {
                if (signature != null) {
                    throw Unreadable.outsideRules();
                }
                signature = element;
            }
            case "Reference" -> reference(element);
            case "Manifest" -> manifests.add(element.getAttribute("Id"));
            case "Object" -> object(element);
            case "X509Certificate" -> certificates.add(decoded(element.getTextContent()));
            case "Transform" -> requireTransform(element.getAttribute("Algorithm"));
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
        if (signature == null) {
            throw Unreadable.malformed();
        }
        if (!signedManifests.containsAll(manifests)) {
            throw Unreadable.outsideRules(); // a list that nobody signed
        }
        if (references.isEmpty() && !coversOwnContent(signature)) {
            throw Unreadable.outsideRules();
        }
        return references;
    }

    /** Enveloped: the whole document around it. Enveloping: its one object, and nothing beside it. */
    private boolean coversOwnContent(Element found) {
        boolean root = found.isSameNode(found.getOwnerDocument().getDocumentElement());
        return root ? objects.size() == 1 && signedIds.containsAll(objects) : whole;
    }

    private void reference(Element reference) throws Unreadable {
        boolean manifested = isNamed(reference.getParentNode(), "Manifest");
        if (!manifested && !isNamed(reference.getParentNode(), "SignedInfo")) {
            throw Unreadable.outsideRules();
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
        } else if (uri.isEmpty()) {
            whole = isEnveloped(reference);
        } else {
            signedIds.add(uri.substring(1));
            if (reference.getAttribute("Type").equals(MANIFEST_TYPE)) {
                signedManifests.add(uri.substring(1));
            }
        }
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

    private void object(Element object) {
        boolean properties = false;
        boolean list = false;
        for (Node child = object.getFirstChild(); child != null; child = child.getNextSibling()) {
            properties |=
                    child instanceof Element element && element.getLocalName().equals("QualifyingProperties");
            list |= isNamed(child, "Manifest");
        }
        if (!properties && !list) {
            objects.add(object.getAttribute("Id"));
        }
    }

    private static boolean isEnveloped(Element reference) {
        var transforms = reference.getElementsByTagNameNS(DS, "Transform");
        return transforms.getLength() > 0
                && ((Element) transforms.item(0)).getAttribute("Algorithm").equals(ENVELOPED);
    }

    private static void requireTransform(String algorithm) throws Unreadable {
        if (!algorithm.equals(ENVELOPED) && !algorithm.equals(DS + "base64") && !CANONICAL.contains(algorithm)) {
            throw Unreadable.outsideRules();
        }
    }

    private static boolean isNamed(@Nullable Node node, String name) {
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
