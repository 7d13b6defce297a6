package org.sceau.suites;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.CompressionAlgorithm;
import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEEncrypter;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDHEncrypter;
import com.nimbusds.jose.crypto.RSAEncrypter;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.IntRange;
import org.sceau.oauth.SignedJwt;
import org.sceau.suites.JoseDecryption.Outcome;
import org.sceau.suites.JoseDecryption.Reason;

/** What others encrypt for us, good and bad; the vectors are in {@link JoseDecryptionVectorsTest}. */
class JoseDecryptionTest {
    private static final String CLEAR = "fictional";
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.=";
    private static final KeyPair P256 = SignedJwt.keys("secp256r1");
    private static final KeyPair P384 = SignedJwt.keys("secp384r1");
    private static final KeyPair P521 = SignedJwt.keys("secp521r1");
    private static final KeyPair RSA = SignedJwt.rsa(2048);
    private static final JWEHeader USUAL =
            header("ECDH-ES", EncryptionMethod.A128CBC_HS256).build();
    /** One text of each algorithm, with its key. */
    private static final Map<String, KeyPair> GOOD = good();

    @Example
    void whatIsEncryptedForUsInOneOfOurAlgorithmsIsDecrypted() {
        assertThat(GOOD).hasSize(3 * 3 * 3 + 3);
        GOOD.forEach((text, keys) -> {
            assertThat(decrypted(text, keys)).as(text).isEqualTo(CLEAR);
            assertThat(ours(keys).decrypt(text).toString()).doesNotContain(CLEAR);
        });
    }

    @Example
    void theContentTypeIsTold() throws Exception {
        var nested =
                header("ECDH-ES", EncryptionMethod.A256GCM).contentType("JWT").build();

        assertThat(ours(P256).decrypt(encrypted(nested, new ECDHEncrypter((ECPublicKey) P256.getPublic()))))
                .isInstanceOfSatisfying(
                        Outcome.Decrypted.class,
                        inside -> assertThat(inside.contentType()).contains("JWT"));
    }

    @Example
    void keysOfOtherKindsDecryptNothing() throws Exception {
        for (KeyPair other : List.of(
                SignedJwt.rsa(1024),
                KeyPairGenerator.getInstance("X25519").generateKeyPair(),
                KeyPairGenerator.getInstance("Ed25519").generateKeyPair())) {
            assertThat(JoseDecryption.of(other))
                    .as(other.getPublic().getAlgorithm())
                    .isEmpty();
        }
    }

    /** Each would be decrypted but for what it names: it is made as its header says, for our key. */
    @Example
    void whatIsNamedInTheHeaderIsRefusedByThatName() throws Exception {
        var forP256 = new ECDHEncrypter((ECPublicKey) P256.getPublic());
        var forRsa = new RSAEncrypter((RSAPublicKey) RSA.getPublic());
        var usual = header("ECDH-ES", EncryptionMethod.A128GCM);

        assertThat(reason(
                        encrypted(
                                usual.compressionAlgorithm(CompressionAlgorithm.DEF)
                                        .build(),
                                forP256),
                        P256))
                .isEqualTo(Reason.COMPRESSED);
        assertThat(reason(
                        encrypted(
                                header("ECDH-ES", EncryptionMethod.A128GCM)
                                        .criticalParams(Set.of("exp"))
                                        .build(),
                                forP256),
                        P256))
                .isEqualTo(Reason.CRITICAL);
        assertThat(reason(
                        encrypted(
                                header("ECDH-ES+A192KW", EncryptionMethod.A128GCM)
                                        .build(),
                                forP256),
                        P256))
                .isEqualTo(Reason.ALGORITHM);
        for (String other : List.of("RSA-OAEP-384", "RSA-OAEP-512")) {
            assertThat(reason(encrypted(header(other, EncryptionMethod.A128GCM).build(), forRsa), RSA))
                    .as(other)
                    .isEqualTo(Reason.ALGORITHM);
        }
        for (EncryptionMethod other :
                List.of(EncryptionMethod.A192GCM, EncryptionMethod.A192CBC_HS384, EncryptionMethod.A256CBC_HS512)) {
            assertThat(reason(encrypted(header("ECDH-ES", other).build(), forP256), P256))
                    .as(other.toString())
                    .isEqualTo(Reason.CONTENT);
        }
        assertThat(reason(
                        encrypted(
                                header("RSA-OAEP-256", EncryptionMethod.A128GCM).build(), forRsa),
                        P256))
                .isEqualTo(Reason.KEY);
        assertThat(reason(encrypted(USUAL, forP256), RSA)).isEqualTo(Reason.KEY);
        assertThat(reason(encrypted(USUAL, forP256), P384)).isEqualTo(Reason.KEY);
        assertThat(reason(encrypted(USUAL, forP256), SignedJwt.keys("secp256r1")))
                .as("somebody else's")
                .isEqualTo(Reason.UNDECIPHERABLE);
    }

    /** Headers of one's own before parts that are well formed: none of them comes to a key. */
    @Example
    void badHeaders() {
        String epk = epk(P256);
        Map<String, Reason> headers = new LinkedHashMap<>();
        for (String algorithm : List.of(
                "dir",
                "none",
                "RSA1_5",
                "RSA-OAEP",
                "A128KW",
                "A256KW",
                "A128GCMKW",
                "A256GCMKW",
                "PBES2-HS256+A128KW",
                "ECDH-1PU",
                "ECDH-ES+A192KW",
                "ecdh-es",
                "ECDH-ES ",
                "")) {
            headers.put(usual(epk).replace("ECDH-ES", algorithm), Reason.ALGORITHM);
        }
        for (String algorithm : List.of("null", "1", "[\"ECDH-ES\"]", "{}")) {
            headers.put(usual(epk).replace("\"ECDH-ES\"", algorithm), Reason.ALGORITHM);
        }
        for (String content : List.of("A192GCM", "A256CBC-HS512", "a128gcm", "none", "")) {
            headers.put(usual(epk).replace("A128GCM", content), Reason.CONTENT);
        }
        headers.put(usual(epk).replace("\"A128GCM\"", "null"), Reason.CONTENT);
        for (String compression : List.of("\"DEF\"", "\"\"", "null", "1")) {
            headers.put(usual(epk).replace("{\"alg", "{\"zip\":" + compression + ",\"alg"), Reason.COMPRESSED);
        }
        for (String critical : List.of("[\"exp\"]", "[]", "null", "\"exp\"")) {
            headers.put(usual(epk).replace("{\"alg", "{\"crit\":" + critical + ",\"alg"), Reason.CRITICAL);
        }
        for (String other : List.of(
                "null",
                "1",
                "{}",
                "\"" + "A".repeat(43) + "\"",
                epk(P384),
                epk.replace("P-256", "P-384"),
                epk.replace("P-256", "secp256k1"),
                epk.replace("P-256", "P-999"),
                epk.replace("\"EC\"", "\"OKP\""),
                epk.replaceFirst("\"x\":\"[^\"]{4}", "\"x\":\"AAAA"),
                epk.replaceFirst("\"x\":\"[^\"]+\"", "\"x\":\"AA\"").replaceFirst("\"y\":\"[^\"]+\"", "\"y\":\"AA\""),
                epk.replaceFirst("\"y\":\"[^\"]+\"", "\"y\":1"),
                epk.replaceFirst(",?\"y\":\"[^\"]+\"", ""),
                epk.replace("}", ",\"d\":\"" + "A".repeat(43) + "\"}"),
                "{\"kty\":\"OKP\",\"crv\":\"X25519\",\"x\":\"" + "A".repeat(43) + "\"}",
                "{\"kty\":\"oct\",\"k\":\"AAAA\"}")) {
            headers.put(usual(other), Reason.KEY);
        }
        for (String malformed : List.of(
                "",
                "{",
                "null",
                "[]",
                "[[\"alg\",\"ECDH-ES\"],[\"enc\",\"A128GCM\"],[\"epk\"," + epk + "]]",
                " " + usual(epk),
                "\"alg\"",
                usual(epk) + "x",
                usual(epk).replace("{\"alg\"", "{\"alg\":\"dir\",\"alg\""),
                usual(epk).replace("{\"alg", "{\"x5c\":1,\"alg"),
                usual(epk).replace("{\"alg", "{\"kid\":1,\"alg"),
                usual(epk).replace("{\"alg", "{\"jwk\":1,\"alg"),
                usual(epk).replace("{\"alg", "{\"x\":" + "[".repeat(2_000) + "],\"alg"),
                usual(epk).replace("{\"alg", "{\"x\":\"" + "x".repeat(4_096) + "\",\"alg"))) {
            headers.put(malformed, Reason.FORM);
        }
        headers.forEach((header, reason) -> assertThat(
                        reason(url(header) + "..AAAAAAAAAAAAAAAA.AAAA." + "A".repeat(22), P256))
                .as(header)
                .isEqualTo(reason));
    }

    /** What no writer of these algorithms makes; moving a dot leaves the library the same bytes. */
    @Example
    void badForms() {
        String good = encrypted("ECDH-ES+A128KW", EncryptionMethod.A128GCM, P256);
        String[] parts = good.split("\\.", -1);
        for (String bad : List.of(
                "",
                "....",
                ".",
                ".".repeat(60_000),
                good + ".",
                "." + good,
                good + "=",
                good + "\n",
                " " + good,
                good.substring(0, good.lastIndexOf('.')),
                join(parts[0], "", parts[2], parts[3], parts[4]),
                join(parts[0], parts[1], "", parts[3], parts[4]),
                join(parts[0], parts[1], parts[2] + "AAAA", parts[3], parts[4]),
                join(parts[0], parts[1], parts[2], parts[3], ""),
                join(parts[0], parts[1], parts[2], parts[3], parts[4].substring(0, 20)),
                join(parts[0], parts[1], parts[2], parts[3], "AAAA" + parts[4]),
                shifted(parts),
                "{\"protected\":\"" + parts[0] + "\",\"encrypted_key\":\"" + parts[1] + "\",\"iv\":\"" + parts[2]
                        + "\",\"ciphertext\":\"" + parts[3] + "\",\"tag\":\"" + parts[4] + "\"}")) {
            assertThat(reason(bad, P256)).as(bad).isEqualTo(Reason.FORM);
        }
        String[] direct = encrypted("ECDH-ES", EncryptionMethod.A128GCM, P256).split("\\.", -1);
        assertThat(reason(join(direct[0], parts[1], direct[2], direct[3], direct[4]), P256))
                .as("a wrapped key where none is")
                .isEqualTo(Reason.FORM);
        assertThat(reason(join(parts[0], "AAAA", parts[2], parts[3], parts[4]), P256))
                .isEqualTo(Reason.UNDECIPHERABLE);
        assertThat(reason(good + "A".repeat(JoseDecryption.LONGEST), P256)).isEqualTo(Reason.SIZE);
    }

    /** Another character anywhere, in a text of any algorithm: header, key, vector, ciphertext or tag. */
    @Property(tries = 3_000)
    void anAlteredTextIsNeverDecrypted(
            @ForAll @IntRange(max = 29) int which,
            @ForAll @IntRange(max = 100_000) int at,
            @ForAll @IntRange(max = 65) int character) {
        Map.Entry<String, KeyPair> one = List.copyOf(GOOD.entrySet()).get(which);
        String text = one.getKey();
        int index = at % text.length();
        char other = ALPHABET.charAt(character);
        String altered = text.substring(0, index) + other + text.substring(index + 1);

        assertThat(ours(one.getValue()).decrypt(altered) instanceof Outcome.Decrypted)
                .as(altered)
                .isEqualTo(altered.equals(text));
    }

    @Property
    void anyTextIsRefused(@ForAll String text, @ForAll @CharRange(from = '-', to = 'z') String near) {
        for (String any : List.of(text, near, text + "." + text + "." + text + "." + text + "." + text)) {
            assertThat(reason(any, P256)).as("before a key is used").isNotEqualTo(Reason.UNDECIPHERABLE);
        }
        assertThat(reason(url(text) + "..AAAAAAAAAAAAAAAA.AAAA." + "A".repeat(22), P256))
                .isNotEqualTo(Reason.UNDECIPHERABLE);
    }

    private static Map<String, KeyPair> good() {
        Map<String, KeyPair> texts = new LinkedHashMap<>();
        List<EncryptionMethod> methods =
                List.of(EncryptionMethod.A128CBC_HS256, EncryptionMethod.A128GCM, EncryptionMethod.A256GCM);
        for (EncryptionMethod method : methods) {
            texts.put(encrypted("RSA-OAEP-256", method, RSA), RSA);
            for (String algorithm : List.of("ECDH-ES", "ECDH-ES+A128KW", "ECDH-ES+A256KW")) {
                for (KeyPair keys : List.of(P256, P384, P521)) {
                    texts.put(encrypted(algorithm, method, keys), keys);
                }
            }
        }
        return texts;
    }

    private static String encrypted(String algorithm, EncryptionMethod method, KeyPair keys) {
        try {
            return encrypted(
                    header(algorithm, method).build(),
                    keys.getPublic() instanceof ECPublicKey key
                            ? new ECDHEncrypter(key)
                            : new RSAEncrypter((RSAPublicKey) keys.getPublic()));
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
    }

    private static String encrypted(JWEHeader header, JWEEncrypter encrypter) throws JOSEException {
        JWEObject made = new JWEObject(header, new Payload(CLEAR));
        made.encrypt(encrypter);
        return made.serialize();
    }

    private static JWEHeader.Builder header(String algorithm, EncryptionMethod method) {
        return new JWEHeader.Builder(JWEAlgorithm.parse(algorithm), method);
    }

    private static String decrypted(String text, KeyPair keys) {
        return switch (ours(keys).decrypt(text)) {
            case Outcome.Decrypted inside -> new String(inside.content(), StandardCharsets.UTF_8);
            case Outcome.Refused refused -> refused.toString();
        };
    }

    private static Reason reason(String text, KeyPair keys) {
        return switch (ours(keys).decrypt(text)) {
            case Outcome.Decrypted _ -> throw new AssertionError("decrypted: " + text);
            case Outcome.Refused refused -> refused.reason();
        };
    }

    private static JoseDecryption ours(KeyPair keys) {
        return JoseDecryption.of(keys).orElseThrow();
    }

    private static String usual(String epk) {
        return "{\"alg\":\"ECDH-ES\",\"enc\":\"A128GCM\",\"epk\":" + epk + "}";
    }

    private static String epk(KeyPair keys) {
        return new ECKey.Builder(Curve.forECParameterSpec(((ECPublicKey) keys.getPublic()).getParams()), (ECPublicKey)
                        keys.getPublic())
                .build()
                .toJSONString();
    }

    /** The last three bytes of the ciphertext before the tag instead. */
    private static String shifted(String[] parts) {
        byte[] ciphertext = Base64.getUrlDecoder().decode(parts[3]);
        byte[] tag = Base64.getUrlDecoder().decode(parts[4]);
        byte[] longer = new byte[tag.length + 3];
        System.arraycopy(ciphertext, ciphertext.length - 3, longer, 0, 3);
        System.arraycopy(tag, 0, longer, 3, tag.length);
        return join(
                parts[0],
                parts[1],
                parts[2],
                SignedJwt.url(Arrays.copyOf(ciphertext, ciphertext.length - 3)),
                SignedJwt.url(longer));
    }

    private static String join(String... parts) {
        return String.join(".", List.of(parts));
    }

    private static String url(String text) {
        return SignedJwt.url(text.getBytes(StandardCharsets.UTF_8));
    }
}
