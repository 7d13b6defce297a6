package org.sceau.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sceau.suites.JoseKey;
import org.sceau.transfer.PartnerId;

class ClientAssertionsTest {
    private static final Instant NOW = Instant.parse("2026-06-01T10:00:00Z");
    private static final String ENDPOINT = "https://gateway.example/oauth/token";
    private static final PartnerId LABO = new PartnerId("labo");
    private static final int PER_MINUTE = 50;
    private static final KeyPair KEYS = SignedJwt.keys("secp384r1");
    private static final KeyPair RSA = SignedJwt.rsa(3072);
    private static final List<JoseKey> REGISTERED = List.of(JoseKey.of(KEYS.getPublic()), JoseKey.of(RSA.getPublic()));
    private static final String HEAD = "{\"alg\":\"ES384\",\"typ\":\"JWT\",\"kid\":\"x\"}";

    private final ClientAssertions assertions = new ClientAssertions(
            Set.of(ENDPOINT, "https://gateway.example"), NOW.minus(Duration.ofHours(1)), PER_MINUTE);

    @Test
    void bothAlgorithmsOfSmartAreTaken() {
        assertThat(judge(signed(claims("1", 0, 300)))).isEqualTo(accepted());
        String rs384 = SignedJwt.of(HEAD.replace("ES384", "RS384"), claims("2", 0, 300), RSA, "SHA384withRSA");
        assertThat(judge(rs384)).isEqualTo(accepted());
    }

    @Test
    void eachCountsOnce() {
        String one = signed(claims("1", 0, 300));

        assertThat(judge(one)).isEqualTo(accepted());

        assertThat(judge(one)).isEqualTo(rejected(ClientAssertions.Fault.REPLAYED));
        assertThat(judge(signed(claims("1", 0, 200)))).isEqualTo(rejected(ClientAssertions.Fault.REPLAYED));
        assertThat(judge(signed(claims("2", 0, 300)))).isEqualTo(accepted());
    }

    @Test
    void ofManyAtOnceOneIsTaken() {
        String one = signed(claims("1", 0, 300));
        Set<ClientAssertions.Judged> taken = ConcurrentHashMap.newKeySet();
        AtomicInteger accepted = new AtomicInteger();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, 64)
                    .forEach(_ -> threads.execute(() -> {
                        ClientAssertions.Judged judged = judge(one);
                        taken.add(judged);
                        accepted.addAndGet(judged.equals(accepted()) ? 1 : 0);
                    }));
        }

        assertThat(accepted).hasValue(1);
        assertThat(taken).containsExactlyInAnyOrder(accepted(), rejected(ClientAssertions.Fault.REPLAYED));
    }

    @Test
    void whatIsNotTheClientsForUsAndNowIsRejected() {
        String good = claims("1", 0, 300);
        assertThat(judge(SignedJwt.of(HEAD, good, SignedJwt.keys("secp384r1"), "SHA384withECDSAinP1363Format")))
                .isEqualTo(rejected(ClientAssertions.Fault.NOT_AUTHENTIC));
        assertThat(judge(SignedJwt.hs256(
                        HEAD.replace("ES384", "HS384"), good, KEYS.getPublic().getEncoded())))
                .isEqualTo(rejected(ClientAssertions.Fault.NOT_AUTHENTIC));
        assertThat(judge(SignedJwt.unsigned(HEAD.replace("ES384", "none"), good)))
                .isEqualTo(rejected(ClientAssertions.Fault.NOT_AUTHENTIC));
        assertThat(judge(signed(HEAD.replace("JWT", "at+jwt"), good)))
                .as("a token is no assertion")
                .isEqualTo(rejected(ClientAssertions.Fault.NOT_AUTHENTIC));
        assertThat(judge("x.y")).isEqualTo(rejected(ClientAssertions.Fault.NOT_AUTHENTIC));
        for (String bad : List.of(
                good.replace("\"iss\":\"labo\"", "\"iss\":\"hopital\""),
                good.replace("\"sub\":\"labo\"", "\"sub\":\"hopital\""),
                good.replace("\"jti\"", "\"id\""),
                good.replace("\"jti\":\"1\"", "\"jti\":\"" + "1".repeat(256) + "\""),
                good.replace(ENDPOINT, "https://other.example/token"),
                good.replace("\"" + ENDPOINT + "\"", "[\"" + ENDPOINT + "\",\"https://other.example\"]"),
                good.replace("\"jti\"", "\"extensions\":{\"ihe_iua\":{\"subject_role\":{}}},\"jti\""))) {
            assertThat(judge(signed(bad))).as(bad).isEqualTo(rejected(ClientAssertions.Fault.CLAIMS));
        }
        for (String bad : List.of(
                claims("1", 0, 301),
                claims("1", -1, 300),
                claims("1", -31_536_000, 200),
                stating(good).replaceFirst("\"iat\":[0-9]+,", ""),
                claims("1", -300, 0),
                claims("1", 61, 300),
                good.replace("\"exp\"", "\"x\""))) {
            assertThat(judge(signed(bad))).as(bad).isEqualTo(rejected(ClientAssertions.Fault.TIME));
        }
        assertThat(judge(signed(good))).as("what was refused is not used up").isEqualTo(accepted());
    }

    @Test
    void aFullMemoryRefusesAndForgetsOnlyWhatHasEnded() {
        IntStream.range(0, 12 * PER_MINUTE)
                .forEach(i -> assertThat(judge(signed(claims("n" + i, 0, 100)))).isEqualTo(accepted()));

        assertThat(judge(signed(claims("more", 0, 300)))).isEqualTo(rejected(ClientAssertions.Fault.REPLAYED));

        String later = signed(claims("later", 0, 300));
        assertThat(assertions.judge(later, LABO, REGISTERED, NOW.plusSeconds(100)))
                .isEqualTo(accepted());
    }

    @Test
    void anotherPartnersMemoryIsItsOwn() {
        PartnerId hopital = new PartnerId("hopital");
        assertThat(judge(signed(claims("1", 0, 300)))).isEqualTo(accepted());

        String same = signed(claims("1", 0, 300).replace("\"labo\"", "\"hopital\""));

        assertThat(assertions.judge(same, hopital, REGISTERED, NOW)).isEqualTo(accepted());
    }

    /** What the process before took is not known: it must not count twice. */
    @Test
    void afterAStartOnlyWhatWasMadeSinceCounts() {
        var fresh = new ClientAssertions(Set.of(ENDPOINT), NOW.minusSeconds(10), PER_MINUTE);

        assertThat(fresh.judge(signed(claims("1", -11, 250)), LABO, REGISTERED, NOW))
                .isEqualTo(rejected(ClientAssertions.Fault.TIME));
        String undated = claims("2", 0, 250).replaceFirst("\"iat\":[0-9]+,", "");
        assertThat(fresh.judge(signed(undated), LABO, REGISTERED, NOW))
                .isEqualTo(rejected(ClientAssertions.Fault.TIME));
        assertThat(fresh.judge(signed(claims("3", 49, 250)), LABO, REGISTERED, NOW))
                .as("a clock a minute ahead: the process before may have taken it ten seconds ago")
                .isEqualTo(rejected(ClientAssertions.Fault.TIME));
        assertThat(fresh.judge(signed(claims("3", 50, 250)), LABO, REGISTERED, NOW))
                .isEqualTo(accepted());
        String later = claims("4", 0, 500).replaceFirst("\"iat\":[0-9]+,", "");
        assertThat(fresh.judge(signed(later), LABO, REGISTERED, NOW.plusSeconds(290)))
                .as("five minutes later nothing of before counts any more")
                .isEqualTo(accepted());
        assertThat(judge(signed(undated))).as("SMART does not ask for iat").isEqualTo(accepted());
    }

    @Test
    void whoActsIsTold() {
        assertThat(judge(signed(stating(claims("1", -60, 200)))))
                .isInstanceOfSatisfying(ClientAssertions.Judged.Accepted.class, found -> {
                    StatedUntil stated = found.stated().orElseThrow();
                    assertThat(stated.stated().person()).contains("810001288385");
                    assertThat(stated.until()).isEqualTo(NOW.plusSeconds(200));
                });
    }

    private static String stating(String claims) {
        return claims.replace(
                "\"jti\"", "\"extensions\":{\"ihe_iua\":{\"national_provider_identifier\":\"810001288385\"}},\"jti\"");
    }

    private ClientAssertions.Judged judge(String assertion) {
        return assertions.judge(assertion, LABO, REGISTERED, NOW);
    }

    private static ClientAssertions.Judged accepted() {
        return new ClientAssertions.Judged.Accepted(Optional.empty());
    }

    private static ClientAssertions.Judged rejected(ClientAssertions.Fault fault) {
        return new ClientAssertions.Judged.Rejected(fault);
    }

    private static String signed(String claims) {
        return signed(HEAD, claims);
    }

    private static String signed(String header, String claims) {
        return SignedJwt.of(header, claims, KEYS, "SHA384withECDSAinP1363Format");
    }

    private static String claims(String id, int from, int until) {
        long now = NOW.getEpochSecond();
        return "{\"iss\":\"labo\",\"sub\":\"labo\",\"aud\":\"" + ENDPOINT + "\",\"iat\":" + (now + from) + ",\"exp\":"
                + (now + until) + ",\"jti\":\"" + id + "\"}";
    }
}
