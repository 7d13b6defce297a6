package org.sceau.trust;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sceau.suites.Wycheproof;
import org.sceau.suites.Wycheproof.Outcome;

/** Every ECDSA signature of Wycheproof in DER as that of a revocation list. */
class ListSignersTest {
    private static final Map<String, String> ALGORITHMS = Map.of(
            "SHA-256", "1.2.840.10045.4.3.2",
            "SHA-384", "1.2.840.10045.4.3.3",
            "SHA-512", "1.2.840.10045.4.3.4");

    @ParameterizedTest
    @CsvSource({"secp256r1_sha256", "secp256r1_sha512", "secp384r1_sha384", "secp521r1_sha512"})
    void everySignatureOfAListGetsTheStatedVerdict(String file) throws Exception {
        var authority = new GeneratedList();

        Map<Outcome, Integer> counts = Wycheproof.check(
                "ecdsa_" + file + "_test",
                "ListSigners.who, as revocation lists are verified",
                (group, test) -> signed(lister(authority, group), group, test) ? Outcome.RIGHT : Outcome.REFUSED);

        assertThat(counts).containsOnlyKeys(Outcome.RIGHT, Outcome.REFUSED);
    }

    private static boolean signed(X509Certificate lister, JsonNode group, JsonNode test) throws IOException {
        TrustAnchors anchors = TrustAnchors.of(List.of(lister), List.of(), Duration.ofDays(7));
        var algorithm = new AlgorithmIdentifier(
                new ASN1ObjectIdentifier(ALGORITHMS.get(group.path("sha").asText())));
        ListSigners signers = ListSigners.of(anchors, lister.getSubjectX500Principal(), algorithm);
        signers.write(hex(test, "msg"));
        byte[] signature = hex(test, "sig");
        byte[] bits = new byte[signature.length + 1];
        System.arraycopy(signature, 0, bits, 1, signature.length);
        try {
            return !signers.who(bits).isEmpty();
        } catch (IOException e) {
            return false;
        }
    }

    private static X509Certificate lister(GeneratedList authority, JsonNode group) throws Exception {
        PublicKey key = KeyFactory.getInstance("EC")
                .generatePublic(new X509EncodedKeySpec(
                        HexFormat.of().parseHex(group.path("publicKeyDer").asText())));
        return authority.appointed(
                new KeyPair(key, null),
                builder -> builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.cRLSign)));
    }

    private static byte[] hex(JsonNode test, String member) {
        return HexFormat.of().parseHex(test.path(member).asText());
    }
}
