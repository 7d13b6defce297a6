package org.sceau.proof;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.sceau.proof.JsonValue.JsonArray;
import org.sceau.proof.JsonValue.JsonString;

/**
 * One entry with everything needed to check it offline: its openings (all, or those its reader is entitled to), the path
 * to the root, the sealed checkpoint. The file is canonical JSON; every byte of it is covered by a digest or a signature
 * or fixed by form. Immutable. Verification: {@link Verifier}.
 *
 * @param stamp a time-stamp over the bytes of the checkpoint's note; absent while there is none
 * @param second another seal over the same note, of those that have a time-stamp; absent where the gateway had no key for it
 * @param renewals later time-stamps that each cover seals, stamp and the renewals before it, in their order; as few as lead on
 */
public record Receipt(
        Entry entry,
        Openings openings,
        InclusionProof proof,
        SealedCheckpoint sealed,
        Optional<TimeStampToken> stamp,
        Optional<DetachedSeal> second,
        List<Renewed> renewals) {
    /** Largest file in bytes: a receipt has 3 to 10 KB, a second seal 13 to 57; an entry of 1,000 payloads with openings stays below. */
    public static final int MAX_BYTES = 1 << 20;
    /** Media type of the file. */
    public static final String MEDIA_TYPE = "application/vnd.sceau.receipt+json";

    static final String FORMAT = "sceau-receipt";
    private static final long VERSION = 1;

    /** A receipt that is not yet time-stamped. */
    public Receipt(Entry entry, Openings openings, InclusionProof proof, SealedCheckpoint sealed) {
        this(entry, openings, proof, sealed, Optional.empty());
    }

    /** A receipt that is not renewed. */
    public Receipt(
            Entry entry,
            Openings openings,
            InclusionProof proof,
            SealedCheckpoint sealed,
            Optional<TimeStampToken> stamp) {
        this(entry, openings, proof, sealed, stamp, List.of());
    }

    /** A receipt without a second seal. */
    public Receipt(
            Entry entry,
            Openings openings,
            InclusionProof proof,
            SealedCheckpoint sealed,
            Optional<TimeStampToken> stamp,
            List<Renewed> renewals) {
        this(entry, openings, proof, sealed, stamp, Optional.empty(), renewals);
    }

    /** Copies; throws {@link MalformedProof} on a second seal without the time-stamp that it stands beside. */
    public Receipt {
        renewals = List.copyOf(renewals);
        if (second.isPresent() && stamp.isEmpty()) {
            throw new MalformedProof(Part.SECOND_SEAL, Reason.MEMBER_MISSING, "stamp");
        }
    }

    /** The same with these openings alone. */
    public Receipt with(Openings opened) {
        return new Receipt(entry, opened, proof, sealed, stamp, second, renewals);
    }

    /** The file. */
    public byte[] encode() {
        List<JsonValue> path = new ArrayList<>();
        for (Digest hash : proof.path()) {
            path.add(new JsonString(hash.base64Url()));
        }
        byte[] jades = sealed.jades().getBytes(StandardCharsets.UTF_8);
        ObjectDraft draft = new ObjectDraft()
                .put("format", FORMAT)
                .put("v", VERSION)
                .put("entry", entry.toJson())
                .put("openings", openings.toJson())
                .put("leaf", proof.index())
                .put("size", proof.size())
                .put("path", new JsonArray(path))
                .put("checkpoint", sealed.note())
                .put("seal", CanonicalJson.decode(Part.SEAL, jades))
                .putIfPresent("stamp", stamp.map(token -> Base64.getEncoder().encodeToString(token.der())))
                .putIfPresent(
                        "secondSeal", second.map(also -> Base64.getEncoder().encodeToString(also.der())));
        if (!renewals.isEmpty()) {
            draft.put("renewals", Renewed.toJson(renewals));
        }
        return CanonicalJson.encode(draft.done());
    }

    /**
     * Reads a file. Checks its form only.
     *
     * @throws MalformedProof on anything that is not byte for byte what {@link #encode} makes
     */
    public static Receipt decode(byte[] file) {
        if (file.length > MAX_BYTES) {
            throw new MalformedProof(Part.FILE, Reason.TOO_LARGE, "");
        }
        return fromJson(CanonicalJson.decode(Part.FILE, file));
    }

    /**
     * Reads a receipt in any of its forms ({@link FhirReceipt}, {@link CoseReceipt}, this one). Checks the form only.
     *
     * @throws MalformedProof on anything that is not byte for byte what one of them makes
     */
    public static Receipt read(byte[] file) {
        return Forms.receipt(file).orElseGet(() -> decode(file));
    }

    static Receipt fromJson(JsonValue value) {
        Members members = new Members(Part.FILE, value, "");
        members.constant("format", FORMAT);
        members.constant("v", VERSION);
        Entry entry = Entry.fromJson(members.take("entry"));
        Openings openings = Openings.fromJson(members.take("openings"));
        InclusionProof proof = proof(members);
        String note = members.text("checkpoint");
        byte[] seal = CanonicalJson.encode(members.take("seal"));
        Optional<TimeStampToken> stamp = members.optionalText("stamp")
                .map(text -> TimeStampToken.decode(StrictBase64.standard(Part.STAMP, text, "stamp")));
        Optional<DetachedSeal> second = members.optionalText("secondSeal")
                .map(text -> DetachedSeal.decode(StrictBase64.standard(Part.SECOND_SEAL, text, "secondSeal")));
        List<Renewed> renewals =
                members.takeIfPresent("renewals").map(Renewed::fromJson).orElse(List.of());
        members.end();
        return new Receipt(
                entry,
                openings,
                proof,
                new SealedCheckpoint(note, new String(seal, StandardCharsets.UTF_8)),
                stamp,
                second,
                renewals);
    }

    private static InclusionProof proof(Members members) {
        long index = members.integer("leaf");
        long size = members.integer("size");
        List<Digest> path = new ArrayList<>();
        for (String hash : members.texts("path")) {
            path.add(StrictBase64.sha256(Part.INCLUSION, hash, "path"));
        }
        if (index < 0 || index >= size || path.size() > InclusionProof.MAX_PATH) {
            throw new MalformedProof(Part.INCLUSION, Reason.VALUE_INVALID, "leaf");
        }
        return new InclusionProof(index, size, path);
    }
}
