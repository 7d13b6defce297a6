package org.sceau.suites;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.security.spec.XECPrivateKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.crypto.SecretKey;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sceau.proof.MlDsa;
import org.sceau.suites.Wycheproof.Outcome;

/** The vectors of Wycheproof for every primitive that takes bytes from outside, through the gateway's own entry points. */
class WycheproofTest {
    private static final byte[] CONTEXT = {1, 2, 3};
    private static final byte[] NO_UKM = {};

    /** Files that no entry point of the gateway has a use for, with the reason; a file that is new stands out. */
    private static final Map<String, String> ELSEWHERE = Map.ofEntries(
            Map.entry("a256cbc_hs512|aes_cbc_pkcs5|aes_kwp|chacha20_poly1305", "cipher not in use"),
            Map.entry("a128cbc_hs256", "in JWE alone, whose associated data is its header: JoseDecryptionVectorsTest"),
            Map.entry("c2sp_chunked_encryption_.*|pbes2_.*|pbkdf2_.*|primality", "not in use"),
            Map.entry("hmac_.*", "no MAC comes from outside"),
            Map.entry("hkdf_sha(384|512)", "only HKDF with SHA-256"),
            Map.entry("rsa_oaep_.*_sha256_.*", "JoseDecryptionVectorsTest"),
            Map.entry("rsa_oaep_.*_sha512_.*|rsa_pkcs1_.*", "RSA key transport not in use"),
            Map.entry("ec_prime_order_curves", "parameters of curves, no operation"),
            Map.entry("x25519_jwk", "no key comes as JWK but on curves of NIST"),
            Map.entry("json_web_.*", "JwsVectorsTest, JwkSetTest, JoseDecryptionVectorsTest"),
            Map.entry("ecdsa_.*_sha(256|384|512)", "DerSignaturesTest, on NIST's curves ListSignersTest too"),
            Map.entry("mldsa_.*_sign_.*", "signing is the platform's; what it signs is checked by others"),
            Map.entry("mldsa_44_verify", "below the strength asked for"));

    @ParameterizedTest
    @ValueSource(
            strings = {"secp256r1", "secp384r1", "secp521r1", "brainpoolP256r1", "brainpoolP384r1", "brainpoolP512r1"})
    void ecdh(String curve) throws Exception {
        assertAgreed(
                curve,
                Wycheproof.check(
                        "ecdh_" + curve + "_test",
                        "AgreementPublicKey.of, agree in Java",
                        (group, test) -> inJava(publicKey("EC", hex(test, "public")), privateKey(curve, test), test)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"secp256r1", "secp384r1", "secp521r1"})
    void ecdhPem(String curve) throws Exception {
        assertAgreed(
                curve,
                Wycheproof.check(
                        "ecdh_" + curve + "_pem_test",
                        "AgreementPublicKey.of, agree in Java",
                        (group, test) -> inJava(
                                publicKey("EC", pem(test, "public")), privateKey("EC", pem(test, "private")), test)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"secp256r1", "secp384r1", "secp521r1"})
    void ecdhPoints(String curve) throws Exception {
        assertAgreed(
                curve,
                Wycheproof.check(
                        "ecdh_" + curve + "_ecpoint_test",
                        "AgreementPublicKey.decode, agree in Java",
                        (group, test) -> agree(
                                AgreementPublicKey.decode(Suite.READER_P256, hex(test, "public")),
                                privateKey(curve, test).flatMap(AgreementPrivateKey::of),
                                AgreedSecret.overP256(hex(test, "shared")))));
    }

    private static void assertAgreed(String curve, Map<Outcome, Integer> counts) {
        boolean ours = curve.equals(KeySuite.CURVE);
        assertThat(counts.containsKey(Outcome.RIGHT)).as("cases that are ours").isEqualTo(ours);
        assertThat(counts.containsKey(Outcome.NOT_OURS))
                .as("cases of other curves")
                .isNotEqualTo(ours);
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, architectures = "amd64")
    void ecdhInNativeCode() throws Exception {
        Wycheproof.check(
                "ecdh_secp256r1_test",
                "AgreementPublicKey.of, agree in native code",
                (group, test) -> agree(
                        publicKey("EC", hex(test, "public")).flatMap(AgreementPublicKey::of),
                        inNative(test),
                        AgreedSecret.overP256(hex(test, "shared"))));
        Wycheproof.check(
                "ecdh_secp256r1_ecpoint_test",
                "AgreementPublicKey.decode, agree in native code",
                (group, test) -> agree(
                        AgreementPublicKey.decode(Suite.READER_P256, hex(test, "public")),
                        inNative(test),
                        AgreedSecret.overP256(hex(test, "shared"))));
    }

    @Test
    void x25519() throws Exception {
        Wycheproof.check(
                "x25519_test",
                "AgreementPublicKey.decode",
                (group, test) -> agree(
                        AgreementPublicKey.decode(Suite.READER_X25519, hex(test, "public")),
                        AgreementPrivateKey.of(KeyFactory.getInstance("X25519")
                                .generatePrivate(
                                        new XECPrivateKeySpec(NamedParameterSpec.X25519, hex(test, "private")))),
                        AgreedSecret.overX25519(hex(test, "shared"))));
        Wycheproof.check(
                "x25519_asn_test",
                "AgreementPublicKey.of",
                (group, test) -> agree(
                        publicKey("X25519", hex(test, "public")).flatMap(AgreementPublicKey::of),
                        privateKey("X25519", hex(test, "private")).flatMap(AgreementPrivateKey::of),
                        AgreedSecret.overX25519(hex(test, "shared"))));
        Wycheproof.check(
                "x25519_pem_test",
                "AgreementPublicKey.of",
                (group, test) -> agree(
                        publicKey("X25519", pem(test, "public")).flatMap(AgreementPublicKey::of),
                        privateKey("X25519", pem(test, "private")).flatMap(AgreementPrivateKey::of),
                        AgreedSecret.overX25519(hex(test, "shared"))));
    }

    /** The first 32 bytes of any longer output are the output of 32 bytes (RFC 5869 section 2.3). */
    @Test
    void hkdf() throws Exception {
        Wycheproof.check("hkdf_sha256_test", "keyEncryptionKey, 32 bytes of output", (group, test) -> {
            if (hex(test, "okm").length == 0) {
                return Outcome.SKIPPED;
            }
            byte[] ours = AgreedSecret.overX25519(hex(test, "ikm"))
                    .keyEncryptionKey(hex(test, "info"), hex(test, "salt"))
                    .getEncoded();
            byte[] theirs = hex(test, "okm");
            int length = Math.min(ours.length, theirs.length);
            return Arrays.equals(ours, 0, length, theirs, 0, length) ? Outcome.RIGHT : Outcome.WRONG;
        });
    }

    @Test
    void content() throws Exception {
        Map<Outcome, Integer> counts = Wycheproof.check(
                "aes_gcm_test",
                "ContentDecryption, whole and as a stream; skipped: associated data, 128-bit and 192-bit keys",
                (group, test) -> {
                    byte[] key = hex(test, "key");
                    if (key.length != 32 || test.path("aad").asText().length() > 0) {
                        return Outcome.SKIPPED;
                    }
                    Outcome whole = whole(key, test);
                    assertThat(streamed(key, test)).isEqualTo(whole);
                    return whole;
                });
        assertThat(counts.get(Outcome.RIGHT)).isGreaterThan(10);
        assertThat(counts.get(Outcome.REFUSED)).isGreaterThan(10);
    }

    private static Outcome whole(byte[] key, JsonNode test) {
        try {
            byte[] clear = ContentDecryption.whole(key, hex(test, "iv"), hex(test, "tag"), hex(test, "ct"));
            return Arrays.equals(clear, hex(test, "msg")) ? Outcome.RIGHT : Outcome.WRONG;
        } catch (SealBroken e) {
            return refused(test);
        }
    }

    private static Outcome streamed(byte[] key, JsonNode test) {
        byte[] bytes = hex(test, "ct");
        try {
            ContentDecryption decryption = ContentDecryption.start(key, hex(test, "iv"));
            for (int i = 0; i < bytes.length; i += 5) {
                decryption.update(bytes, i, Math.min(5, bytes.length - i));
            }
            decryption.verify(hex(test, "tag"));
            return Arrays.equals(bytes, hex(test, "msg")) ? Outcome.RIGHT : Outcome.WRONG;
        } catch (SealBroken e) {
            return refused(test);
        }
    }

    private static Outcome refused(JsonNode test) {
        return hex(test, "iv").length == Suites.NONCE_BYTES ? Outcome.REFUSED : Outcome.NOT_OURS;
    }

    @Test
    void keyWrap() throws Exception {
        Map<Outcome, Integer> counts = Wycheproof.check(
                "aes_wrap_test",
                "Sealing.unwrap; only keys of 32 bytes under keys of 32 are ours; skipped: shorter wrapping keys",
                (group, test) -> {
                    if (hex(test, "key").length != Suites.KEY_BYTES) {
                        return Outcome.SKIPPED;
                    }
                    try {
                        byte[] key = Sealing.unwrap(Suites.aesKey(hex(test, "key")), hex(test, "ct"));
                        return Arrays.equals(key, hex(test, "msg")) ? Outcome.RIGHT : Outcome.WRONG;
                    } catch (SealBroken e) {
                        return hex(test, "msg").length == Suites.KEY_BYTES ? Outcome.REFUSED : Outcome.NOT_OURS;
                    }
                });
        assertThat(counts.get(Outcome.RIGHT)).isPositive();
    }

    /** A seed gives the key, and the key the secret of every ciphertext; one of another length is none. */
    @ParameterizedTest
    @ValueSource(strings = {"768", "1024"})
    void decapsulation(String set) throws Exception {
        Map<Outcome, Integer> counts = Wycheproof.check(
                "mlkem_" + set + "_test",
                "KemPrivateKey.of a seed, decapsulate",
                (group, test) -> decapsulated(seed(set, test), set, test));
        assertThat(counts.get(Outcome.RIGHT)).isGreaterThan(100);
        Wycheproof.check(
                "mlkem_" + set + "_semi_expanded_decaps_test",
                "KemPrivateKey.of an expanded key, decapsulate",
                (group, test) -> decapsulated(expanded(set, test), set, test));
    }

    /** With the randomness stated, the ciphertext and the secret stated; keys out of range are no keys. */
    @ParameterizedTest
    @ValueSource(strings = {"768", "1024"})
    void encapsulation(String set) throws Exception {
        Map<Outcome, Integer> counts =
                Wycheproof.check("mlkem_" + set + "_encaps_test", "KemPublicKey.decode, encapsulate", (group, test) -> {
                    Optional<KemPublicKey> key = KemPublicKey.decode(suite(set), hex(test, "ek"));
                    if (key.isEmpty()) {
                        return Outcome.REFUSED;
                    }
                    Encapsulation made = key.get().encapsulate(new Stated(hex(test, "m")));
                    return Arrays.equals(made.ciphertext(), hex(test, "c")) && same(made.secret(), set, test)
                            ? Outcome.RIGHT
                            : Outcome.WRONG;
                });
        assertThat(counts.get(Outcome.RIGHT)).isGreaterThan(100);
        assertThat(counts.get(Outcome.REFUSED)).isGreaterThan(100);
    }

    /** The seed and the expanded key both open what is made for the public key stated. */
    @ParameterizedTest
    @ValueSource(strings = {"768", "1024"})
    void keysOfSeeds(String set) throws Exception {
        Wycheproof.check(
                "mlkem_" + set + "_keygen_seed_test", "KemPrivateKey.of, KemPublicKey.decode", (group, test) -> {
                    Encapsulation made = KemPublicKey.decode(suite(set), hex(test, "ek"))
                            .orElseThrow()
                            .encapsulate(new SecureRandom());
                    SecretKey theirs = made.secret().keyEncryptionKey(CONTEXT, NO_UKM);
                    boolean right = Stream.of(seed(set, test), expanded(set, hex(test, "dk")))
                            .allMatch(key -> key.orElseThrow()
                                    .decapsulate(made.ciphertext())
                                    .keyEncryptionKey(CONTEXT, NO_UKM)
                                    .equals(theirs));
                    return right ? Outcome.RIGHT : Outcome.WRONG;
                });
    }

    private static Outcome decapsulated(Optional<KemPrivateKey> key, String set, JsonNode test) {
        if (key.isEmpty()) {
            return Outcome.REFUSED;
        }
        try {
            return same(key.get().decapsulate(hex(test, "c")), set, test) ? Outcome.RIGHT : Outcome.WRONG;
        } catch (SealBroken e) {
            return Outcome.REFUSED;
        }
    }

    private static boolean same(AgreedSecret secret, String set, JsonNode test) {
        return secret.keyEncryptionKey(CONTEXT, NO_UKM)
                .equals(AgreedSecret.encapsulated(suite(set), hex(test, "K")).keyEncryptionKey(CONTEXT, NO_UKM));
    }

    private static Suite suite(String set) {
        return set.equals("768") ? Suite.READER_MLKEM768 : Suite.READER_MLKEM1024;
    }

    /** RFC 9935 section 6: the seed is {@code [0]}, the expanded key an OCTET STRING. */
    private static Optional<KemPrivateKey> seed(String set, JsonNode test) throws IOException {
        return privateKey(set, new DERTaggedObject(false, 0, new DEROctetString(hex(test, "seed"))));
    }

    private static Optional<KemPrivateKey> expanded(String set, JsonNode test) throws IOException {
        return expanded(set, hex(test, "dk"));
    }

    private static Optional<KemPrivateKey> expanded(String set, byte[] expanded) throws IOException {
        return privateKey(set, new DEROctetString(expanded));
    }

    private static Optional<KemPrivateKey> privateKey(String set, ASN1Encodable key) throws IOException {
        String oid = set.equals("768") ? Suites.OID_MLKEM768 : Suites.OID_MLKEM1024;
        byte[] encoded = new PrivateKeyInfo(new AlgorithmIdentifier(new ASN1ObjectIdentifier(oid)), key).getEncoded();
        return KemPrivateKey.of(new EncodedKey(encoded));
    }

    /** Gives what is stated in place of random numbers. */
    private static final class Stated extends SecureRandom {
        private static final long serialVersionUID = 1;

        private final byte[] stated;

        Stated(byte[] stated) {
            this.stated = stated;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            System.arraycopy(stated, 0, bytes, 0, bytes.length);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "ecdsa_secp256r1_sha256_p1363, ES256, true",
        "ecdsa_secp384r1_sha384_p1363, ES384, true",
        "ecdsa_secp521r1_sha512_p1363, ES512, true",
        "ecdsa_brainpoolP256r1_sha256_p1363, ES256, false",
        "ecdsa_brainpoolP384r1_sha384_p1363, ES384, false",
        "ecdsa_brainpoolP512r1_sha512_p1363, ES512, false",
        "ed25519, EdDSA, true",
        "ed25519, Ed25519, true",
        "ed448, EdDSA, false",
    })
    void jws(String file, String algorithm, boolean ours) throws Exception {
        assertSignatures(file, algorithm, ours);
    }

    @Test
    void jwsWithRsa() throws Exception {
        for (String bits : List.of("2048", "3072", "4096")) {
            for (String hash : List.of("256", "384", "512")) {
                assertSignatures("rsa_signature_" + bits + "_sha" + hash, "RS" + hash, true);
            }
        }
    }

    /** RFC 7518 section 3.5: MGF1 with the signature's hash, and a salt as long as its output; nothing else is PS256. */
    @Test
    void jwsWithRsaPss() throws Exception {
        for (String file : files("rsa_pss_.*")) {
            JsonNode group = Wycheproof.read(Wycheproof.corpus("wycheproof").resolve(file + "_test.json"))
                    .path("testGroups")
                    .path(0);
            String hash = group.path("sha").asText();
            String bits = hash.startsWith("SHA-") ? hash.substring(4) : "";
            boolean ours = Set.of("256", "384", "512").contains(bits)
                    && group.path("mgfSha").asText().equals(hash)
                    && group.path("sLen").asInt() == Integer.parseInt(bits) / 8;
            assertSignatures(file, "PS" + (ours ? bits : "256"), ours);
        }
    }

    @ParameterizedTest
    @EnumSource(MlDsa.class)
    void mlDsa(MlDsa algorithm) throws Exception {
        String file = "mldsa_" + algorithm.label().substring("ML-DSA-".length()) + "_verify_test";
        Map<Outcome, Integer> counts = Wycheproof.check(
                file, "MlDsa.isSigned; other contexts than the empty one are not ours", (group, test) -> {
                    Optional<PublicKey> key = publicKey(
                            "ML-DSA",
                            HexFormat.of().parseHex(group.path("publicKeyDer").asText()));
                    boolean signed = key.filter(known -> MlDsa.of(known).equals(Optional.of(algorithm)))
                            .filter(known -> algorithm.isSigned(known, hex(test, "msg"), hex(test, "sig")))
                            .isPresent();
                    if (signed) {
                        return Outcome.RIGHT;
                    }
                    return hex(test, "ctx").length == 0 ? Outcome.REFUSED : Outcome.NOT_OURS;
                });
        assertThat(counts.get(Outcome.RIGHT)).isGreaterThan(50);
        assertThat(counts.get(Outcome.REFUSED)).isGreaterThan(100);
    }

    private static void assertSignatures(String file, String algorithm, boolean ours) throws Exception {
        Map<Outcome, Integer> counts = Wycheproof.check(
                file + "_test",
                "JoseSignatures as " + algorithm
                        + (algorithm.startsWith("R") ? "; exponents of 2^16 and less are not ours" : ""),
                (group, test) -> {
                    Optional<PublicKey> key = key(group.path("publicKeyDer").asText());
                    JoseSignatures.Outcome outcome = key.map(parsed ->
                                    JoseSignatures.verify(algorithm, parsed, hex(test, "msg"), hex(test, "sig")))
                            .orElse(JoseSignatures.Outcome.UNSUPPORTED);
                    return switch (outcome) {
                        case INTACT -> ours ? Outcome.RIGHT : intactElsewhere(test);
                        case BROKEN -> ours ? Outcome.REFUSED : Outcome.NOT_OURS;
                        case UNSUPPORTED -> Outcome.NOT_OURS;
                    };
                });
        assertThat(counts.containsKey(Outcome.RIGHT)).as("cases that are ours").isEqualTo(ours);
    }

    /** Among cases of another salt length there is one whose salt was made as long as that of PS256, which it then is. */
    private static Outcome intactElsewhere(JsonNode test) {
        return test.path("comment").asText().equals("s_len changed to 32") ? Outcome.SKIPPED : Outcome.WRONG;
    }

    /** What a certificate's key is read by. */
    private static Optional<PublicKey> key(String der) {
        for (String family : List.of("RSA", "RSASSA-PSS", "EC", "EdDSA")) {
            Optional<PublicKey> key = publicKey(family, HexFormat.of().parseHex(der));
            if (key.isPresent()) {
                return key;
            }
        }
        return Optional.empty();
    }

    /** Every file of the corpus is judged above or stands among those with a reason. */
    @Test
    void noFileIsLeftOut() throws IOException {
        Set<String> judged =
                new TreeSet<>(List.of("aes_gcm", "aes_wrap", "hkdf_sha256", "x25519", "x25519_asn", "x25519_pem"));
        judged.addAll(files("ecdh_.*|mlkem_.*|mldsa_(65|87)_verify"));
        judged.addAll(files("ecdsa_.*_p1363|ed25519|ed448|rsa_signature_.*|rsa_pss_.*"));
        for (String file : files(".*")) {
            List<String> reasons = ELSEWHERE.entrySet().stream()
                    .filter(entry -> file.matches(entry.getKey()))
                    .map(Map.Entry::getValue)
                    .toList();
            if (!judged.contains(file)) {
                assertThat(reasons)
                        .as("reasons for which " + file + " is skipped")
                        .hasSize(1);
                System.out.printf("%-46s skipped: %s%n", file, reasons.getFirst());
            }
        }
    }

    private static List<String> files(String pattern) throws IOException {
        try (Stream<Path> files = Files.list(Wycheproof.corpus("wycheproof"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith("_test.json"))
                    .map(name -> name.substring(0, name.length() - "_test.json".length()))
                    .filter(name -> name.matches(pattern))
                    .sorted()
                    .collect(Collectors.toList());
        }
    }

    private static Outcome inJava(Optional<PublicKey> theirs, Optional<PrivateKey> own, JsonNode test) {
        return agree(
                theirs.flatMap(AgreementPublicKey::of),
                own.flatMap(AgreementPrivateKey::of),
                AgreedSecret.overP256(hex(test, "shared")));
    }

    /** A key that is taken without one of our own to agree with it is wrong where the case is a good one. */
    private static Outcome agree(
            Optional<AgreementPublicKey> theirs, Optional<AgreementPrivateKey> own, AgreedSecret expected) {
        if (theirs.isEmpty() || own.isEmpty()) {
            return theirs.isEmpty() && own.isEmpty() ? Outcome.NOT_OURS : Outcome.REFUSED;
        }
        try {
            SecretKey agreed = own.get().agree(theirs.get()).keyEncryptionKey(CONTEXT, NO_UKM);
            return agreed.equals(expected.keyEncryptionKey(CONTEXT, NO_UKM)) ? Outcome.RIGHT : Outcome.WRONG;
        } catch (SealBroken e) {
            return Outcome.REFUSED;
        }
    }

    private static Optional<AgreementPrivateKey> inNative(JsonNode test) throws GeneralSecurityException {
        Provider provider = NativeProvider.get().orElseThrow();
        PrivateKey platform = privateKey(KeySuite.CURVE, test).orElseThrow();
        return Optional.of(new NativeP256(
                provider,
                KeyFactory.getInstance("EC", provider).generatePrivate(new PKCS8EncodedKeySpec(platform.getEncoded())),
                AgreementPrivateKey.of(platform).orElseThrow().publicKey()));
    }

    private static Optional<PrivateKey> privateKey(String curve, JsonNode test) {
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec(curve));
            BigInteger secret = new BigInteger(test.path("private").asText(), 16);
            return Optional.of(KeyFactory.getInstance("EC")
                    .generatePrivate(new ECPrivateKeySpec(secret, parameters.getParameterSpec(ECParameterSpec.class))));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private static Optional<PrivateKey> privateKey(String family, byte[] encoded) {
        try {
            return Optional.of(KeyFactory.getInstance(family).generatePrivate(new PKCS8EncodedKeySpec(encoded)));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private static Optional<PublicKey> publicKey(String family, byte[] encoded) {
        try {
            return Optional.of(KeyFactory.getInstance(family).generatePublic(new X509EncodedKeySpec(encoded)));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private static byte[] hex(JsonNode test, String member) {
        return HexFormat.of().parseHex(test.path(member).asText());
    }

    /** Base64 between the two lines; empty bytes for what is no PEM. */
    private static byte[] pem(JsonNode test, String member) {
        String text = test.path(member).asText().replaceAll("-----[^-]*-----|\\s", "");
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }
}
