package org.sceau.proof;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sceau.suites.Wycheproof;
import org.sceau.suites.Wycheproof.Outcome;

/**
 * ECDSA signatures in DER, as time-stamps, evidence files, certificates, revocation lists and responders' answers have them,
 * through the entry points of {@code gateway/proof}. It stands here because what reads the vectors does.
 */
class DerSignaturesTest {
    private static final Map<String, String> HASHES = Map.of(
            "SHA-256", "2.16.840.1.101.3.4.2.1",
            "SHA-384", "2.16.840.1.101.3.4.2.2",
            "SHA-512", "2.16.840.1.101.3.4.2.3");
    private static final Map<String, String> SIGNATURES = Map.of(
            "SHA-256", "1.2.840.10045.4.3.2",
            "SHA-384", "1.2.840.10045.4.3.3",
            "SHA-512", "1.2.840.10045.4.3.4");

    @ParameterizedTest
    @CsvSource({
        "secp256r1_sha256, true",
        "secp256r1_sha512, true",
        "secp384r1_sha384, true",
        "secp521r1_sha512, true",
        "brainpoolP256r1_sha256, false",
        "brainpoolP384r1_sha384, false",
        "brainpoolP512r1_sha512, false",
    })
    void ofTimeStamps(String file, boolean ours) throws Exception {
        Map<Outcome, Integer> counts = Wycheproof.check(
                "ecdsa_" + file + "_test", "StampAlgorithms.isSigned, as time-stamps are verified", (group, test) -> {
                    String hash = group.path("sha").asText();
                    boolean signed = isSigned(
                            key -> StampAlgorithms.isSigned(
                                    SIGNATURES.getOrDefault(hash, ""),
                                    HASHES.getOrDefault(hash, ""),
                                    key,
                                    hex(test, "msg"),
                                    hex(test, "sig")),
                            group);
                    if (signed) {
                        return ours ? Outcome.RIGHT : Outcome.WRONG;
                    }
                    return ours ? Outcome.REFUSED : Outcome.NOT_OURS;
                });

        assertThat(counts.containsKey(Outcome.RIGHT)).as("cases that are ours").isEqualTo(ours);
    }

    private static boolean isSigned(Predicate<PublicKey> judge, JsonNode group) {
        try {
            return key(group.path("publicKeyDer").asText()).filter(judge).isPresent();
        } catch (MalformedProof e) {
            return false;
        }
    }

    private static Optional<PublicKey> key(String der) {
        try {
            return Optional.of(KeyFactory.getInstance("EC")
                    .generatePublic(new X509EncodedKeySpec(HexFormat.of().parseHex(der))));
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private static byte[] hex(JsonNode test, String member) {
        return HexFormat.of().parseHex(test.path(member).asText());
    }
}
