package org.sceau.proof;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sceau.proof.JsonValue.JsonArray;
import org.sceau.proof.JsonValue.JsonBoolean;
import org.sceau.proof.JsonValue.JsonObject;
import org.sceau.proof.JsonValue.JsonString;

/**
 * The protected header of our JAdES profile, as read: what the signer states under its signature. Members that the
 * profile does not know and that are not critical are passed over (RFC 7515 section 4).
 *
 * @param algorithm of the signature (RFC 7518)
 * @param at claimed signing time ({@code iat})
 * @param objects what is signed
 * @param commitments URIs of the commitments ({@code srCms})
 * @param claimed attributes the signer claims for itself ({@code srAts})
 * @param thumbprint SHA-256 of the signer's certificate
 * @param certificates base64 of the DER certificates, the signer's first
 */
record JadesHeader(
        String algorithm,
        Instant at,
        List<SignedObject> objects,
        List<String> commitments,
        List<String> claimed,
        Digest thumbprint,
        List<String> certificates) {
    private static final Set<String> UNDERSTOOD = Set.of("sigD", "b64", "iat", "srCms", "srAts");
    /** Latest second of the year 9999: a time beyond is no time. */
    private static final long LATEST = 253_402_300_799L;

    /** The header of a JAdES file that is not checked here. */
    static JadesHeader ofFile(Part part, String jades) {
        Members members = new Members(part, CanonicalJson.read(part, jades.getBytes(StandardCharsets.UTF_8)), "");
        return decode(part, StrictBase64.url(part, members.text("protected"), "protected"));
    }

    /** What a file states of its own documents: those of its leaf where it shares its signature with others. */
    static JadesHeader of(Part part, JadesFile file) {
        JadesHeader header = decode(part, StrictBase64.url(part, file.encodedHeader(), "protected"));
        if (file.batch().isPresent()) {
            if (part != Part.SIGNATURE) { // nothing else is ever signed so
                throw new MalformedProof(part, Reason.MEMBER_UNKNOWN, BatchLeaf.MEMBER);
            }
            BatchLeaf leaf =
                    BatchLeaf.under(part, header.objects(), file.batch().get());
            return header.with(leaf.objects(), List.of(leaf.quality()));
        }
        if (BatchLeaf.isNeeded(header.objects())) {
            throw new MalformedProof(part, Reason.MEMBER_MISSING, BatchLeaf.MEMBER);
        }
        return header;
    }

    private JadesHeader with(List<SignedObject> own, List<String> quality) {
        return new JadesHeader(algorithm, at, own, commitments, quality, thumbprint, certificates);
    }

    private static JadesHeader decode(Part part, byte[] json) {
        JsonValue value = CanonicalJson.read(part, json);
        Members members = new Members(part, value, "protected");
        critical(part, members, value);
        if (!members.take("b64").equals(new JsonBoolean(false))) {
            throw members.invalid("b64");
        }
        long iat = members.integer("iat");
        if (iat < 0 || iat > LATEST) {
            throw members.invalid("iat");
        }
        return new JadesHeader(
                members.text("alg"),
                Instant.ofEpochSecond(iat),
                sigD(members),
                commitments(part, members.takeIfPresent("srCms")),
                claimed(part, members.takeIfPresent("srAts")),
                members.digest("x5t#S256"),
                members.texts("x5c"));
    }

    private static void critical(Part part, Members members, JsonValue header) {
        List<String> names = members.texts("crit");
        Set<String> once = new HashSet<>();
        for (String name : names) {
            if (!UNDERSTOOD.contains(name)) {
                throw new MalformedProof(part, Reason.CRITICAL_UNKNOWN, "crit");
            }
            boolean present =
                    header instanceof JsonObject object && object.members().containsKey(name);
            if (!present || !once.add(name)) {
                throw members.invalid("crit");
            }
        }
        if (!once.contains("sigD") || !once.contains("b64")) {
            throw members.invalid("crit");
        }
    }

    private static List<SignedObject> sigD(Members header) {
        Members sigD = header.object("sigD");
        sigD.constant("mId", Jades.BY_URI_HASH);
        sigD.constant("hashM", "S256");
        List<SignedObject> objects = objects(sigD);
        sigD.end();
        return objects;
    }

    /** What {@link Jades#named} wrote. */
    static List<SignedObject> objects(Members sigD) {
        List<String> uris = sigD.texts("pars");
        List<String> hashes = sigD.texts("hashV");
        List<String> types = sigD.texts("ctys");
        boolean sameLength = uris.size() == hashes.size() && uris.size() == types.size();
        if (uris.isEmpty() || !sameLength || new HashSet<>(uris).size() != uris.size()) {
            throw sigD.invalid("sigD");
        }
        List<SignedObject> objects = new ArrayList<>();
        for (int i = 0; i < uris.size(); i++) {
            objects.add(new SignedObject(uris.get(i), sigD.digest(hashes.get(i), "hashV"), types.get(i)));
        }
        return List.copyOf(objects);
    }

    private static List<String> commitments(Part part, Optional<JsonValue> value) {
        List<String> commitments = new ArrayList<>();
        for (JsonValue item : items(part, value, "srCms")) {
            commitments.add(new Members(part, item, "srCms").object("commId").text("id"));
        }
        return List.copyOf(commitments);
    }

    private static List<String> claimed(Part part, Optional<JsonValue> value) {
        if (value.isEmpty()) {
            return List.of();
        }
        List<String> claimed = new ArrayList<>();
        Optional<JsonValue> arrays = new Members(part, value.get(), "srAts").takeIfPresent("claimed");
        for (JsonValue item : items(part, arrays, "srAts")) {
            for (JsonValue attribute : new Members(part, item, "srAts").items("qVals")) {
                if (attribute instanceof JsonString string) {
                    claimed.add(string.value());
                }
            }
        }
        return List.copyOf(claimed);
    }

    private static List<JsonValue> items(Part part, Optional<JsonValue> value, String name) {
        if (value.isEmpty()) {
            return List.of();
        }
        if (value.get() instanceof JsonArray array) {
            return array.items();
        }
        throw new MalformedProof(part, Reason.VALUE_INVALID, name);
    }
}
