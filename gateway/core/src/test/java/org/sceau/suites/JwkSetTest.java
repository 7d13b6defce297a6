package org.sceau.suites;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class JwkSetTest {
    private static final String EC = ec("k1").toPublicJWK().toJSONString();

    @Example
    void keysThatVerifyAreRead() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(3072);
        String rsa = new RSAKey.Builder(
                        (RSAPublicKey) generator.generateKeyPair().getPublic())
                .keyID("r")
                .algorithm(com.nimbusds.jose.JWSAlgorithm.RS384)
                .build()
                .toJSONString();
        String encrypting = new ECKey.Builder(ec("e").toPublicJWK())
                .keyUse(KeyUse.ENCRYPTION)
                .build()
                .toJSONString();

        List<JoseKey> keys = JwkSet.read(set(EC, rsa, encrypting)).orElseThrow().keys();

        assertThat(keys).extracting(JoseKey::id).containsExactly(Optional.of("k1"), Optional.of("r"));
        assertThat(keys).extracting(JoseKey::algorithm).containsExactly(Optional.empty(), Optional.of("RS384"));
        assertThat(keys.get(1).isFor("RS384")).isTrue();
        assertThat(keys.get(1).isFor("PS384")).isFalse();
    }

    @Example
    void whatIsNoSetOfPublicKeysIsRefused() {
        String secret =
                new OctetSequenceKey.Builder(new byte[32]).keyID("s").build().toJSONString();
        String offCurve = EC.replaceFirst("\"x\":\"[^\"]{4}", "\"x\":\"AAAA");
        for (String bad : List.of(
                "",
                "{}",
                "[]",
                "null",
                "{\"keys\":1}",
                "{\"keys\":[1]}",
                "{\"keys\":[null]}",
                "{\"keys\":" + "[".repeat(60_000),
                "{\"keys\":[{\"a\":" + "[".repeat(30_000) + "]".repeat(30_000) + "}]}",
                "{\"keys\":[{}]}",
                EC,
                set(EC, EC),
                set(ec("p").toJSONString()),
                set(EC, ec("p").toJSONString()),
                set(EC, secret),
                set(offCurve),
                set(EC.replace("P-256", "P-999")),
                set(EC.replace("P-256", "P-384")),
                "{\"keys\":[" + "{\"kty\":\"EC\"},".repeat(2) + EC + "]}",
                "[".repeat(10_000),
                set(EC) + " ".repeat(70_000))) {
            assertThat(JwkSet.read(bad))
                    .as(bad.substring(0, Math.min(200, bad.length())))
                    .isEmpty();
        }
    }

    @Example
    void aSetWithNothingThatVerifiesIsASet() {
        String encrypting = EC.replaceFirst("\\}$", ",\"use\":\"enc\"}");
        for (String none : List.of(
                "{\"keys\":[]}",
                set(encrypting),
                set("{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"x\":\"" + "A".repeat(43) + "\"}"))) {
            assertThat(JwkSet.read(none).map(JwkSet::keys)).as(none).contains(List.of());
        }
    }

    /** Somebody signs with them, or would: keys for something else are nobody's loss. */
    @Example
    void keysOnEdwardsCurvesThatWouldVerifyAreCounted() {
        String x = "\"x\":\"" + "A".repeat(43) + "\"";
        String ed25519 = "{\"kty\":\"OKP\",\"crv\":\"Ed25519\"," + x + "}";

        assertThat(edwards(set(EC))).isZero();
        assertThat(edwards(set(EC, ed25519))).isOne();
        assertThat(edwards(set(ed25519, "{\"kty\":\"OKP\",\"crv\":\"Ed448\"," + x + ",\"use\":\"sig\"}")))
                .isEqualTo(2);
        assertThat(edwards(set("{\"kty\":\"OKP\",\"crv\":\"X25519\"," + x + "}")))
                .isZero();
        assertThat(edwards(set("{\"kty\":\"OKP\",\"crv\":\"Ed25519\"," + x + ",\"use\":\"enc\"}")))
                .isZero();
        assertThat(JwkSet.read(set("{\"kty\":\"OKP\",\"crv\":\"Ed25519\"," + x + ",\"d\":\"" + "A".repeat(43) + "\"}")))
                .as("a private key is not to be seen")
                .isEmpty();
    }

    private static int edwards(String text) {
        return JwkSet.read(text).orElseThrow().edwards();
    }

    /** Every set of the Wycheproof project, with what is wrong in a key alone; then the signatures of RFC 7520. */
    @Example
    void othersKeysGetTheirVerdict() throws Exception {
        var counts = Wycheproof.check(
                "json_web_key_test",
                "JwkSet",
                (group, test) -> judge(
                        test.path("jws").asText(), group.has("public") ? group.path("public") : group.path("private")));

        assertThat(counts).containsKeys(Wycheproof.Outcome.RIGHT, Wycheproof.Outcome.REFUSED);
    }

    @Example
    void theKeysOfTheCookbookVerifyItsSignatures() throws Exception {
        Path cookbook = Wycheproof.corpus("jose-cookbook-rfc7520");
        for (String file : List.of("4_1.rsa_v15_signature", "4_2.rsa-pss_signature", "4_3.ecdsa_signature")) {
            JsonNode example = Wycheproof.read(cookbook.resolve("jws/" + file + ".json"));
            ObjectNode key = (ObjectNode) example.path("input").path("key");
            assertThat(JwkSet.read(set(key.toString())))
                    .as("a private key is not to be seen")
                    .isEmpty();

            key.remove(List.of("d", "p", "q", "dp", "dq", "qi"));

            assertThat(judge(example.at("/output/compact").asText(), key))
                    .as(file)
                    .isEqualTo(Wycheproof.Outcome.RIGHT);
        }
        JsonNode symmetric = Wycheproof.read(cookbook.resolve("jws/4_4.hmac-sha2_integrity_protection.json"));
        assertThat(judge(symmetric.at("/output/compact").asText(), symmetric.at("/input/key")))
                .isEqualTo(Wycheproof.Outcome.NOT_OURS);
    }

    private static Wycheproof.Outcome judge(String jws, JsonNode keys) throws Exception {
        String[] parts = jws.split("\\.", -1);
        String text = keys.has("keys") ? keys.toString() : set(keys.toString());
        Optional<List<JoseKey>> read = JwkSet.read(text).map(JwkSet::keys);
        if (read.isEmpty() && text.contains("\"oct\"")) {
            return Wycheproof.Outcome.NOT_OURS;
        }
        if (read.isEmpty() || parts.length != 3) {
            return Wycheproof.Outcome.REFUSED;
        }
        try {
            JsonNode header = new ObjectMapper().readTree(Base64.getUrlDecoder().decode(parts[0]));
            String algorithm = header.path("alg").asText();
            byte[] input = (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII);
            byte[] signature = Base64.getUrlDecoder().decode(parts[2]);
            boolean intact = read.get().stream()
                    .filter(key -> key.isFor(algorithm))
                    .anyMatch(key -> JoseSignatures.verify(algorithm, key.key(), input, signature)
                            == JoseSignatures.Outcome.INTACT);
            return intact ? Wycheproof.Outcome.RIGHT : Wycheproof.Outcome.REFUSED;
        } catch (IllegalArgumentException | IOException malformed) {
            return Wycheproof.Outcome.REFUSED;
        }
    }

    @Property
    void anyTextIsReadOrRefused(@ForAll String text) {
        assertThat(JwkSet.read(text)).isEmpty();
        JwkSet.read("{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"" + text + "\",\"y\":\"" + text + "\"}]}");
        JwkSet.read("{\"keys\":[{\"kty\":\"RSA\",\"n\":\"" + text + "\",\"e\":\"AQAB\"}]}");
    }

    private static String set(String... keys) {
        return "{\"keys\":[" + String.join(",", keys) + "]}";
    }

    private static ECKey ec(String id) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            var pair = generator.generateKeyPair();
            return new ECKey.Builder(Curve.P_256, (ECPublicKey) pair.getPublic())
                    .privateKey(pair.getPrivate())
                    .keyID(id)
                    .build();
        } catch (java.security.GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
