package org.sceau.signature.author;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.Signature;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.xml.XMLConstants;
import javax.xml.crypto.dom.DOMStructure;
import javax.xml.crypto.dsig.Reference;
import javax.xml.crypto.dsig.Transform;
import javax.xml.crypto.dsig.XMLObject;
import javax.xml.crypto.dsig.XMLSignature;
import javax.xml.crypto.dsig.XMLSignatureFactory;
import javax.xml.crypto.dsig.dom.DOMSignContext;
import javax.xml.crypto.dsig.spec.C14NMethodParameterSpec;
import javax.xml.crypto.dsig.spec.TransformParameterSpec;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.asn1.ess.ESSCertIDv2;
import org.bouncycastle.asn1.ess.SigningCertificateV2;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.jspecify.annotations.Nullable;
import org.sceau.keys.Credential;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Makes signature documents with the platform and Bouncy Castle, so that signer and validator are not the same program. */
final class Samples {
    static final String SHA256 = "http://www.w3.org/2001/04/xmlenc#sha256";
    static final String SHA1 = "http://www.w3.org/2000/09/xmldsig#sha1";
    private static final String XADES = "http://uri.etsi.org/01903/v1.3.2#";
    private static final String EXCLUSIVE = "http://www.w3.org/2001/10/xml-exc-c14n#";
    private static final String ECDSA = "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256";

    private Samples() {}

    /** DSGj: JWS in JSON serialisation over documents by URI and hash. */
    static byte[] dsgj(Credential author, Map<String, byte[]> documents, Instant at, boolean raw) throws Exception {
        return dsgj(author, documents, at, raw, "");
    }

    static byte[] dsgj(Credential author, Map<String, byte[]> documents, Instant at, boolean raw, String more)
            throws Exception {
        String names = documents.keySet().stream().map(name -> '"' + name + '"').collect(Collectors.joining(","));
        List<String> hashes = new ArrayList<>();
        for (byte[] document : documents.values()) {
            byte[] signed = raw ? document : url(document).getBytes(StandardCharsets.US_ASCII);
            hashes.add('"' + url(digest("SHA-256", signed)) + '"');
        }
        String sigD = "\"sigD\":{\"mId\":\"http://uri.etsi.org/19182/ObjectIdByURIHash\",\"hashM\":\"S256\",\"pars\":["
                + names + "],\"hashV\":[" + String.join(",", hashes) + "]}";
        String crit = raw ? "\"crit\":[\"sigD\",\"b64\"],\"b64\":false" : "\"crit\":[\"sigD\"]";
        return jws(author, at, crit + "," + sigD + more, new byte[0]);
    }

    /** Enveloping: the content in the JWS. */
    static byte[] enveloping(Credential author, byte[] content, Instant at) throws Exception {
        return jws(author, at, "\"cty\":\"application/pdf\"", content);
    }

    private static byte[] jws(Credential author, Instant at, String members, byte[] content) throws Exception {
        byte[] der = author.certificate().getEncoded();
        String header = "{\"alg\":\"ES256\",\"iat\":" + at.getEpochSecond() + ",\"x5t#S256\":\""
                + url(digest("SHA-256", der)) + "\",\"x5c\":[\""
                + Base64.getEncoder().encodeToString(der)
                + "\"],\"srCms\":[{\"commId\":{\"id\":\"urn:oid:1.2.840.10065.1.12.1.1\"}}]," + members + "}";
        String protectedPart = url(header.getBytes(StandardCharsets.UTF_8));
        String payload = content.length == 0 ? "" : url(content);
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initSign(author.key().reveal());
        signature.update((protectedPart + "." + payload).getBytes(StandardCharsets.US_ASCII));
        String attached = payload.isEmpty() ? "" : "\"payload\":\"" + payload + "\",";
        return ("{" + attached + "\"protected\":\"" + protectedPart + "\",\"signature\":\"" + url(signature.sign())
                        + "\"}")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** CAdES B-B over one document, detached or with it. */
    static byte[] cades(Credential author, byte[] document, Instant at, boolean attached, String algorithm)
            throws Exception {
        ASN1EncodableVector attributes = new ASN1EncodableVector();
        attributes.add(new Attribute(CMSAttributes.signingTime, new DERSet(new Time(Date.from(at)))));
        attributes.add(new Attribute(
                PKCSObjectIdentifiers.id_aa_signingCertificateV2,
                new DERSet(new SigningCertificateV2(
                        new ESSCertIDv2(digest("SHA-256", author.certificate().getEncoded()))))));
        var builder = new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build());
        builder.setSignedAttributeGenerator(new DefaultSignedAttributeTableGenerator(new AttributeTable(attributes)));
        var generator = new CMSSignedDataGenerator();
        generator.addSignerInfoGenerator(builder.build(
                new JcaContentSignerBuilder(algorithm).build(author.key().reveal()), author.certificate()));
        generator.addCertificates(new JcaCertStore(author.chain()));
        return generator
                .generate(new CMSProcessableByteArray(document), attached)
                .getEncoded("DER");
    }

    /** DSG: XAdES over a manifest of documents by their names. */
    static byte[] dsg(Credential author, Map<String, byte[]> documents, Instant at, String digest) throws Exception {
        return dsg(author, documents, at, digest, "");
    }

    /** With the address of a signature policy. */
    static byte[] dsg(Credential author, Map<String, byte[]> documents, Instant at, String digest, String policy)
            throws Exception {
        var factory = XMLSignatureFactory.getInstance("DOM");
        List<Reference> listed = new ArrayList<>();
        for (Map.Entry<String, byte[]> document : documents.entrySet()) {
            byte[] value = digest(digest.equals(SHA1) ? "SHA-1" : "SHA-256", document.getValue());
            listed.add(factory.newReference(
                    document.getKey(), factory.newDigestMethod(digest, null), List.of(), null, null, value));
        }
        XMLObject manifest = factory.newXMLObject(
                List.of(factory.newManifest(listed, "IHEManifest")), "manifest-object", null, null);
        return xades(
                author, at, policy, List.of(manifest), List.of(reference("#IHEManifest", XMLObjectTypes.MANIFEST)));
    }

    /** Enveloping: the content in the signature. */
    static byte[] envelopingXml(Credential author, byte[] content, Instant at) throws Exception {
        return envelopingXml(author, content, at, List.of(EXCLUSIVE));
    }

    /** After these transformations of the content. */
    static byte[] envelopingXml(Credential author, byte[] content, Instant at, List<String> transforms)
            throws Exception {
        var factory = XMLSignatureFactory.getInstance("DOM");
        Document document = document();
        var text = new DOMStructure(document.createTextNode(Base64.getEncoder().encodeToString(content)));
        XMLObject object = factory.newXMLObject(List.of(text), "content", null, null);
        return xades(
                author, at, "", List.of(object), List.of(reference("#content", XMLObjectTypes.OBJECT, transforms)));
    }

    /** Enveloped: the signature in the document that it signs. */
    static byte[] envelopedXml(Credential author, Instant at) throws Exception {
        Document document = document();
        Element root = document.createElementNS("urn:hl7-org:v3", "ClinicalDocument");
        root.setAttributeNS(XMLConstants.XMLNS_ATTRIBUTE_NS_URI, "xmlns", "urn:hl7-org:v3");
        document.appendChild(root);
        Element text = document.createElementNS("urn:hl7-org:v3", "text");
        text.setTextContent("a fictional report");
        root.appendChild(text);
        Reference whole = reference("", null, List.of(Transform.ENVELOPED, EXCLUSIVE));
        return xades(author, at, "", List.of(), List.of(whole), root);
    }

    /** Over nothing but its own properties. */
    static byte[] overNothing(Credential author, Instant at) throws Exception {
        return xades(author, at, "", List.of(), List.of());
    }

    private static final class XMLObjectTypes {
        static final String MANIFEST = "http://www.w3.org/2000/09/xmldsig#Manifest";
        static final String OBJECT = "http://www.w3.org/2000/09/xmldsig#Object";
        static final String PROPERTIES = "http://uri.etsi.org/01903#SignedProperties";
    }

    private static Reference reference(String uri, String type) throws Exception {
        return reference(uri, type, List.of(EXCLUSIVE));
    }

    private static Reference reference(String uri, @Nullable String type, List<String> algorithms) throws Exception {
        var factory = XMLSignatureFactory.getInstance("DOM");
        List<Transform> transforms = new ArrayList<>();
        for (String algorithm : algorithms) {
            transforms.add(factory.newTransform(algorithm, (TransformParameterSpec) null));
        }
        return factory.newReference(uri, factory.newDigestMethod(SHA256, null), transforms, type, null);
    }

    private static byte[] xades(
            Credential author, Instant at, String policy, List<XMLObject> objects, List<Reference> references)
            throws Exception {
        return xades(author, at, policy, objects, references, document());
    }

    private static byte[] xades(
            Credential author,
            Instant at,
            String policy,
            List<XMLObject> objects,
            List<Reference> references,
            Node parent)
            throws Exception {
        var factory = XMLSignatureFactory.getInstance("DOM");
        Document document = parent instanceof Document itself ? itself : parent.getOwnerDocument();
        Element properties = properties(document, author, at, policy);
        List<XMLObject> all = new ArrayList<>(objects);
        all.add(factory.newXMLObject(List.of(new DOMStructure(properties)), null, null, null));
        List<Reference> signed = new ArrayList<>(references);
        signed.add(reference("#signed-properties", XMLObjectTypes.PROPERTIES));
        var info = factory.newSignedInfo(
                factory.newCanonicalizationMethod(EXCLUSIVE, (C14NMethodParameterSpec) null),
                factory.newSignatureMethod(ECDSA, null),
                signed);
        var keys = factory.getKeyInfoFactory();
        var key = keys.newKeyInfo(List.of(keys.newX509Data(List.of(author.certificate()))));
        XMLSignature signature = factory.newXMLSignature(info, key, all, "signature", null);
        var context = new DOMSignContext(author.key().reveal(), parent);
        context.setDefaultNamespacePrefix("ds");
        context.setIdAttributeNS(
                (Element) properties
                        .getElementsByTagNameNS(XADES, "SignedProperties")
                        .item(0),
                null,
                "Id");
        signature.sign(context);
        return bytes(document);
    }

    private static Element properties(Document document, Credential author, Instant at, String policy)
            throws Exception {
        Element qualifying = document.createElementNS(XADES, "xades:QualifyingProperties");
        qualifying.setAttribute("Target", "#signature");
        Element signed = child(qualifying, "SignedProperties");
        signed.setAttributeNS(null, "Id", "signed-properties");
        Element properties = child(signed, "SignedSignatureProperties");
        child(properties, "SigningTime").setTextContent(at.toString());
        digest(child(child(child(properties, "SigningCertificateV2"), "Cert"), "CertDigest"), author);
        if (!policy.isEmpty()) {
            Element id = child(child(properties, "SignaturePolicyIdentifier"), "SignaturePolicyId");
            child(child(id, "SigPolicyId"), "Identifier").setTextContent(policy);
            digest(child(id, "SigPolicyHash"), author);
            child(child(child(id, "SigPolicyQualifiers"), "SigPolicyQualifier"), "SPURI")
                    .setTextContent(policy);
        }
        return qualifying;
    }

    private static void digest(Element holder, Credential author) throws Exception {
        Document document = holder.getOwnerDocument();
        Element method = document.createElementNS(javax.xml.crypto.dsig.XMLSignature.XMLNS, "ds:DigestMethod");
        method.setAttribute("Algorithm", SHA256);
        Element value = document.createElementNS(javax.xml.crypto.dsig.XMLSignature.XMLNS, "ds:DigestValue");
        value.setTextContent(Base64.getEncoder()
                .encodeToString(digest("SHA-256", author.certificate().getEncoded())));
        holder.appendChild(method);
        holder.appendChild(value);
    }

    private static Element child(Element parent, String name) {
        Element child = parent.getOwnerDocument().createElementNS(XADES, "xades:" + name);
        parent.appendChild(child);
        return child;
    }

    private static Document document() throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
        factory.setNamespaceAware(true);
        return factory.newDocumentBuilder().newDocument();
    }

    private static byte[] bytes(Document document) throws Exception {
        var out = new ByteArrayOutputStream();
        TransformerFactory.newDefaultInstance()
                .newTransformer()
                .transform(new DOMSource(document), new StreamResult(out));
        return out.toByteArray();
    }

    static byte[] digest(String algorithm, byte[] bytes) throws Exception {
        return MessageDigest.getInstance(algorithm).digest(bytes);
    }

    private static String url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
