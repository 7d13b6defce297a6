package org.sceau.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sceau.suites.JoseSignatures;

/**
 * A JWS with detached payload (RFC 7515 appendix F), compact or flattened JSON, with {@code b64} (RFC 7797).
 *
 * @param protectedPart the base64url text of the protected header, which is what was signed
 * @param header the protected header
 * @param payload the text of an attached payload, base64url unless {@code b64} says otherwise; empty when detached
 * @param signature the signature's bytes as base64url text
 */
record DetachedJws(String protectedPart, JsonNode header, String payload, String signature) {
    /** Critical members that are understood here (RFC 7515 4.1.11). */
    private static final Set<String> UNDERSTOOD =
            Set.of("b64", "sigT", "iat", "srCms", "srAts", "sigPl", "sigPId", "canon");

    /** Reads {@code Signature.data}; nothing where it is no JWS. */
    static Optional<DetachedJws> read(String data) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(data);
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
        String text = new String(bytes, StandardCharsets.US_ASCII);
        if (!text.startsWith("{")) {
            String[] parts = text.split("\\.", -1);
            return parts.length == 3 ? of(parts[0], parts[1], parts[2]) : Optional.empty();
        }
        Optional<JsonNode> tree = Trees.read(bytes);
        return tree.flatMap(
                jws -> of(Fhir.text(jws, "protected"), Fhir.text(jws, "payload"), Fhir.text(jws, "signature")));
    }

    private static Optional<DetachedJws> of(String protectedPart, String payload, String signature) {
        if (protectedPart.isEmpty() || signature.isEmpty() || decoded(signature).isEmpty()) {
            return Optional.empty();
        }
        return decoded(protectedPart)
                .flatMap(Trees::read)
                .filter(JsonNode::isObject)
                .map(header -> new DetachedJws(protectedPart, header, payload, signature));
    }

    String algorithm() {
        return Fhir.text(header, "alg");
    }

    /** False where the header makes something critical that we would have to understand, or signs by reference. */
    boolean understood() {
        for (JsonNode critical : header.path("crit")) {
            if (!UNDERSTOOD.contains(critical.asText(""))) {
                return false;
            }
        }
        return !header.has("sigD");
    }

    /** The certificates of {@code x5c}, the signer's first; empty where there are none that can be read. */
    List<X509Certificate> chain() {
        List<X509Certificate> chain = new ArrayList<>();
        try {
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            for (JsonNode certificate : header.path("x5c")) {
                byte[] der = Base64.getDecoder().decode(certificate.asText(""));
                if (factory.generateCertificate(new ByteArrayInputStream(der)) instanceof X509Certificate read) {
                    chain.add(read);
                }
            }
        } catch (CertificateException | IllegalArgumentException unreadable) {
            return List.of();
        }
        return List.copyOf(chain);
    }

    /** Whether it signs {@code content}; an attached payload must be that content. */
    JoseSignatures.Outcome verify(X509Certificate signer, byte[] content) {
        boolean raw = header.path("b64").isBoolean() && !header.path("b64").booleanValue();
        byte[] rest = raw ? content : encoded(content).getBytes(StandardCharsets.US_ASCII);
        if (!payload.isEmpty() && !Arrays.equals(payload.getBytes(StandardCharsets.UTF_8), rest)) {
            return JoseSignatures.Outcome.BROKEN;
        }
        byte[] start = (protectedPart + ".").getBytes(StandardCharsets.US_ASCII);
        byte[] input = new byte[start.length + rest.length];
        System.arraycopy(start, 0, input, 0, start.length);
        System.arraycopy(rest, 0, input, start.length, rest.length);
        return JoseSignatures.verify(
                algorithm(), signer.getPublicKey(), input, decoded(signature).orElseThrow());
    }

    private static String encoded(byte[] value) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(value);
    }

    /** RFC 7515 section 2: without padding. One text for one value: the decoder alone would pass over padding and unused bits. */
    private static Optional<byte[]> decoded(String base64Url) {
        try {
            byte[] value = Base64.getUrlDecoder().decode(base64Url);
            return encoded(value).equals(base64Url) ? Optional.of(value) : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "DetachedJws[" + algorithm() + "]";
    }
}
