package org.sceau.proof;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A JAdES file by its members: flattened JWS JSON serialisation (RFC 7515 section 7.2.2) without payload. What {@code etsiU}
 * holds came after the signature and is covered by nothing in the file but itself ({@link EtsiU}): such a file is canonical
 * JSON, and without it the same bytes again as the signer has made. Immutable.
 *
 * @param encodedHeader base64url of the protected header
 * @param signature base64url of the signature value
 * @param etsiU the elements of the unprotected header (ETSI TS 119 182-1 clause 5.3), base64url, in their order; empty at
 *     level B-B
 */
public record JadesFile(String encodedHeader, String signature, List<String> etsiU) {

    /** Copies. */
    public JadesFile {
        etsiU = List.copyOf(etsiU);
    }

    /** Reads a signature file; throws {@link MalformedProof}. What its members hold is not looked at. */
    public static JadesFile decode(byte[] json) {
        return decode(Part.SIGNATURE, json);
    }

    static JadesFile decode(Part part, byte[] json) {
        if (json.length > Receipt.MAX_BYTES) {
            throw new MalformedProof(part, Reason.TOO_LARGE, "");
        }
        Members members = new Members(part, CanonicalJson.read(part, json), "");
        Optional<JsonValue> header = members.takeIfPresent("header");
        JadesFile file = new JadesFile(
                members.text("protected"),
                members.text("signature"),
                header.map(value -> elements(part, value)).orElse(List.of()));
        members.end();
        if (header.isPresent() && !Arrays.equals(file.encode(), json)) {
            throw new MalformedProof(part, Reason.NOT_CANONICAL, "");
        }
        return file;
    }

    private static List<String> elements(Part part, JsonValue value) {
        Members header = new Members(part, value, "header");
        List<String> elements = header.texts("etsiU");
        header.end();
        if (elements.isEmpty()) {
            throw header.invalid("etsiU");
        }
        return elements;
    }

    /** The bytes of the file. */
    public byte[] encode() {
        ObjectDraft draft = new ObjectDraft().put("protected", encodedHeader).put("signature", signature);
        if (!etsiU.isEmpty()) {
            draft.put("header", new ObjectDraft().putTexts("etsiU", etsiU).done());
        }
        return CanonicalJson.encode(draft.done());
    }

    /** With these elements and no others. */
    public JadesFile with(List<String> elements) {
        return new JadesFile(encodedHeader, signature, elements);
    }

    /** With one more element. */
    public JadesFile and(String element) {
        List<String> more = new ArrayList<>(etsiU);
        more.add(element);
        return with(more);
    }

    /** What a time-stamp over the signature is over (clause 5.3.4): SHA-256 of the base64url text of its value. */
    public Digest stamped() {
        return Digest.sha256(signature.getBytes(StandardCharsets.US_ASCII));
    }

    /** SHA-256 of a file as its signer made it: what receipts state, whatever came after. Throws {@link MalformedProof}. */
    public static Digest asSigned(byte[] json) {
        JadesFile file = decode(json);
        return Digest.sha256(
                file.etsiU().isEmpty() ? json : file.with(List.of()).encode());
    }
}
