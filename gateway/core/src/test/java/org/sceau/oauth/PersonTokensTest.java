package org.sceau.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPair;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.sceau.proof.Digest;
import org.sceau.suites.JoseKey;
import org.sceau.transfer.PartnerId;

class PersonTokensTest {
    private static final Instant NOW = Instant.parse("2026-06-01T10:00:00Z");
    private static final PartnerId LABO = new PartnerId("labo");
    private static final Digest SESSION = Digest.sha256(new byte[] {1});
    private static final KeyPair KEYS = SignedJwt.keys("secp256r1");
    private static final String HEAD = "{\"alg\":\"ES256\",\"typ\":\"JWT\",\"kid\":\"k1\"}";
    private static final String CLAIMS =
            "{\"iss\":\"https://psc.example\",\"sub\":\"ada\",\"typ\":\"Bearer\",\"azp\":\"labo-app\"," + "\"iat\":"
                    + NOW.getEpochSecond() + ",\"exp\":" + NOW.plusSeconds(120).getEpochSecond() + "}";

    private final PersonTokens tokens = new PersonTokens(
            "https://psc.example",
            (id, _) -> id.equals("k1") ? Optional.of(JoseKey.of(KEYS.getPublic())) : Optional.empty(),
            Map.of("labo-app", LABO, "hopital-app", new PartnerId("hopital")));

    @Test
    void aTokenOfTheClientsOwnApplicationNamesItsSubject() {
        assertThat(subject(HEAD, CLAIMS)).contains(new PersonTokens.Subject("ada", "labo-app", NOW.plusSeconds(120)));
    }

    @Test
    void anyOtherTokenNamesNobody() {
        for (String claims : List.of(
                CLAIMS.replace("labo-app", "hopital-app"),
                CLAIMS.replace("labo-app", "stranger-app"),
                CLAIMS.replace("\"azp\"", "\"aud\""),
                CLAIMS.replace("Bearer", "ID"),
                CLAIMS.replace("Bearer", "Refresh"),
                CLAIMS.replace("\"typ\":\"Bearer\",", ""),
                CLAIMS.replace("psc.example", "psc.example.evil"),
                CLAIMS.replace("\"sub\"", "\"subject\""),
                CLAIMS.replace("\"iat\"", "\"at\""),
                CLAIMS.replace("\"exp\":", "\"exp\":1"))) {
            assertThat(subject(HEAD, claims)).as(claims).isEmpty();
        }
        for (String head : List.of(
                HEAD.replace("k1", "k2"),
                HEAD.replace("JWT", "logout+jwt"),
                HEAD.replace("}", ",\"jku\":\"https://evil.example\"}"),
                HEAD.replace("ES256", "none"))) {
            assertThat(subject(head, CLAIMS)).as(head).isEmpty();
        }
        assertThat(tokens.subject(
                        Jwt.read(SignedJwt.hs256(
                                        HEAD.replace("ES256", "HS256"),
                                        CLAIMS,
                                        KEYS.getPublic().getEncoded()))
                                .orElseThrow(),
                        LABO,
                        SESSION,
                        NOW))
                .isEmpty();
        assertThat(tokens.subject(
                        Jwt.read(SignedJwt.es256(HEAD, CLAIMS, KEYS)).orElseThrow(),
                        LABO,
                        SESSION,
                        NOW.plusSeconds(120)))
                .isEmpty();
    }

    /** Where the provider binds a token to a certificate, who took it away cannot exchange it. */
    @Test
    void aTokenThatIsBoundCountsInItsSessionAlone() {
        String bound = CLAIMS.replace("\"sub\"", "\"cnf\":{\"x5t#S256\":\"" + SESSION.base64Url() + "\"},\"sub\"");

        assertThat(subject(HEAD, bound)).isPresent();
        for (String other : List.of(
                bound.replace(SESSION.base64Url(), Digest.sha256(new byte[] {2}).base64Url()),
                bound.replace("x5t#S256", "jkt"),
                bound.replace("\"cnf\":{", "\"cnf\":{\"jkt\":\"x\","),
                CLAIMS.replace("\"sub\"", "\"cnf\":null,\"sub\""),
                CLAIMS.replace("\"sub\"", "\"cnf\":{},\"sub\""))) {
            assertThat(subject(HEAD, other)).as(other).isEmpty();
        }
    }

    private Optional<PersonTokens.Subject> subject(String head, String claims) {
        return tokens.subject(Jwt.read(SignedJwt.es256(head, claims, KEYS)).orElseThrow(), LABO, SESSION, NOW);
    }
}
