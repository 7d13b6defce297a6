package org.sceau.proof;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What a log states about itself, as a signed note (C2SP tlog-checkpoint and signed-note): origin, size, root, and in an
 * extension line the key that signs. One line of signature, by that key under the origin as name.
 *
 * <p>Immutable. {@link #decode} checks the form only; {@link #verify} the signature.
 */
public final class Checkpoint {
    static final String ORIGIN = "sceau/log/";
    private static final String KEY = "ed25519 ";
    private static final String SIGNATURE = "\u2014 ";
    private static final Pattern LINE = Pattern.compile("\n");

    private final Body body;
    private final byte[] signature;

    private Checkpoint(Body body, byte[] signature) {
        this.body = body;
        this.signature = signature;
    }

    /**
     * What the note says.
     *
     * @param logId letters, digits, {@code . _ -}, at most 64
     * @param size entries in the tree
     * @param root root of the tree
     * @param key the key that signs the note
     */
    public record Body(String logId, long size, Digest root, LogKey key) {
        /** Checks the form. */
        public Body {
            if (!Tokens.isLogId(logId) || size < 0 || root.bytes().length != 32) {
                throw new IllegalArgumentException("no body of a checkpoint");
            }
        }

        /** A body for {@code head}. */
        public static Body of(String logId, TreeHead head, LogKey key) {
            return new Body(logId, head.size(), head.root(), key);
        }

        /** First line of the note and name of the signer. */
        public String origin() {
            return ORIGIN + logId;
        }

        /** Size and root. */
        public TreeHead head() {
            return new TreeHead(size, root);
        }

        /** What stands for this checkpoint where a URI is needed: {@code urn:sceau:checkpoint:<logId>:<size>}. */
        public String uri() {
            return "urn:sceau:checkpoint:" + logId + ":" + size;
        }

        /** The signed text: four lines, each with its LF. */
        public String text() {
            String base64 = Base64.getEncoder().encodeToString(root.bytes());
            return origin() + "\n" + size + "\n" + base64 + "\n" + KEY + key.base64() + "\n";
        }
    }

    /** Signs {@code body}, whose key is the signer's. */
    public static Checkpoint sign(Body body, NoteSigner signer) {
        if (!body.key().equals(signer.key())) {
            throw new IllegalArgumentException("the body names another key than the signer's");
        }
        return new Checkpoint(body, signer.sign(body.text().getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Reads a note.
     *
     * @throws MalformedProof on anything that is not character for character what {@link #note} makes
     */
    public static Checkpoint decode(String note) {
        List<String> lines = List.of(LINE.split(note, -1));
        if (lines.size() != 7
                || !lines.get(0).startsWith(ORIGIN)
                || !lines.get(3).startsWith(KEY)
                || !lines.get(5).startsWith(SIGNATURE)) {
            throw invalid("");
        }
        String logId = lines.get(0).substring(ORIGIN.length());
        byte[] root = StrictBase64.standard(Part.CHECKPOINT, lines.get(2), "root");
        byte[] key = StrictBase64.standard(Part.CHECKPOINT, lines.get(3).substring(KEY.length()), "key");
        if (!Tokens.isLogId(logId) || root.length != 32 || key.length != LogKey.SIZE) {
            throw invalid("");
        }
        Body body = new Body(logId, size(lines.get(1)), Digest.of(root), LogKey.of(key));
        Checkpoint checkpoint = new Checkpoint(body, signature(body, lines.get(5)));
        if (!checkpoint.note().equals(note)) {
            throw invalid("");
        }
        return checkpoint;
    }

    /** What the note says. */
    public Body body() {
        return body;
    }

    /** The whole note: text, empty line, signature line. */
    public String note() {
        byte[] named = Arrays.copyOf(body.key().keyId(body.origin()), 4 + signature.length);
        System.arraycopy(signature, 0, named, 4, signature.length);
        return body.text() + "\n" + SIGNATURE + body.origin() + " "
                + Base64.getEncoder().encodeToString(named) + "\n";
    }

    /** Whether the key that the note names has signed it. Whose key that is, only the seal over the note says. */
    public ProofVerdict verify() {
        return body.key().verify(body.text().getBytes(StandardCharsets.UTF_8), signature);
    }

    /** {@link #verify} where there are many. */
    ProofVerdict verifyOneOfMany() {
        return ManySignatures.ed25519(body.key(), body.text().getBytes(StandardCharsets.UTF_8), signature);
    }

    private static long size(String text) {
        if (text.isEmpty() || text.length() > 18 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw invalid("size");
        }
        return Long.parseLong(text);
    }

    private static byte[] signature(Body body, String line) {
        String name = SIGNATURE + body.origin() + " ";
        if (!line.startsWith(name)) {
            throw invalid("signature");
        }
        byte[] named = StrictBase64.standard(Part.CHECKPOINT, line.substring(name.length()), "signature");
        if (named.length != 68 || !Arrays.equals(named, 0, 4, body.key().keyId(body.origin()), 0, 4)) {
            throw invalid("signature");
        }
        return Arrays.copyOfRange(named, 4, 68);
    }

    private static MalformedProof invalid(String where) {
        return new MalformedProof(Part.CHECKPOINT, Reason.VALUE_INVALID, where);
    }
}
