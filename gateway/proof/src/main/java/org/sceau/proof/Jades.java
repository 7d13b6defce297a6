package org.sceau.proof;

import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.sceau.proof.JsonValue.JsonArray;
import org.sceau.proof.JsonValue.JsonBoolean;

/**
 * Our JAdES profile (ETSI TS 119 182-1 V1.2.1, level B-B): flattened JWS JSON serialisation without payload, {@code
 * b64:false} (RFC 7797), objects by URI and hash, {@code iat}, {@code x5t#S256} with {@code x5c}, one commitment. Both the
 * header and the file are canonical JSON. Verification: {@link JadesVerifier}.
 *
 * <p>Without state; thread safe if the signer is.
 */
public final class Jades {
    static final String BY_URI_HASH = "http://uri.etsi.org/19182/ObjectIdByURIHash";

    private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

    private Jades() {}

    /**
     * Seals {@code objects}.
     *
     * @param seal a P-256 key
     * @param iat claimed signing time; whole seconds count
     * @param commitmentOid what the seal commits to, an OID with or without {@code urn:oid:}
     * @param claimedQuality signer attribute as claimed by the signer ({@code srAts})
     * @return the JSON file
     */
    public static byte[] seal(
            RawSigner seal, List<SignedObject> objects, Instant iat, String commitmentOid, String claimedQuality) {
        return seal(seal, header(seal, objects, iat, commitmentOid, Optional.of(claimedQuality)));
    }

    /** Seals {@code objects} without a signer attribute. */
    public static byte[] seal(RawSigner seal, List<SignedObject> objects, Instant iat, String commitmentOid) {
        return seal(seal, header(seal, objects, iat, commitmentOid, Optional.empty()));
    }

    private static byte[] seal(RawSigner seal, JsonValue header) {
        String encoded = BASE64URL.encodeToString(CanonicalJson.encode(header));
        byte[] signature = seal.sign(signingInput(encoded));
        return CanonicalJson.encode(new ObjectDraft()
                .put("protected", encoded)
                .put("signature", BASE64URL.encodeToString(signature))
                .done());
    }

    /** RFC 7515 section 5.1 with the empty payload of a detached signature. */
    static byte[] signingInput(String encodedHeader) {
        return (encodedHeader + ".").getBytes(StandardCharsets.US_ASCII);
    }

    private static JsonValue header(
            RawSigner seal, List<SignedObject> objects, Instant iat, String commitmentOid, Optional<String> quality) {
        if (objects.isEmpty()) {
            throw new IllegalArgumentException("a seal over nothing");
        }
        List<X509Certificate> chain = seal.chain();
        requireP256(chain.getFirst());
        ObjectDraft draft = new ObjectDraft()
                .put("alg", "ES256")
                .put("b64", new JsonBoolean(false))
                .putTexts("crit", List.of("sigD", "b64"))
                .put("iat", iat.getEpochSecond())
                .put("sigD", sigD(objects))
                .put("srCms", commitment(commitmentOid))
                .put("x5t#S256", Digest.sha256(der(chain.getFirst())).base64Url());
        quality.ifPresent(value -> draft.put("srAts", attributes(value)));
        List<String> certificates = new ArrayList<>();
        for (X509Certificate certificate : chain) {
            certificates.add(Base64.getEncoder().encodeToString(der(certificate)));
        }
        return draft.putTexts("x5c", certificates).done();
    }

    private static JsonValue sigD(List<SignedObject> objects) {
        return named(objects).put("mId", BY_URI_HASH).put("hashM", "S256").done();
    }

    /** Names, digests and types of what is signed, as {@code sigD} has them (clause 5.2.8). */
    static ObjectDraft named(List<SignedObject> objects) {
        List<String> uris = new ArrayList<>();
        List<String> hashes = new ArrayList<>();
        List<String> types = new ArrayList<>();
        for (SignedObject object : objects) {
            uris.add(object.uri());
            hashes.add(object.sha256().base64Url());
            types.add(object.contentType());
        }
        return new ObjectDraft()
                .putTexts("pars", uris)
                .putTexts("hashV", hashes)
                .putTexts("ctys", types);
    }

    private static JsonValue commitment(String oid) {
        String uri = oid.startsWith("urn:oid:") ? oid : "urn:oid:" + oid;
        JsonValue commitment = new ObjectDraft()
                .put("commId", new ObjectDraft().put("id", uri).done())
                .done();
        return new JsonArray(List.of(commitment));
    }

    private static JsonValue attributes(String claimed) {
        JsonValue values = new ObjectDraft()
                .put("mediaType", "text/plain")
                .put("encoding", "binary")
                .putTexts("qVals", List.of(claimed))
                .done();
        return new ObjectDraft().put("claimed", new JsonArray(List.of(values))).done();
    }

    private static void requireP256(X509Certificate certificate) {
        boolean p256 = certificate.getPublicKey() instanceof ECKey key
                && key.getParams().getCurve().getField().getFieldSize() == 256;
        if (!p256) {
            throw new IllegalArgumentException("the seal's key is not on P-256");
        }
    }

    static byte[] der(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new MalformedProof(Part.CERTIFICATE, Reason.CERTIFICATE_UNREADABLE, "");
        }
    }
}
