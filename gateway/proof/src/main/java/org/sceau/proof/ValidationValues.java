package org.sceau.proof;

import java.security.GeneralSecurityException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import org.sceau.proof.JsonValue.JsonArray;
import org.sceau.proof.JsonValue.JsonObject;

/**
 * What a signature and its time-stamp are validated with when their authorities are gone (ETSI TS 119 182-1 clause 5.3.5,
 * level B-LT): {@code xVals}, the certificates that both carry, which makes it a function of the file; {@code rVals}, one
 * revocation list of each issuer among those. No signature of the file covers a list: it is covered by its issuer's.
 */
public final class ValidationValues {
    /** Issuers of two chains. */
    private static final int MOST_LISTS = 2 * TrustAnchors.MAX_CHAIN;

    private ValidationValues() {}

    /**
     * A file of level B-T with these values.
     *
     * @param lists DER, one of each issuer of a certificate in the file; whether they answer, the verifier says
     */
    public static JadesFile add(JadesFile stamped, List<byte[]> lists) {
        List<String> elements = new ArrayList<>(stamped.etsiU().subList(0, 1));
        elements.add(xVals(stamped));
        List<JsonValue> values = new ArrayList<>();
        lists.forEach(list -> values.add(value(Base64.getEncoder().encodeToString(list))));
        elements.add(EtsiU.element(
                "rVals", new ObjectDraft().put("crlVals", new JsonArray(values)).done()));
        return stamped.with(elements);
    }

    /** The issuers of the certificates in a file of level B-T; throws {@link MalformedProof}. */
    public static Set<X500Principal> issuers(JadesFile stamped) {
        Set<X500Principal> issuers = new HashSet<>();
        for (String certificate : certificates(stamped)) {
            issuers.add(Certificates.der(StrictBase64.standard(Part.SIGNATURE, certificate, "x5c"))
                    .getIssuerX500Principal());
        }
        return issuers;
    }

    static String xVals(JadesFile file) {
        List<JsonValue> values = new ArrayList<>();
        certificates(file)
                .forEach(certificate -> values.add(
                        new ObjectDraft().put("x509Cert", value(certificate)).done()));
        return EtsiU.element("xVals", new JsonArray(values));
    }

    private static Set<String> certificates(JadesFile file) {
        Part part = Part.SIGNATURE;
        JadesHeader header = JadesHeader.decode(part, StrictBase64.url(part, file.encodedHeader(), "protected"));
        Set<String> certificates = new LinkedHashSet<>(header.certificates());
        EtsiU.stamp(part, file.etsiU().getFirst())
                .encodedChain()
                .forEach(der -> certificates.add(Base64.getEncoder().encodeToString(der)));
        return certificates;
    }

    private static JsonObject value(String base64) {
        return new ObjectDraft().put("val", base64).done();
    }

    /** The lists of an element {@code rVals}; throws {@link MalformedProof}. */
    static List<byte[]> lists(Part part, String element) {
        Members values = new Members(
                        part, CanonicalJson.decode(part, StrictBase64.url(part, element, "etsiU")), "etsiU")
                .only("rVals");
        List<JsonValue> items = values.items("crlVals");
        values.end();
        if (items.isEmpty() || items.size() > MOST_LISTS) {
            throw values.invalid("crlVals");
        }
        List<byte[]> lists = new ArrayList<>();
        for (JsonValue item : items) {
            Members one = new Members(part, item, "crlVals");
            lists.add(StrictBase64.standard(part, one.text("val"), "val"));
            one.end();
        }
        return lists;
    }

    /**
     * Whether the lists answer for the signer and for the authority at the time that is proved; throws {@link MalformedProof}
     * where they do not, or hold anything else.
     */
    static void verify(
            List<byte[]> lists, JadesFile file, List<X509Certificate> chain, Instant at, TrustAnchors anchors) {
        TrustAnchors asked = anchors.withoutLists();
        Set<X500Principal> answered = new HashSet<>();
        for (byte[] der : lists) {
            requireForm(der);
            asked = asked.withCrl(der);
            X509CRL list = Certificates.crl(der);
            if (!answered.add(list.getIssuerX500Principal()) || !isSigned(list, chain, file, anchors)) {
                throw new MalformedProof(Part.REVOCATION, Reason.VALUE_INVALID, "crlVals");
            }
        }
        if (!issuers(file).equals(answered)) {
            throw new MalformedProof(Part.REVOCATION, Reason.REVOCATION_UNKNOWN, "crlVals");
        }
        if (asked.validate(chain, at) instanceof ChainVerdict.NotTrusted(Reason reason)) {
            throw new MalformedProof(Part.CERTIFICATE, reason, "crlVals");
        }
        var _ = SignatureStamp.verify(EtsiU.stamp(Part.SIGNATURE, file.etsiU().getFirst()), file, asked);
    }

    /** DER, so that what stands around the signed part has one spelling, too. */
    private static void requireForm(byte[] der) {
        DerReader outer = new DerReader(Part.REVOCATION, "crlVals", der);
        DerReader list = outer.inside(DerReader.SEQUENCE);
        outer.end();
        list.element(DerReader.SEQUENCE);
        list.element(DerReader.SEQUENCE);
        byte[] signature = list.content(DerReader.BIT_STRING);
        list.end();
        if (signature.length == 0 || signature[0] != 0) {
            throw list.invalid();
        }
    }

    /** By one of the certificates that are there, or by an anchor. */
    private static boolean isSigned(X509CRL list, List<X509Certificate> chain, JadesFile file, TrustAnchors anchors) {
        List<X509Certificate> candidates = new ArrayList<>(chain);
        candidates.addAll(EtsiU.stamp(Part.SIGNATURE, file.etsiU().getFirst()).chain());
        candidates.addAll(anchors.certificates());
        for (X509Certificate issuer : candidates) {
            if (issuer.getSubjectX500Principal().equals(list.getIssuerX500Principal()) && isSigned(list, issuer)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isSigned(X509CRL list, X509Certificate issuer) {
        try {
            list.verify(issuer.getPublicKey());
            return AlgorithmPolicy.isAccepted(list.getSigAlgOID());
        } catch (GeneralSecurityException | RuntimeException e) {
            // unchecked: providers answer some malformed keys and signatures so
            return false;
        }
    }
}
