package org.sceau.oauth;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.sceau.suites.JoseKey;
import org.sceau.suites.JoseSignatures;

/**
 * A JWT in compact form (RFC 7519; RFC 7515 section 3.1), taken apart; nothing of it counts before {@link #intact}. Strict: one
 * text for one signature, no member twice, no critical header. Where a header names or holds a key, it is never looked at.
 */
public final class Jwt {
    /** Characters: many times what any of ours has. */
    public static final int LONGEST = 8 * 1024;

    private static final int DEEPEST = 8;
    private static final String MEDIA = "application/";
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final JsonNode header;
    private final JsonNode claims;
    private final byte[] input;
    private final byte[] signature;

    private Jwt(JsonNode header, JsonNode claims, byte[] input, byte[] signature) {
        this.header = header;
        this.claims = claims;
        this.input = input;
        this.signature = signature;
    }

    /** Takes it apart; empty for anything that has not this form. */
    public static Optional<Jwt> read(String text) {
        return read(text, LONGEST);
    }

    /** Takes apart one of at most {@code longest} characters. */
    static Optional<Jwt> read(String text, int longest) {
        String[] parts = text.length() > longest ? new String[0] : text.split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        Optional<JsonNode> header = object(parts[0]).filter(found -> !found.has("crit"));
        Optional<JsonNode> claims = object(parts[1]);
        Optional<byte[]> signature = bytes(parts[2]);
        if (header.isEmpty() || claims.isEmpty() || signature.isEmpty()) {
            return Optional.empty();
        }
        byte[] input = (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII);
        return Optional.of(new Jwt(header.get(), claims.get(), input, signature.get()));
    }

    /** The header's {@code typ} in lower case, without {@code application/} (RFC 7515 section 4.1.9); empty when it has none. */
    public String type() {
        String type = header.path("typ").asText().toLowerCase(Locale.ROOT);
        return type.startsWith(MEDIA) ? type.substring(MEDIA.length()) : type;
    }

    /** The header's {@code kid}. */
    Optional<String> keyId() {
        return Optional.of(header.path("kid")).filter(JsonNode::isTextual).map(JsonNode::asText);
    }

    /** Whether the header says where a key is, or brings one along. */
    boolean bringsKey() {
        return header.has("jwk") || header.has("jku") || header.has("x5u") || header.has("x5c");
    }

    /** Whether {@code key} signed it, with an algorithm that this key is for; the header alone decides nothing. */
    public boolean intact(JoseKey key) {
        String algorithm = header.path("alg").asText();
        return key.isFor(algorithm)
                && JoseSignatures.verify(algorithm, key.key(), input, signature) == JoseSignatures.Outcome.INTACT;
    }

    /** What it claims. */
    public JsonNode claims() {
        return claims;
    }

    /** Whether it is for one of these alone: what is made for several could be handed on from one to another. */
    public boolean isFor(Set<String> audiences) {
        JsonNode named = claims.path("aud");
        JsonNode one = named.isArray() && named.size() == 1 ? named.path(0) : named;
        return one.isTextual() && audiences.contains(one.asText());
    }

    /** A claim that is a text of 1 to {@code longest} printable ASCII characters; empty for anything else. */
    Optional<String> text(String claim, int longest) {
        JsonNode node = claims.path(claim);
        String text = node.asText();
        boolean good = node.isTextual()
                && !text.isEmpty()
                && text.length() <= longest
                && text.chars().allMatch(c -> c >= 0x20 && c < 0x7f);
        return good ? Optional.of(text) : Optional.empty();
    }

    private static Optional<JsonNode> object(String part) {
        return bytes(part).flatMap(Jwt::json).filter(JsonNode::isObject);
    }

    /** Strict JSON, no deeper than what is read here. */
    static Optional<JsonNode> json(byte[] text) {
        try {
            return Optional.ofNullable(JSON.readTree(text));
        } catch (IOException malformed) {
            return Optional.empty();
        }
    }

    /** Unused bits, padding and line ends would be other texts for the same bytes. */
    private static Optional<byte[]> bytes(String part) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(part);
            boolean only = Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(bytes)
                    .equals(part);
            return only ? Optional.of(bytes) : Optional.empty();
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "Jwt[REDACTED]";
    }
}
