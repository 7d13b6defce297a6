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
 * @param batch what leads from documents to a signature that several share ({@link BatchLeaf}): the signer's, too
 * @param etsiU the elements of the unprotected header (ETSI TS 119 182-1 clause 5.3), base64url, in their order; empty at
 *     level B-B
 */
public record JadesFile(String encodedHeader, String signature, Optional<JsonValue> batch, List<String> etsiU) {

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
        String encodedHeader = members.text("protected");
        String signature = members.text("signature");
        members.end();
        if (header.isEmpty()) {
            return new JadesFile(encodedHeader, signature, Optional.empty(), List.of());
        }
        Members after = new Members(part, header.get(), "header");
        Optional<JsonValue> batch = after.takeIfPresent(BatchLeaf.MEMBER);
        List<String> elements = batch.isPresent() && after.isEmpty() ? List.of() : after.texts("etsiU");
        after.end();
        if (elements.isEmpty() && batch.isEmpty()) {
            throw after.invalid("etsiU");
        }
        JadesFile file = new JadesFile(encodedHeader, signature, batch, elements);
        if (!Arrays.equals(file.encode(), json)) {
            throw new MalformedProof(part, Reason.NOT_CANONICAL, "");
        }
        return file;
    }

    /** The bytes of the file. */
    public byte[] encode() {
        ObjectDraft draft = new ObjectDraft().put("protected", encodedHeader).put("signature", signature);
        ObjectDraft header = new ObjectDraft();
        batch.ifPresent(leaf -> header.put(BatchLeaf.MEMBER, leaf));
        if (!etsiU.isEmpty()) {
            header.putTexts("etsiU", etsiU);
        }
        if (batch.isPresent() || !etsiU.isEmpty()) {
            draft.put("header", header.done());
        }
        return CanonicalJson.encode(draft.done());
    }

    JadesFile under(JsonValue leaf) {
        return new JadesFile(encodedHeader, signature, Optional.of(leaf), etsiU);
    }

    /** With these elements and no others. */
    public JadesFile with(List<String> elements) {
        return new JadesFile(encodedHeader, signature, batch, elements);
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
