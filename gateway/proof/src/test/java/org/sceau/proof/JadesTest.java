package org.sceau.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.util.Base64URL;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JadesTest {
    private static final TestPki PKI = new TestPki();
    private static final JadesVerifier VERIFIER = new JadesVerifier(PKI.anchors());
    private static final List<SignedObject> OBJECTS = List.of(
            new SignedObject("urn:oid:1.2.3.4", Digest.sha256(Samples.PDF), "application/pdf"),
            new SignedObject("urn:uuid:5d3c1f6a-7b9e-4c1d-8e2f-000000000001", Digest.sha256(Samples.XML), "text/xml"));
    private static final byte[] SEALED =
            Jades.seal(PKI.signer(), OBJECTS, TestPki.NOW, "1.2.840.10065.1.12.1.14", "CDE/-/1B0000001");

    @Test
    void aSealIsValidForAnotherImplementationOfJws() throws IOException, ParseException, JOSEException {
        JsonNode file = new ObjectMapper().readTree(SEALED);
        String encoded = file.get("protected").asText();
        JWSHeader header = JWSHeader.parse(new Base64URL(encoded));
        ECDSAVerifier verifier = new ECDSAVerifier((ECPublicKey) PKI.seal.getPublicKey(), Set.of("sigD", "b64"));
        Base64URL signature = new Base64URL(file.get("signature").asText());

        assertThat(verifier.verify(header, (encoded + ".").getBytes(StandardCharsets.US_ASCII), signature))
                .isTrue();
        assertThat(verifier.verify(header, (encoded + ".x").getBytes(StandardCharsets.US_ASCII), signature))
                .isFalse();
        assertThat(header.isBase64URLEncodePayload()).isFalse();
        assertThat(header.getX509CertSHA256Thumbprint().toString())
                .isEqualTo(Digest.sha256(Jades.der(PKI.seal)).base64Url());
        assertThat(header.getX509CertChain()).hasSize(2);
    }

    @Test
    void theHeaderHasTheMembersOfTheProfile() throws IOException {
        JsonNode header = header(SEALED);

        assertThat(header.fieldNames())
                .toIterable()
                .containsExactly("alg", "b64", "crit", "iat", "sigD", "srAts", "srCms", "x5c", "x5t#S256");
        assertThat(header.get("iat").asLong()).isEqualTo(TestPki.NOW.getEpochSecond());
        assertThat(header.at("/sigD/mId").asText()).isEqualTo("http://uri.etsi.org/19182/ObjectIdByURIHash");
        assertThat(header.at("/sigD/hashM").asText()).isEqualTo("S256");
        assertThat(header.at("/sigD/pars/0").asText()).isEqualTo("urn:oid:1.2.3.4");
        assertThat(header.at("/sigD/hashV/0").asText())
                .isEqualTo(Digest.sha256(Samples.PDF).base64Url());
        assertThat(header.at("/srCms/0/commId/id").asText()).isEqualTo("urn:oid:1.2.840.10065.1.12.1.14");
        assertThat(header.at("/srAts/claimed/0/qVals/0").asText()).isEqualTo("CDE/-/1B0000001");
    }

    @Test
    void aSealUnderATrustedChainIsValidAndSaysWhatItCovers() {
        assertThat(VERIFIER.verify(SEALED)).isInstanceOfSatisfying(JadesVerdict.Valid.class, valid -> {
            assertThat(valid.objects()).isEqualTo(OBJECTS);
            assertThat(valid.claimed()).containsExactly("CDE/-/1B0000001");
            assertThat(valid.commitments()).containsExactly("urn:oid:1.2.840.10065.1.12.1.14");
            assertThat(valid.sealer().subject()).isEqualTo("CN=Cachet,O=Laboratoire Fictif,C=FR");
            assertThat(valid.sealer().anchor()).contains("Test Root");
            assertThat(valid.sealer().at()).isEqualTo(Instant.parse("2026-11-23T10:15:30Z"));
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"alg\":\"ES256\" | \"alg\":\"none\" | ALGORITHM_UNSUPPORTED",
                "\"alg\":\"ES256\" | \"alg\":\"HS256\" | ALGORITHM_UNSUPPORTED",
                "\"alg\":\"ES256\" | \"alg\":\"RS256\" | ALGORITHM_UNSUPPORTED",
                "\"alg\":\"ES256\" | \"alg\":\"ES384\" | ALGORITHM_UNSUPPORTED",
                "\"b64\":false | \"b64\":true | VALUE_INVALID",
                "\"crit\":[\"sigD\",\"b64\"] | \"crit\":[\"sigD\",\"b64\",\"iheSSId\"] | CRITICAL_UNKNOWN",
                "\"crit\":[\"sigD\",\"b64\"] | \"crit\":[\"sigD\",\"sigD\",\"b64\"] | VALUE_INVALID",
                "\"crit\":[\"sigD\",\"b64\"] | \"crit\":[\"sigD\"] | VALUE_INVALID",
                "\"crit\":[\"sigD\",\"b64\"] | \"crit\":[] | VALUE_INVALID",
                "\"crit\":[\"sigD\",\"b64\"], |  | MEMBER_MISSING",
                "\"iat\":17 | \"iat\":-17 | VALUE_INVALID",
                "\"iat\":17 | \"iat\":99999917 | NOT_JSON",
                "\"iat\":17 | \"iat\":9917 | VALUE_INVALID",
                "ObjectIdByURIHash | ObjectIdByURI | VALUE_INVALID",
                "\"hashM\":\"S256\" | \"hashM\":\"S512\" | VALUE_INVALID",
                "\"ctys\":[\"application/pdf\", | \"ctys\":[ | VALUE_INVALID",
                "\"x5c\":[ | \"x5c\":[\"AAAA\", | CERTIFICATE_MISMATCH",
                "\"x5c\":[\" | \"x5c\":[\"* | VALUE_INVALID",
                "application/pdf | application/xyz | SIGNATURE_INVALID",
                "{ | [ | NOT_JSON"
            })
    void anAlteredHeaderIsRefusedForItsReason(String from, String to, Reason reason) {
        byte[] altered = withHeader(SEALED, from, to == null ? "" : to);

        assertThat(VERIFIER.verify(altered)).isInstanceOfSatisfying(JadesVerdict.NotValid.class, refused -> {
            assertThat(refused.part()).isEqualTo(Part.SIGNATURE);
            assertThat(refused.reason()).isEqualTo(reason);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"protected\" | {\"header\":{},\"protected\" | MEMBER_MISSING",
                "{\"protected\" | {\"payload\":\"\",\"protected\" | MEMBER_UNKNOWN",
                "\"signature\" | \"signatur\" | MEMBER_MISSING",
                "\"signature\":\" | \"signature\":\"AAAA | ALGORITHM_UNSUPPORTED"
            })
    void anAlteredFileIsRefusedForItsReason(String from, String to, Reason reason) {
        assertThat(VERIFIER.verify(Samples.replaced(SEALED, from, to)))
                .isInstanceOfSatisfying(
                        JadesVerdict.NotValid.class,
                        refused -> assertThat(refused.reason()).isEqualTo(reason));
    }

    @Test
    void aKeyNotMeantForCommitmentIsRefused() {
        KeyPair key = TestPki.keyPair("secp256r1");
        X509Certificate certificate = PKI.seal(key, KeyUsage.digitalSignature, 7, TestPki.NOW.plusSeconds(9));

        assertRefused(key.getPrivate(), certificate, Reason.NOT_FOR_COMMITMENT);
    }

    @Test
    void aCertificateExpiredAtTheTimeOfTheSealIsRefused() {
        KeyPair key = TestPki.keyPair("secp256r1");
        X509Certificate certificate = PKI.seal(key, KeyUsage.nonRepudiation, 8, TestPki.NOW.minus(Duration.ofDays(1)));

        assertRefused(key.getPrivate(), certificate, Reason.CHAIN_EXPIRED);
    }

    @Test
    void aChainToAnotherRootIsRefused() {
        assertThat(new JadesVerifier(new TestPki().anchors()).verify(SEALED))
                .isInstanceOfSatisfying(JadesVerdict.NotValid.class, found -> {
                    assertThat(found.part()).isEqualTo(Part.CERTIFICATE);
                    assertThat(found.reason()).isEqualTo(Reason.CHAIN_UNTRUSTED);
                });
    }

    @Test
    void revocationIsJudgedAtTheTimeOfTheSeal() {
        byte[] ofRoot = TestPki.crl(PKI.root, PKI.rootKey, TestPki.NOW);
        TrustAnchors clean = PKI.anchors().withCrl(ofRoot).withCrl(TestPki.crl(PKI.issuer, PKI.issuerKey, TestPki.NOW));
        TrustAnchors before = PKI.anchors()
                .withCrl(ofRoot)
                .withCrl(TestPki.crl(PKI.issuer, PKI.issuerKey, TestPki.NOW.minus(Duration.ofDays(1)), 3));
        TrustAnchors after = PKI.anchors()
                .withCrl(ofRoot)
                .withCrl(TestPki.crl(PKI.issuer, PKI.issuerKey, TestPki.NOW.plus(Duration.ofDays(1)), 3));
        TrustAnchors partly = PKI.anchors().withCrl(ofRoot);

        assertThat(new JadesVerifier(clean).verify(SEALED)).isInstanceOf(JadesVerdict.Valid.class);
        assertThat(new JadesVerifier(before).verify(SEALED))
                .isInstanceOfSatisfying(JadesVerdict.NotValid.class, found -> {
                    assertThat(found.part()).isEqualTo(Part.CERTIFICATE);
                    assertThat(found.reason()).isEqualTo(Reason.CHAIN_REVOKED);
                });
        assertThat(new JadesVerifier(after).verify(SEALED)).isInstanceOf(JadesVerdict.Valid.class);
        assertThat(new JadesVerifier(partly).verify(SEALED))
                .isInstanceOfSatisfying(JadesVerdict.NotValid.class, found -> {
                    assertThat(found.part()).isEqualTo(Part.CERTIFICATE);
                    assertThat(found.reason()).isEqualTo(Reason.REVOCATION_UNKNOWN);
                });
    }

    @Test
    void theAlgorithmsOfOthersAreAccepted() throws NoSuchAlgorithmException {
        KeyPair rsa = KeyPairGenerator.getInstance("RSA").generateKeyPair();
        KeyPair p384 = TestPki.keyPair("secp384r1");

        assertThat(VERIFIER.verify(foreign("RS256", "SHA256withRSA", rsa))).isInstanceOf(JadesVerdict.Valid.class);
        assertThat(VERIFIER.verify(foreign("ES384", "SHA384withECDSAinP1363Format", p384)))
                .isInstanceOf(JadesVerdict.Valid.class);
    }

    @Test
    void onlyAKeyOnP256Seals() {
        KeyPair p384 = TestPki.keyPair("secp384r1");
        X509Certificate certificate = PKI.seal(p384, KeyUsage.nonRepudiation, 9, TestPki.NOW.plusSeconds(9));
        RawSigner signer = PKI.signer(p384.getPrivate(), certificate);

        assertThatThrownBy(() -> Jades.seal(signer, OBJECTS, TestPki.NOW, "1.2"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Jades.seal(PKI.signer(), List.of(), TestPki.NOW, "1.2"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Property(tries = 2000)
    void aSealWithAnyOneByteChangedIsNotValid(@ForAll int place, @ForAll byte mask) {
        byte[] altered = SEALED.clone();
        altered[Math.floorMod(place, altered.length)] ^= mask == 0 ? 1 : mask;

        assertThat(VERIFIER.verify(altered)).isInstanceOf(JadesVerdict.NotValid.class);
    }

    /** The certificate under a matching thumbprint, damaged at will: the certificate parser must not break out. */
    @Property(tries = 2000)
    void aDamagedCertificateIsNotValidAndNeverThrows(@ForAll int place, @ForAll byte mask) {
        byte[] der = Jades.der(PKI.seal);
        String before = Base64.getEncoder().encodeToString(der);
        String print = Digest.sha256(der).base64Url();
        der[Math.floorMod(place, der.length)] ^= mask == 0 ? 1 : mask;
        byte[] once = withHeader(SEALED, before, Base64.getEncoder().encodeToString(der));
        byte[] altered = withHeader(once, print, Digest.sha256(der).base64Url());

        assertThat(VERIFIER.verify(altered)).isInstanceOf(JadesVerdict.NotValid.class);
    }

    private static void assertRefused(PrivateKey key, X509Certificate certificate, Reason reason) {
        byte[] sealed = Jades.seal(PKI.signer(key, certificate), OBJECTS, TestPki.NOW, "1.2");

        assertThat(VERIFIER.verify(sealed)).isInstanceOfSatisfying(JadesVerdict.NotValid.class, found -> {
            assertThat(found.part()).isEqualTo(Part.CERTIFICATE);
            assertThat(found.reason()).isEqualTo(reason);
        });
    }

    private static byte[] foreign(String algorithm, String jca, KeyPair key) {
        X509Certificate certificate = PKI.seal(key, KeyUsage.nonRepudiation, 11, TestPki.NOW.plusSeconds(99));
        byte[] renamed = withHeader(SEALED, "ES256", algorithm);
        byte[] thumb = withHeader(
                renamed,
                Digest.sha256(Jades.der(PKI.seal)).base64Url(),
                Digest.sha256(Jades.der(certificate)).base64Url());
        byte[] file = withHeader(thumb, base64(PKI.seal), base64(certificate));
        String encoded = new String(file, StandardCharsets.UTF_8).substring(14).replaceAll("\".*", "");
        byte[] signature = TestPki.sign(jca, key.getPrivate(), Jades.signingInput(encoded));
        return Samples.bytes("{\"protected\":\"" + encoded + "\",\"signature\":\""
                + Base64.getUrlEncoder().withoutPadding().encodeToString(signature) + "\"}");
    }

    private static String base64(X509Certificate certificate) {
        return Base64.getEncoder().encodeToString(Jades.der(certificate));
    }

    private static JsonNode header(byte[] jades) throws IOException {
        String encoded = new ObjectMapper().readTree(jades).get("protected").asText();
        return new ObjectMapper().readTree(Base64.getUrlDecoder().decode(encoded));
    }

    private static byte[] withHeader(byte[] jades, String from, String to) {
        String file = new String(jades, StandardCharsets.UTF_8);
        String encoded = file.substring(14).replaceAll("\".*", "");
        String header = new String(Base64.getUrlDecoder().decode(encoded), StandardCharsets.UTF_8);
        if (!header.contains(from)) {
            throw new IllegalArgumentException("nothing to replace");
        }
        String changed = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Samples.bytes(header.replaceFirst(Pattern.quote(from), Matcher.quoteReplacement(to))));
        return Samples.bytes(file.replace(encoded, changed));
    }
}
