package org.sceau.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.sceau.identity.Purpose;
import org.sceau.identity.Stated;
import org.sceau.oauth.AuthorizationCodes.Fault;
import org.sceau.oauth.AuthorizationCodes.Redeemed;
import org.sceau.proof.Digest;
import org.sceau.transfer.PartnerId;

class AuthorizationCodesTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final PartnerId PORTAL = new PartnerId("portail");
    private static final String BACK = "https://portail.example/retour";
    /** RFC 7636 appendix B. */
    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    private static final Stated PERSON = new Stated(
            Optional.of("899999999999"), Optional.of("10"), Optional.empty(), Purpose.TREAT, Optional.empty());

    private final AuthorizationCodes codes = new AuthorizationCodes(new SecureRandom(), Duration.ofMinutes(10));

    @Test
    void aCodeCountsOnceForItsClientWithItsVerifier() {
        String code = codes.issue(grant(1, NOW)).orElseThrow();

        assertThat(codes.redeem(code, PORTAL, BACK, VERIFIER, NOW.plusSeconds(59)))
                .isInstanceOfSatisfying(Redeemed.Granted.class, granted -> {
                    assertThat(granted.grant().person()).isEqualTo(PERSON);
                    assertThat(granted.grant().toString()).doesNotContain("8999");
                    assertThat(granted.tokenId()).isNotEqualTo(code);
                });
    }

    @Test
    void aCodeThatComesAgainTakesItsTokenAlong() {
        String code = codes.issue(grant(1, NOW)).orElseThrow();
        String other = codes.issue(grant(1, NOW)).orElseThrow();
        String token = granted(codes.redeem(code, PORTAL, BACK, VERIFIER, NOW));
        String others = granted(codes.redeem(other, PORTAL, BACK, VERIFIER, NOW));
        assertThat(codes.isWithdrawn(token)).isFalse();

        Instant later = NOW.plusSeconds(500);
        assertThat(fault(codes.redeem(code, new PartnerId("voleur"), BACK, "x", later)))
                .isEqualTo(Fault.REUSED);

        assertThat(codes.isWithdrawn(token)).isTrue();
        assertThat(codes.isWithdrawn(others)).isFalse();
        codes.issue(grant(1, NOW.plusSeconds(659)));
        assertThat(codes.isWithdrawn(token)).as("for as long as it would count").isTrue();
        codes.issue(grant(1, NOW.plusSeconds(661)));
        assertThat(codes.isWithdrawn(token)).as("what has ended is forgotten").isFalse();
        assertThat(fault(codes.redeem(code, PORTAL, BACK, VERIFIER, later))).isEqualTo(Fault.UNKNOWN);
    }

    @Test
    void whatDoesNotFitUsesTheCodeUp() {
        record Wrong(PartnerId client, String back, String verifier, Instant at, Fault fault) {}
        for (Wrong wrong : List.of(
                new Wrong(new PartnerId("voleur"), BACK, VERIFIER, NOW, Fault.BINDING),
                new Wrong(PORTAL, BACK + "/", VERIFIER, NOW, Fault.BINDING),
                new Wrong(PORTAL, "", VERIFIER, NOW, Fault.BINDING),
                new Wrong(PORTAL, BACK, "", NOW, Fault.BINDING),
                new Wrong(PORTAL, BACK, CHALLENGE, NOW, Fault.BINDING), // as PKCE's plain would have it
                new Wrong(PORTAL, BACK, VERIFIER + "x", NOW, Fault.BINDING),
                new Wrong(PORTAL, BACK, VERIFIER.substring(0, 42), NOW, Fault.BINDING),
                new Wrong(PORTAL, BACK, VERIFIER.repeat(3), NOW, Fault.BINDING),
                new Wrong(PORTAL, BACK, VERIFIER, NOW.plusSeconds(60), Fault.EXPIRED))) {
            String code = codes.issue(grant(1, NOW)).orElseThrow();
            assertThat(fault(codes.redeem(code, wrong.client(), wrong.back(), wrong.verifier(), wrong.at())))
                    .as(wrong.toString())
                    .isEqualTo(wrong.fault());
            assertThat(fault(codes.redeem(code, PORTAL, BACK, VERIFIER, NOW)))
                    .as(wrong + ", then right")
                    .isEqualTo(Fault.REUSED);
        }
        assertThat(fault(codes.redeem("x", PORTAL, BACK, VERIFIER, NOW))).isEqualTo(Fault.UNKNOWN);
        assertThat(fault(codes.redeem("", PORTAL, BACK, VERIFIER, NOW))).isEqualTo(Fault.UNKNOWN);
    }

    @Test
    void nobodyFillsTheMemory() {
        for (int i = 0; i < AuthorizationCodes.MOST; i++) {
            assertThat(codes.issue(grant(1, NOW))).isPresent();
        }
        assertThat(codes.issue(grant(1, NOW.plusSeconds(600)))).isEmpty();
        assertThat(codes.issue(grant(2, NOW.plusSeconds(600))))
                .as("another person")
                .isPresent();
        assertThat(codes.issue(grant(1, NOW.plusSeconds(661))))
                .as("forgotten by then")
                .isPresent();
    }

    @Test
    void ofManyAtOnceOneRedeems() throws Exception {
        String code = codes.issue(grant(1, NOW)).orElseThrow();
        Callable<Redeemed> redeem = () -> codes.redeem(code, PORTAL, BACK, VERIFIER, NOW);
        try (ExecutorService many = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Redeemed>> all =
                    many.invokeAll(IntStream.range(0, 200).mapToObj(_ -> redeem).toList());
            int granted = 0;
            for (Future<Redeemed> one : all) {
                granted += one.get() instanceof Redeemed.Granted(var _, String id) && codes.isWithdrawn(id) ? 1 : 0;
            }
            assertThat(granted).as("one, and withdrawn by the others").isEqualTo(1);
        }
    }

    private static PersonalGrant grant(int person, Instant at) {
        return new PersonalGrant(
                PORTAL,
                BACK,
                CHALLENGE,
                Scopes.of("ITI-67"),
                PERSON,
                Optional.empty(),
                Digest.sha256(new byte[] {(byte) person}),
                at);
    }

    private static String granted(Redeemed redeemed) {
        return redeemed instanceof Redeemed.Granted(var _, String id) ? id : "refused: " + redeemed;
    }

    private static Fault fault(Redeemed redeemed) {
        return redeemed instanceof Redeemed.Refused(Fault fault) ? fault : Fault.valueOf("GRANTED: " + redeemed);
    }
}
