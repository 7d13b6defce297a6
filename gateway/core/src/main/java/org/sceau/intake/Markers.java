package org.sceau.intake;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.sceau.proof.Digest;

/**
 * What stands in a metadata object in the place of a payload. For a base64 value: the base64 of
 * {@code sceau:payload:sha256:} and the 32 bytes of the payload's SHA-256, so that it still is base64. For a FHIR document:
 * a Bundle of type document with that digest, as base64url, in its identifier.
 *
 * <p>A sender may send something that looks like a marker: only its place and the list of payloads tell that it is one.
 */
public final class Markers {
    /** {@code Bundle.identifier.system} of the marker of a FHIR document. */
    public static final String SYSTEM = "urn:sceau:payload:sha256";

    private static final byte[] PREFIX = "sceau:payload:sha256:".getBytes(StandardCharsets.US_ASCII);
    private static final int SHA256_BYTES = 32;

    private Markers() {}

    /** The marker of a base64 value. */
    public static String value(Digest sha256) {
        byte[] marker = Arrays.copyOf(PREFIX, PREFIX.length + SHA256_BYTES);
        System.arraycopy(sha256.bytes(), 0, marker, PREFIX.length, SHA256_BYTES);
        return Base64.getEncoder().encodeToString(marker);
    }

    /** The digest in the marker of a base64 value; empty if {@code base64} is no such marker. */
    public static Optional<Digest> ofValue(String base64) {
        if (base64.length() != (PREFIX.length + SHA256_BYTES + 2) / 3 * 4) {
            return Optional.empty();
        }
        try {
            return ofValue(Base64.getDecoder().decode(base64));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The digest in the marker of a base64 value that was decoded; empty if {@code decoded} is no such marker. */
    public static Optional<Digest> ofValue(byte[] decoded) {
        if (decoded.length != PREFIX.length + SHA256_BYTES
                || !Arrays.equals(decoded, 0, PREFIX.length, PREFIX, 0, PREFIX.length)) {
            return Optional.empty();
        }
        return Optional.of(Digest.of(Arrays.copyOfRange(decoded, PREFIX.length, decoded.length)));
    }

    /** The marker of a JSON document. */
    public static String jsonDocument(Digest sha256) {
        return "{\"resourceType\":\"Bundle\",\"type\":\"document\",\"identifier\":{\"system\":\"" + SYSTEM
                + "\",\"value\":\"" + sha256.base64Url() + "\"}}";
    }

    /** The marker of an XML document that is the whole body. */
    public static String xmlDocument(Digest sha256) {
        return xmlDocument(sha256, "", " xmlns=\"http://hl7.org/fhir\"");
    }

    /**
     * The marker of an XML document inside a transaction.
     *
     * @param prefix of the FHIR namespace at that place, with its colon, or empty
     * @param declarations the namespace declarations that the marker repeats, each with a space before it
     */
    static String xmlDocument(Digest sha256, String prefix, String declarations) {
        return "<%1$sBundle%2$s><%1$sidentifier><%1$ssystem value=\"%3$s\"/><%1$svalue value=\"%4$s\"/></%1$sidentifier><%1$stype value=\"document\"/></%1$sBundle>"
                .formatted(prefix, declarations, SYSTEM, sha256.base64Url());
    }

    /** The digest in the marker of a document, from its identifier; empty if it is no such marker. */
    public static Optional<Digest> ofIdentifier(String system, String value) {
        if (!SYSTEM.equals(system)) {
            return Optional.empty();
        }
        try {
            byte[] digest = Base64.getUrlDecoder().decode(value);
            return digest.length == SHA256_BYTES ? Optional.of(Digest.of(digest)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
