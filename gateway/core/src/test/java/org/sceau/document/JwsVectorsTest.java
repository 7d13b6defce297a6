package org.sceau.document;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.X509EncodedKeySpec;
import java.text.ParseException;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.junit.jupiter.api.Test;
import org.sceau.oauth.SignedJwt;
import org.sceau.suites.Wycheproof;
import org.sceau.suites.Wycheproof.Outcome;

/** Others' JWS through the reader of signatures in documents; a key stands in a certificate, as it does in {@code x5c}. */
class JwsVectorsTest {
    private static final KeyPair OWN = AuthorSignaturesTest.keys();

    private final Map<PublicKey, X509Certificate> certificates = new java.util.HashMap<>();

    @Test
    void wycheproofSignatures() throws Exception {
        Map<Outcome, Integer> counts = Wycheproof.check(
                "json_web_signature_test",
                "DetachedJws; skipped: use, key_ops and alg are members of a JWK, which a certificate has not",
                (group, test) -> restricted(test)
                        ? Outcome.SKIPPED
                        : judge(test.path("jws").asText(), jwk(group)));
        assertThat(counts.get(Outcome.RIGHT)).isGreaterThan(25);
        Wycheproof.check(
                "json_web_crypto_test",
                "DetachedJws",
                (group, test) -> judge(test.path("jws").asText(test.path("jwe").asText()), jwk(group)));
    }

    @Test
    void wycheproofKeys() throws Exception {
        Wycheproof.check(
                "json_web_key_test",
                "DetachedJws with each key of the set; skipped: what is wrong in the JWK alone",
                (group, test) -> {
                    JsonNode set = (group.has("public") ? group.path("public") : group.path("private")).path("keys");
                    if (group.path("comment").asText().matches("(invalid|wrong)_.*")
                            || set.size() != 1
                            || !set.path(0).path("use").asText().equals("sig")) {
                        return Outcome.SKIPPED;
                    }
                    return judge(test.path("jws").asText(), set.path(0));
                });
    }

    /** JWE are read elsewhere: none is taken for a signature. */
    @Test
    void wycheproofEncryption() throws Exception {
        Map<Outcome, Integer> counts = Wycheproof.check(
                "json_web_encryption_test",
                "none is taken for a JWS",
                (group, test) -> judge(test.path("jwe").asText(), signer(Optional.empty())));
        assertThat(counts).doesNotContainKey(Outcome.RIGHT);
    }

    @Test
    void cookbook() throws Exception {
        Map<String, String> outcomes = new TreeMap<>();
        Path cookbook = Wycheproof.corpus("jose-cookbook-rfc7520");
        try (Stream<Path> files = Files.walk(cookbook)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".json")).toList()) {
                JsonNode example = Wycheproof.read(file);
                JsonNode output = example.path("output");
                for (String form : List.of("compact", "json_flat", "json")) {
                    if (output.has(form)) {
                        outcomes.put(cookbook.relativize(file) + " " + form, cookbook(example, output.path(form)));
                    }
                }
            }
        }
        outcomes.forEach((name, outcome) -> System.out.printf("%-90s %s%n", name, outcome));
        assertThat(outcomes).hasSizeGreaterThan(40);
        outcomes.forEach((name, outcome) -> assertThat(outcome).as(name).isEqualTo(expected(name)));
    }

    private static String expected(String name) {
        boolean ours = name.matches("jws/4_[123]\\..*|curve25519/jws.*") && !name.endsWith(" json");
        boolean otherAlgorithm = name.matches("(jws/4_[456]|rfc7797/).*") && !name.endsWith(" json");
        return ours ? "INTACT" : otherAlgorithm ? "UNSUPPORTED" : "not read";
    }

    private String cookbook(JsonNode example, JsonNode form) throws Exception {
        String text = form.isTextual() ? form.asText() : form.toString();
        byte[] content = example.path("input").path("payload").asText().getBytes(StandardCharsets.UTF_8);
        Optional<DetachedJws> read = DetachedJws.read(base64(text));
        X509Certificate signer = signer(key(example.path("input").path("key")));
        return read.map(jws -> jws.verify(signer, content).name()).orElse("not read");
    }

    /** One text for one signature: whatever the decoder would pass over is refused. */
    @Test
    void baseSixtyFourIsStrict() throws Exception {
        String jws = SignedJwt.es256("{\"alg\":\"ES256\"}", "fictional", OWN);
        String input = jws.substring(0, jws.lastIndexOf('.') + 1);
        String value = jws.substring(input.length());
        X509Certificate signer = signer(Optional.of(OWN.getPublic()));
        assertThat(judge(jws, signer)).isEqualTo(Outcome.RIGHT);

        String unusedBits = value.substring(0, 85) + (char) (value.charAt(85) + 1);
        for (String altered : List.of(
                value + "=",
                value + "==",
                " " + value,
                value + "\n",
                value.substring(0, 40) + "\n" + value.substring(40),
                unusedBits,
                value + "AA",
                value.replace(value.charAt(3), '!'),
                value.substring(0, 84))) {
            assertThat(judge(input + altered, signer)).as(altered).isEqualTo(Outcome.REFUSED);
        }
        for (String altered : List.of(
                jws.replaceFirst("\\.", "=."),
                " " + jws,
                input.replaceFirst("\\.$", "=.") + value,
                input.replaceFirst("\\.$", "\n.") + value)) {
            assertThat(judge(altered, signer)).as(altered).isEqualTo(Outcome.REFUSED);
        }
    }

    /** What a JWK forbids: a certificate forbids it by its key usage, which is judged with its chain. */
    private static boolean restricted(JsonNode test) {
        String comment = test.path("comment").asText();
        return comment.equals("rejectWrongUse")
                || comment.equals("rejectWrongKeyOps")
                || test.path("flags").toString().contains("WrongPrimitive");
    }

    private static Outcome judge(String jws, X509Certificate signer) {
        Optional<DetachedJws> read = DetachedJws.read(base64(jws));
        if (read.isEmpty()) {
            return jws.chars().filter(character -> character == '.').count() > 2 ? Outcome.NOT_OURS : Outcome.REFUSED;
        }
        byte[] content = Base64.getUrlDecoder().decode(read.get().payload().replaceAll("[^A-Za-z0-9_-]", ""));
        return switch (read.get().verify(signer, content)) {
            case INTACT -> Outcome.RIGHT;
            case BROKEN -> Outcome.REFUSED;
            case UNSUPPORTED -> Outcome.NOT_OURS;
        };
    }

    private static JsonNode jwk(JsonNode group) {
        return group.has("public") ? group.path("public") : group.path("private");
    }

    private Outcome judge(String jws, JsonNode jwk) throws Exception {
        boolean asymmetric = List.of("EC", "RSA").contains(jwk.path("kty").asText());
        try {
            Outcome outcome = judge(jws, signer(key(jwk)));
            return asymmetric || outcome == Outcome.RIGHT ? outcome : Outcome.NOT_OURS;
        } catch (JOSEException | ParseException noKey) {
            return Outcome.REFUSED; // no certificate can hold such a key either
        }
    }

    private static Optional<PublicKey> key(JsonNode found) throws Exception {
        if (found.path("crv").asText().equals("Ed25519")) {
            String point = HexFormat.of()
                    .formatHex(Base64.getUrlDecoder().decode(found.path("x").asText()));
            byte[] info = HexFormat.of().parseHex("302a300506032b6570032100" + point);
            return Optional.of(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(info)));
        }
        Optional<AsymmetricJWK> key = Wycheproof.key(found);
        return key.isPresent() ? Optional.of(key.get().toPublicKey()) : Optional.empty();
    }

    /** A certificate with the key, or with one of our own where the vector has none. */
    private X509Certificate signer(Optional<PublicKey> key) {
        return certificates.computeIfAbsent(key.orElse(OWN.getPublic()), JwsVectorsTest::certificate);
    }

    private static X509Certificate certificate(PublicKey key) {
        try {
            byte[] encoded = new JcaX509v3CertificateBuilder(
                            new X500Name("CN=Fictional Authority"),
                            BigInteger.TWO,
                            Date.from(Instant.parse("2026-01-01T00:00:00Z")),
                            Date.from(Instant.parse("2036-01-01T00:00:00Z")),
                            new X500Name("CN=Fictional Signer"),
                            key)
                    .build(new JcaContentSignerBuilder("SHA256withECDSA").build(OWN.getPrivate()))
                    .getEncoded();
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(encoded));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
