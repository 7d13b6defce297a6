package org.sceau.proof;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a renewal is over: everything that time-stamps a log so far, by one hash. Its canonical JSON, hashed by {@code hash}, is
 * what the new time-stamp's authority is given. As in RFC 4998 section 5 a renewal covers the former time-stamps anew; here
 * each does so for what was stamped, too, so that a hash may retire as well as a certificate.
 *
 * @param log its id
 * @param hash by which all of it is covered
 * @param stamps the tree whose leaves are the log's time-stamps in their order ({@link #leaf})
 * @param former the renewals before this one, all of them, in their order ({@link Renewal#digest})
 */
public record RenewalStatement(String log, HashAlgorithm hash, TreeHead stamps, List<Digest> former) {
    /** One a day for fifty years. */
    static final int MOST = 18_000;
    /** Largest statement in bytes. */
    static final int MAX_BYTES = 1 << 21;

    private static final String FORMAT = "sceau-renewal";
    private static final long VERSION = 1;

    /** Copies. */
    public RenewalStatement {
        former = List.copyOf(former);
    }

    /** The leaf of one time-stamp: H(0x00, note, seal, token, second seal if there is one), each with its length before it. */
    public static Digest leaf(
            HashAlgorithm hash, SealedCheckpoint sealed, TimeStampToken token, Optional<DetachedSeal> second) {
        byte[] note = sealed.note().getBytes(StandardCharsets.UTF_8);
        byte[] jades = sealed.jades().getBytes(StandardCharsets.UTF_8);
        return second.map(seal -> hash.leaf(note, jades, token.der(), seal.der()))
                .orElseGet(() -> hash.leaf(note, jades, token.der()));
    }

    /** What the authority stamps. */
    public Digest digest() {
        return hash.digest(encode());
    }

    /** Canonical JSON. */
    public byte[] encode() {
        return CanonicalJson.encode(toJson());
    }

    JsonValue toJson() {
        List<String> digests = new ArrayList<>();
        former.forEach(digest -> digests.add(digest.base64Url()));
        return new ObjectDraft()
                .put("format", FORMAT)
                .put("v", VERSION)
                .put("log", log)
                .put("hash", hash.label())
                .put("size", stamps.size())
                .put("root", stamps.root().base64Url())
                .putTexts("former", digests)
                .done();
    }

    /** Reads it; throws {@link MalformedProof} on anything that {@link #encode} does not make. */
    public static RenewalStatement decode(byte[] json) {
        if (json.length > MAX_BYTES) {
            throw new MalformedProof(Part.RENEWAL, Reason.TOO_LARGE, "");
        }
        return fromJson(CanonicalJson.decode(Part.RENEWAL, json));
    }

    static RenewalStatement fromJson(JsonValue value) {
        Members members = new Members(Part.RENEWAL, value, "statement");
        members.constant("format", FORMAT);
        members.constant("v", VERSION);
        String log = members.text("log");
        HashAlgorithm hash = HashAlgorithm.ofLabel(members.text("hash")).orElseThrow(() -> members.invalid("hash"));
        long size = members.integer("size");
        Digest root = digest(hash, members.text("root"), "root");
        List<String> texts = members.texts("former");
        members.end();
        if (!Tokens.isLogId(log) || size < 1 || texts.size() > MOST) {
            throw members.invalid("statement");
        }
        List<Digest> former = new ArrayList<>();
        for (String text : texts) {
            former.add(digest(hash, text, "former"));
        }
        return new RenewalStatement(log, hash, new TreeHead(size, root), former);
    }

    static Digest digest(HashAlgorithm hash, String text, String where) {
        byte[] value = StrictBase64.url(Part.RENEWAL, text, where);
        if (value.length < 32 || value.length > 64 || !hash.fits(Digest.of(value))) {
            throw new MalformedProof(Part.RENEWAL, Reason.VALUE_INVALID, where);
        }
        return Digest.of(value);
    }
}
