package org.sceau.signature.author;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sceau.document.AuthorVerdict.Form;

/** Reads JWS (RFC 7515) in each of its three serialisations, with {@code sigD} (ETSI TS 119 182-1, clause 5.2.8). */
final class JwsReader {
    private static final String BY_URI_HASH = "http://uri.etsi.org/19182/ObjectIdByURIHash";
    private static final Set<String> FLATTENED = Set.of("payload", "protected", "header", "signature");
    private static final Set<String> GENERAL = Set.of("payload", "signatures");
    private static final Set<String> ONE = Set.of("protected", "header", "signature");
    /** Where ETSI TS 119 182-1, clause 5.3, puts what is not signed. */
    private static final Set<String> UNSIGNED = Set.of("etsiU");

    private static final int MAXIMUM_DEPTH = 32;
    private static final ObjectMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAXIMUM_DEPTH)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private JwsReader() {}

    /** One candidate for each signature. */
    static List<Candidate> read(byte[] bytes) throws Unreadable {
        String text = new String(bytes, StandardCharsets.US_ASCII).strip();
        if (!text.startsWith("{")) {
            String[] parts = text.split("\\.", 4);
            if (parts.length != 3) {
                throw Unreadable.malformed();
            }
            return List.of(candidate(parts[1], parts[0], parts[2]));
        }
        JsonNode jws = tree(bytes);
        String payload = jws.path("payload").asText("");
        if (!jws.has("signatures")) {
            return List.of(candidate(payload, jws, FLATTENED));
        }
        requireOnly(jws, GENERAL);
        List<Candidate> candidates = new ArrayList<>();
        for (JsonNode one : jws.path("signatures")) {
            if (candidates.size() == SignatureDocuments.MAXIMUM_SIGNATURES) {
                throw Unreadable.outsideRules();
            }
            candidates.add(candidate(payload, one, ONE));
        }
        if (candidates.isEmpty()) {
            throw Unreadable.malformed();
        }
        return candidates;
    }

    private static Candidate candidate(String payload, JsonNode jws, Set<String> members) throws Unreadable {
        requireOnly(jws, members);
        requireOnly(jws.path("header"), UNSIGNED);
        return candidate(
                payload, jws.path("protected").asText(""), jws.path("signature").asText(""));
    }

    private static Candidate candidate(String payload, String protectedPart, String signature) throws Unreadable {
        JsonNode header = tree(decoded(protectedPart));
        decoded(signature);
        List<byte[]> certificates = new ArrayList<>();
        for (JsonNode certificate : header.path("x5c")) {
            certificates.add(plain(certificate.asText("")));
        }
        Certificates.require(certificates);
        ObjectNode flattened = JsonNodeFactory.instance.objectNode();
        flattened.put("payload", payload).put("protected", protectedPart).put("signature", signature);
        boolean raw = header.path("b64").isBoolean() && !header.path("b64").booleanValue();
        Candidate.Signs others = raw ? Candidate.Signs.OTHERS : Candidate.Signs.OTHERS_AS_TEXT;
        return new Candidate(
                Form.JADES,
                flattened.toString().getBytes(StandardCharsets.UTF_8),
                payload.isEmpty() ? others : Candidate.Signs.OWN_CONTENT,
                payload.isEmpty() ? references(header.path("sigD")) : List.of());
    }

    /** Without {@code sigD}, or with another mechanism, the signature is over the bytes themselves: nothing to compare. */
    private static List<Reference> references(JsonNode sigD) throws Unreadable {
        if (!sigD.path("mId").asText("").equals(BY_URI_HASH)) {
            return List.of();
        }
        JsonNode names = sigD.path("pars");
        JsonNode hashes = sigD.path("hashV");
        DigestAlgorithm algorithm = Reference.algorithm(
                DigestAlgorithm::forJAdES, sigD.path("hashM").asText(""));
        Set<String> once = new HashSet<>();
        List<Reference> references = new ArrayList<>();
        if (names.size() != hashes.size() || names.size() > SignatureDocuments.MAXIMUM_REFERENCES) {
            throw Unreadable.outsideRules();
        }
        for (int i = 0; i < names.size(); i++) {
            String name = names.path(i).asText("");
            if (!once.add(name)) {
                throw Unreadable.outsideRules(); // the library would look at the last one only
            }
            String digest = HexFormat.of().formatHex(decoded(hashes.path(i).asText("")));
            references.add(new Reference(Optional.of(name), algorithm, digest));
        }
        return references;
    }

    private static void requireOnly(JsonNode object, Set<String> members) throws Unreadable {
        if (!object.isMissingNode() && !object.isObject()) {
            throw Unreadable.malformed();
        }
        for (var names = object.fieldNames(); names.hasNext(); ) {
            if (!members.contains(names.next())) {
                throw Unreadable.outsideRules();
            }
        }
    }

    private static JsonNode tree(byte[] json) throws Unreadable {
        try {
            JsonNode tree = JSON.readTree(json);
            if (tree == null || !tree.isObject()) {
                throw Unreadable.malformed();
            }
            return tree;
        } catch (IOException e) {
            throw Unreadable.malformed();
        }
    }

    /** RFC 7515 section 2: one text for one value. */
    private static byte[] decoded(String base64Url) throws Unreadable {
        try {
            byte[] value = Base64.getUrlDecoder().decode(base64Url);
            if (value.length == 0
                    || !Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(value)
                            .equals(base64Url)) {
                throw Unreadable.malformed();
            }
            return value;
        } catch (IllegalArgumentException e) {
            throw Unreadable.malformed();
        }
    }

    private static byte[] plain(String base64) throws Unreadable {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw Unreadable.malformed();
        }
    }
}
