package org.sceau.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDHEncrypter;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.interfaces.ECPublicKey;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.sceau.identity.Stated;
import org.sceau.oauth.EncryptedUserInfo.Judged;
import org.sceau.suites.JoseDecryption;
import org.sceau.suites.JoseKey;

/** What the provider answers where it is to sign and encrypt: one form counts, every other is refused. */
class EncryptedUserInfoTest {
    private static final Instant NOW = Instant.parse("2026-06-01T10:00:00Z");
    private static final KeyPair PROVIDER = SignedJwt.keys("secp256r1");
    private static final KeyPair OURS = SignedJwt.keys("secp256r1");
    private static final PersonTokens.Subject SUBJECT =
            new PersonTokens.Subject("ada", "labo-app", NOW.plusSeconds(120));
    private static final String HEAD = "{\"alg\":\"ES256\",\"typ\":\"JWT\",\"kid\":\"k1\"}";
    private static final String CLAIMS = "{\"iss\":\"https://psc.example\",\"aud\":\"labo-app\",\"sub\":\"ada\","
            + "\"SubjectNameID\":\"810001288385\",\"SubjectRefPro\":{\"exercices\":[{\"codeProfession\":\"10\","
            + "\"codeCategorieProfessionnelle\":\"C\",\"codeSavoirFaire\":\"SM26\"}]}}";

    private final EncryptedUserInfo judge = new EncryptedUserInfo(
            "https://psc.example",
            (id, _) -> id.equals("k1") ? Optional.of(JoseKey.of(PROVIDER.getPublic())) : Optional.empty(),
            JoseDecryption.of(OURS).orElseThrow());

    @Example
    void whatIsSignedThenEncryptedForUsSaysWhoActs() {
        for (String good : new String[] {
            CLAIMS,
            CLAIMS.replace("\"labo-app\"", "[\"labo-app\"]"),
            CLAIMS.replace("\"sub\"", "\"exp\":" + NOW.plusSeconds(60).getEpochSecond() + ",\"sub\""),
            CLAIMS.replace("\"sub\"", "\"about\":\"" + "x".repeat(20_000) + "\",\"sub\"")
        }) {
            assertThat(judge(encrypted(signed(HEAD, good))))
                    .as(good)
                    .isInstanceOfSatisfying(
                            Judged.Accepted.class,
                            accepted -> assertThat(accepted.info()
                                            .acting(Optional.empty())
                                            .flatMap(Stated::profession))
                                    .contains("10"));
        }
    }

    @Example
    void everyOtherAnswerCountsForNothing() {
        String signed = signed(HEAD, CLAIMS);
        Map<String, String> answers = new LinkedHashMap<>();
        answers.put("", "ENCRYPTION_FORM");
        answers.put(CLAIMS, "ENCRYPTION_FORM");
        answers.put(signed, "ENCRYPTION_FORM");
        answers.put(encrypted(signed, "JWT", SignedJwt.keys("secp256r1")), "ENCRYPTION_UNDECIPHERABLE");
        answers.put(encrypted(signed, "JWT", SignedJwt.keys("secp384r1")), "ENCRYPTION_KEY");
        answers.put(encrypted("x".repeat(60_000)), "ENCRYPTION_SIZE");
        answers.put(encrypted(CLAIMS), "SIGNATURE");
        answers.put(encrypted(CLAIMS, "json", OURS), "SIGNATURE");
        answers.put(encrypted(signed, null, OURS), "SIGNATURE");
        answers.put(encrypted(signed, "json", OURS), "SIGNATURE");
        answers.put(encrypted(encrypted(signed)), "SIGNATURE");
        answers.put(encrypted(SignedJwt.unsigned(HEAD.replace("ES256", "none"), CLAIMS)), "SIGNATURE");
        answers.put(encrypted(SignedJwt.unsigned(HEAD, CLAIMS)), "SIGNATURE");
        answers.put(
                encrypted(SignedJwt.hs256(
                        HEAD.replace("ES256", "HS256"),
                        CLAIMS,
                        PROVIDER.getPublic().getEncoded())),
                "SIGNATURE");
        answers.put(encrypted(SignedJwt.es256(HEAD, CLAIMS, OURS)), "SIGNATURE");
        for (String head : new String[] {
            HEAD.replace("k1", "k2"),
            HEAD.replace(",\"kid\":\"k1\"", ""),
            HEAD.replace("JWT", "at+jwt"),
            HEAD.replace("JWT", "logout+jwt"),
            HEAD.replace("}", ",\"jku\":\"https://evil.example\"}"),
            HEAD.replace("}", ",\"crit\":[\"exp\"]}")
        }) {
            answers.put(encrypted(signed(head, CLAIMS)), "SIGNATURE");
        }
        for (String claims : new String[] {
            CLAIMS.replace("psc.example", "psc.example.evil"),
            CLAIMS.replace("\"iss\"", "\"issuer\""),
            CLAIMS.replace("\"labo-app\"", "\"hopital-app\""),
            CLAIMS.replace("\"labo-app\"", "[\"labo-app\",\"hopital-app\"]"),
            CLAIMS.replace("\"labo-app\"", "[]"),
            CLAIMS.replace("\"aud\"", "\"azp\""),
            CLAIMS.replace("\"sub\"", "\"exp\":" + NOW.getEpochSecond() + ",\"sub\""),
            CLAIMS.replace("\"sub\"", "\"exp\":\"never\",\"sub\"")
        }) {
            answers.put(encrypted(signed(HEAD, claims)), "SIGNATURE");
        }
        answers.put(encrypted(signed(HEAD, CLAIMS.replace("\"ada\"", "\"eve\""))), "CLAIMS");
        answers.put(encrypted(signed(HEAD, CLAIMS.replace("exercices", "exercises"))), "CLAIMS");

        answers.forEach(
                (answer, reason) -> assertThat(judge(answer)).as(answer).isEqualTo(new Judged.Rejected(reason)));
    }

    @Property(tries = 200)
    void anyBytesCountForNothing(@ForAll byte[] bytes, @ForAll String inside) {
        assertThat(judge.judge(bytes, SUBJECT, NOW)).isInstanceOf(Judged.Rejected.class);
        assertThat(judge(encrypted(inside))).isEqualTo(new Judged.Rejected("SIGNATURE"));
    }

    private Judged judge(String answer) {
        return judge.judge(answer.getBytes(StandardCharsets.UTF_8), SUBJECT, NOW);
    }

    private static String signed(String head, String claims) {
        return SignedJwt.es256(head, claims, PROVIDER);
    }

    private static String encrypted(String inside) {
        return encrypted(inside, "JWT", OURS);
    }

    private static String encrypted(String inside, @Nullable String contentType, KeyPair keys) {
        var header = new JWEHeader.Builder(JWEAlgorithm.ECDH_ES, EncryptionMethod.A128CBC_HS256)
                .contentType(contentType)
                .build();
        var made = new JWEObject(header, new Payload(inside));
        try {
            made.encrypt(new ECDHEncrypter((ECPublicKey) keys.getPublic()));
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
        return made.serialize();
    }
}
