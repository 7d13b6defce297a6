package org.sceau.proof;

import java.security.GeneralSecurityException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
        elements.add(EtsiU.element("rVals", rVals(lists)));
        return stamped.with(elements);
    }

    /**
     * What the last time-stamp of a file is asked with when the next one covers it: the element {@code tstVD} (clause 5.3.6.1).
     *
     * @param last the file's last time-stamp
     * @param lists DER, one of each of its certificates' issuers
     */
    public static String tstVD(TimeStampToken last, List<byte[]> lists) {
        return EtsiU.element(
                "tstVD",
                new ObjectDraft()
                        .put("rVals", rVals(lists))
                        .put("xVals", xVals(certificates(last)))
                        .done());
    }

    /** The issuers of the certificates in a time-stamp; throws {@link MalformedProof}. */
    public static Set<ListIssuer> issuers(TimeStampToken token) {
        Set<ListIssuer> issuers = new HashSet<>();
        token.chain().forEach(certificate -> issuers.add(ListIssuer.of(certificate)));
        return issuers;
    }

    /** The issuers of the certificates in a receipt's time-stamps; throws {@link MalformedProof}. */
    public static Set<ListIssuer> issuers(Receipt receipt) {
        Set<ListIssuer> issuers = new HashSet<>();
        receipt.stamp().ifPresent(stamp -> issuers.addAll(issuers(stamp)));
        receipt.renewals()
                .forEach(renewed -> issuers.addAll(issuers(renewed.renewal().token())));
        return issuers;
    }

    private static JsonObject rVals(List<byte[]> lists) {
        List<JsonValue> values = new ArrayList<>();
        lists.forEach(list -> values.add(value(Base64.getEncoder().encodeToString(list))));
        return new ObjectDraft().put("crlVals", new JsonArray(values)).done();
    }

    /** The issuers of the certificates in a file of level B-T; throws {@link MalformedProof}. */
    public static Set<ListIssuer> issuers(JadesFile stamped) {
        Set<ListIssuer> issuers = new HashSet<>();
        for (String certificate : certificates(stamped)) {
            issuers.add(ListIssuer.of(Certificates.der(StrictBase64.standard(Part.SIGNATURE, certificate, "x5c"))));
        }
        return issuers;
    }

    static String xVals(JadesFile file) {
        return EtsiU.element("xVals", xVals(certificates(file)));
    }

    private static JsonArray xVals(Collection<String> certificates) {
        List<JsonValue> values = new ArrayList<>();
        certificates.forEach(certificate ->
                values.add(new ObjectDraft().put("x509Cert", value(certificate)).done()));
        return new JsonArray(values);
    }

    private static Set<String> certificates(JadesFile file) {
        Part part = Part.SIGNATURE;
        JadesHeader header = JadesHeader.of(part, file);
        Set<String> certificates = new LinkedHashSet<>(header.certificates());
        certificates.addAll(certificates(EtsiU.stamp(part, file.etsiU().getFirst())));
        return certificates;
    }

    private static List<String> certificates(TimeStampToken token) {
        return token.encodedChain().stream()
                .map(der -> Base64.getEncoder().encodeToString(der))
                .toList();
    }

    private static JsonObject value(String base64) {
        return new ObjectDraft().put("val", base64).done();
    }

    /** The lists of an element {@code rVals}; throws {@link MalformedProof}. */
    static List<byte[]> lists(Part part, String element) {
        return crlVals(part, new Members(part, EtsiU.value(part, element), "etsiU").only("rVals"));
    }

    /**
     * The lists of an element {@code tstVD}, whose certificates are those of {@code covered}; empty when it is another element.
     * Throws {@link MalformedProof}.
     */
    static Optional<List<byte[]>> listsOf(Part part, String element, TimeStampToken covered) {
        Members outer = new Members(part, EtsiU.value(part, element), "etsiU");
        Optional<JsonValue> found = outer.takeIfPresent("tstVD");
        if (found.isEmpty()) {
            return Optional.empty();
        }
        outer.end();
        Members values = new Members(part, found.get(), "tstVD");
        List<byte[]> lists = crlVals(part, values.object("rVals"));
        boolean own = values.take("xVals").equals(xVals(certificates(covered)));
        values.end();
        if (!own) {
            throw values.invalid("xVals");
        }
        return Optional.of(lists);
    }

    private static List<byte[]> crlVals(Part part, Members values) {
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
        List<X509Certificate> issuers = new ArrayList<>(chain);
        issuers.addAll(EtsiU.stamp(Part.SIGNATURE, file.etsiU().getFirst()).chain());
        issuers.addAll(anchors.certificates());
        TrustAnchors asked = anchors.withoutLists();
        Set<ListIssuer> answered = new HashSet<>();
        for (byte[] der : lists) {
            X509CRL list = list(der, issuers);
            asked = asked.withCrl(der);
            if (!answered.add(ListIssuer.of(list))) {
                throw new MalformedProof(Part.REVOCATION, Reason.VALUE_INVALID, "crlVals");
            }
        }
        Set<ListIssuer> wanted = issuers(file);
        if (!answer(answered, wanted) || !answer(wanted, answered)) {
            throw new MalformedProof(Part.REVOCATION, Reason.REVOCATION_UNKNOWN, "crlVals");
        }
        if (asked.validate(chain, at) instanceof ChainVerdict.NotTrusted(Reason reason)) {
            throw new MalformedProof(Part.CERTIFICATE, reason, "crlVals");
        }
        var _ = SignatureStamp.verify(EtsiU.stamp(Part.SIGNATURE, file.etsiU().getFirst()), file, asked);
    }

    private static boolean answer(Set<ListIssuer> answering, Set<ListIssuer> asked) {
        return asked.stream().allMatch(one -> answering.stream().anyMatch(one::mayBe));
    }

    /** A list in DER that one of {@code issuers} has signed; throws {@link MalformedProof} on any other. */
    static X509CRL list(byte[] der, List<X509Certificate> issuers) {
        requireForm(der);
        X509CRL list = Certificates.crl(der);
        if (!isSigned(list, issuers)) {
            throw new MalformedProof(Part.REVOCATION, Reason.VALUE_INVALID, "crlVals");
        }
        return list;
    }

    /** Whether one of {@code issuers} has signed it. */
    static boolean isSigned(X509CRL list, List<X509Certificate> issuers) {
        return issuers.stream()
                .anyMatch(issuer -> issuer.getSubjectX500Principal().equals(list.getIssuerX500Principal())
                        && isSigned(list, issuer));
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

    private static boolean isSigned(X509CRL list, X509Certificate issuer) {
        try {
            list.verify(issuer.getPublicKey());
            return AlgorithmPolicy.isAccepted(list.getSigAlgOID())
                    && AlgorithmPolicy.isSpelled(list.getSigAlgOID(), list.getSignature());
        } catch (GeneralSecurityException | RuntimeException e) {
            // unchecked: providers answer some malformed keys and signatures so
            return false;
        }
    }
}
