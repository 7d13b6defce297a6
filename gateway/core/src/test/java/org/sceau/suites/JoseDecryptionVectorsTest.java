package org.sceau.suites;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.crypto.impl.ConcatKDF;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.Curve;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.ECPrivateKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sceau.suites.JoseDecryption.Outcome;
import org.sceau.suites.JoseDecryption.Reason;

/** Others' JWE through the one entry point for them, with the verdicts of Wycheproof and the texts of RFC 7520. */
class JoseDecryptionVectorsTest {
    private static final byte[] CLEAR = "foo".getBytes(StandardCharsets.US_ASCII);
    private static final KeyPair OWN = own();

    private final Map<Reason, Integer> reasons = new EnumMap<>(Reason.class);
    private final Set<Integer> decrypted = new TreeSet<>();

    /** All that is valid and ours, by number, and of the rest how many were refused for what. */
    @Test
    void wycheproofEncryption() throws Exception {
        Wycheproof.check("json_web_encryption_test", "JoseDecryption", this::judge);

        assertThat(decrypted)
                .containsExactly(33, 34, 52, 54, 55, 58, 59, 62, 66, 67, 76, 78, 79, 88, 90, 91, 121, 130, 131);
        assertThat(reasons)
                .isEqualTo(Map.of(
                        Reason.FORM, 21,
                        Reason.COMPRESSED, 1,
                        Reason.ALGORITHM, 81,
                        Reason.CONTENT, 11,
                        Reason.KEY, 1,
                        Reason.UNDECIPHERABLE, 5));
    }

    @Test
    void wycheproofEncryptionAmongSignatures() throws Exception {
        Wycheproof.check(
                "json_web_crypto_test",
                "JoseDecryption; skipped: signatures, which are JwsVectorsTest's",
                (group, test) -> test.has("jwe") ? judge(group, test) : Wycheproof.Outcome.SKIPPED);

        assertThat(decrypted).containsExactly(67);
        assertThat(reasons).containsOnlyKeys(Reason.FORM, Reason.ALGORITHM, Reason.KEY, Reason.UNDECIPHERABLE);
    }

    private Wycheproof.Outcome judge(JsonNode group, JsonNode test) throws Exception {
        JsonNode jwe = test.path("jwe");
        Outcome outcome = ours(group.has("private") ? group.path("private") : group.path("public"))
                .decrypt(jwe.isTextual() ? jwe.asText() : jwe.toString());
        if (outcome instanceof Outcome.Decrypted) {
            decrypted.add(test.path("tcId").asInt());
        }
        String clear = test.path("pt").asText("666f6f");
        return told(outcome, HexFormat.of().parseHex(clear));
    }

    private Wycheproof.Outcome told(Outcome outcome, byte[] clear) {
        return switch (outcome) {
            case Outcome.Decrypted inside ->
                Arrays.equals(inside.content(), clear) ? Wycheproof.Outcome.RIGHT : Wycheproof.Outcome.WRONG;
            case Outcome.Refused refused -> {
                reasons.merge(refused.reason(), 1, Integer::sum);
                yield switch (refused.reason()) {
                    case CRITICAL, COMPRESSED, ALGORITHM, CONTENT -> Wycheproof.Outcome.NOT_OURS;
                    case SIZE, FORM, KEY, UNDECIPHERABLE -> Wycheproof.Outcome.REFUSED;
                };
            }
        };
    }

    /** The point as {@code epk}: what is encrypted under the stated secret is decrypted, or the point refused. */
    @ParameterizedTest
    @CsvSource({"P-256,secp256r1", "P-384,secp384r1", "P-521,secp521r1"})
    void wycheproofPoints(String name, String curve) throws Exception {
        Map<Wycheproof.Outcome, Integer> counts = Wycheproof.check(
                "ecdh_" + curve + "_ecpoint_test",
                "JoseDecryption, epk; skipped: compressed points, which no JWK holds",
                (group, test) -> agreed(Curve.parse(name), test));

        assertThat(counts.get(Wycheproof.Outcome.RIGHT)).isGreaterThan(50);
        assertThat(reasons).containsOnlyKeys(Reason.KEY);
    }

    private Wycheproof.Outcome agreed(Curve curve, JsonNode test) throws Exception {
        byte[] point = HexFormat.of().parseHex(test.path("public").asText());
        int bytes = (curve.toECParameterSpec().getCurve().getField().getFieldSize() + 7) / 8;
        if (point.length > 0 && point[0] != 4) {
            return Wycheproof.Outcome.SKIPPED;
        }
        String x = url(Arrays.copyOfRange(point, Math.min(1, point.length), Math.min(1 + bytes, point.length)));
        String y = url(Arrays.copyOfRange(point, Math.min(1 + bytes, point.length), point.length));
        String header = "{\"alg\":\"ECDH-ES\",\"enc\":\"A128GCM\",\"epk\":{\"kty\":\"EC\",\"crv\":\"" + curve.getName()
                + "\",\"x\":\"" + x + "\",\"y\":\"" + y + "\"}}";
        String shared = test.path("shared").asText();
        byte[] key = new ConcatKDF("SHA-256")
                .deriveKey(
                        new SecretKeySpec(HexFormat.of().parseHex(shared.isEmpty() ? "00" : shared), "AES"),
                        128,
                        ConcatKDF.encodeDataWithLength("A128GCM".getBytes(StandardCharsets.US_ASCII)),
                        ConcatKDF.encodeDataWithLength(new byte[0]),
                        ConcatKDF.encodeDataWithLength(new byte[0]),
                        ConcatKDF.encodeIntData(128),
                        ConcatKDF.encodeNoData())
                .getEncoded();
        PrivateKey own = KeyFactory.getInstance("EC")
                .generatePrivate(new ECPrivateKeySpec(
                        new BigInteger(test.path("private").asText(), 16), curve.toECParameterSpec()));
        return told(
                JoseDecryption.of(new KeyPair(OWN.getPublic(), own))
                        .orElseThrow()
                        .decrypt(encrypted(header, "", key)),
                CLEAR);
    }

    /** The message as content key: those that are none are refused, whatever their padding. */
    @ParameterizedTest
    @ValueSource(strings = {"2048", "3072", "4096"})
    void wycheproofTransportedKeys(String bits) throws Exception {
        Map<Wycheproof.Outcome, Integer> counts = Wycheproof.check(
                "rsa_oaep_" + bits + "_sha256_mgf1sha256_test",
                "JoseDecryption, encrypted key; none of ours: labels, and messages that are no AES-256 key",
                (group, test) -> {
                    byte[] message = HexFormat.of().parseHex(test.path("msg").asText());
                    byte[] key = Arrays.copyOf(message, 32);
                    String header = "{\"alg\":\"RSA-OAEP-256\",\"enc\":\"A256GCM\"}";
                    String wrapped = url(HexFormat.of().parseHex(test.path("ct").asText()));
                    Wycheproof.Outcome outcome =
                            told(ours(group.path("privateKeyJwk")).decrypt(encrypted(header, wrapped, key)), CLEAR);
                    boolean ours =
                            message.length == 32 && test.path("label").asText().isEmpty();
                    return ours || outcome != Wycheproof.Outcome.REFUSED ? outcome : Wycheproof.Outcome.NOT_OURS;
                });

        assertThat(counts.get(Wycheproof.Outcome.RIGHT)).isPositive();
    }

    private static String encrypted(String header, String wrapped, byte[] key) throws GeneralSecurityException {
        String protectedHeader = url(header.getBytes(StandardCharsets.UTF_8));
        byte[] vector = new byte[12];
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, vector));
        cipher.updateAAD(protectedHeader.getBytes(StandardCharsets.US_ASCII));
        byte[] sealed = cipher.doFinal(CLEAR);
        return String.join(
                ".",
                protectedHeader,
                wrapped,
                url(vector),
                url(Arrays.copyOf(sealed, CLEAR.length)),
                url(Arrays.copyOfRange(sealed, CLEAR.length, sealed.length)));
    }

    /** Every output of RFC 7520 and its companions: file and form, and what comes of it. */
    @Test
    void cookbook() throws Exception {
        Map<String, String> outcomes = new TreeMap<>();
        Path cookbook = Wycheproof.corpus("jose-cookbook-rfc7520");
        try (Stream<Path> files = Files.walk(cookbook)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".json")).toList()) {
                String name = cookbook.relativize(file).toString();
                JsonNode whole = Wycheproof.read(file);
                JsonNode example = whole.has("encrypt") ? whole.path("encrypt") : whole;
                for (String form : List.of("compact", "json_flat", "json")) {
                    JsonNode output = example.path("output").path(form);
                    if (name.matches("jwe/.*|6\\..*|curve25519/ecdh-es.*") && !output.isMissingNode()) {
                        outcomes.put(name.replaceFirst("\\.[a-z_].*", "") + " " + form, cookbook(example, output));
                    }
                }
            }
        }
        outcomes.forEach((name, outcome) -> System.out.printf("%-40s %s%n", name, outcome));

        Map<String, String> compact = new HashMap<>(outcomes);
        compact.keySet().removeIf(name -> !name.endsWith(" compact"));
        assertThat(compact)
                .isEqualTo(Map.ofEntries(
                        Map.entry("jwe/5_1 compact", "ALGORITHM"), // RSA1_5
                        Map.entry("jwe/5_2 compact", "ALGORITHM"), // RSA-OAEP
                        Map.entry("jwe/5_3 compact", "ALGORITHM"), // PBES2-HS512+A256KW
                        Map.entry("jwe/5_4 compact", "decrypted"),
                        Map.entry("jwe/5_5 compact", "decrypted"),
                        Map.entry("jwe/5_6 compact", "ALGORITHM"), // dir
                        Map.entry("jwe/5_7 compact", "ALGORITHM"), // A256GCMKW
                        Map.entry("jwe/5_8 compact", "ALGORITHM"), // A128KW
                        Map.entry("jwe/5_9 compact", "COMPRESSED"),
                        Map.entry("curve25519/ecdh-es compact", "KEY"), // X25519
                        Map.entry("6 compact", "ALGORITHM"))); // RSA-OAEP
        outcomes.keySet().removeAll(compact.keySet());
        assertThat(outcomes)
                .as("JSON serializations")
                .hasSize(29)
                .allSatisfy((name, outcome) -> assertThat(outcome).as(name).isEqualTo("FORM"));
    }

    private static String cookbook(JsonNode example, JsonNode output) throws Exception {
        String text = output.isTextual() ? output.asText() : output.toString();
        JsonNode key = example.path("input").path("key");
        return switch (ours(key).decrypt(text)) {
            case Outcome.Decrypted inside -> {
                assertThat(new String(inside.content(), StandardCharsets.UTF_8))
                        .isEqualTo(example.path("input").path("plaintext").asText());
                yield "decrypted";
            }
            case Outcome.Refused refused -> refused.reason().name();
        };
    }

    /** With the vector's key, or one of our own where it is none that we could have. */
    private static JoseDecryption ours(JsonNode jwk) throws Exception {
        Optional<AsymmetricJWK> key = jwk.has("d") ? Wycheproof.key(jwk) : Optional.empty();
        KeyPair keys = key.isPresent() ? key.get().toKeyPair() : OWN;
        return JoseDecryption.of(keys).orElseThrow();
    }

    private static String url(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static KeyPair own() {
        try {
            return KeyPairGenerator.getInstance("EC").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
