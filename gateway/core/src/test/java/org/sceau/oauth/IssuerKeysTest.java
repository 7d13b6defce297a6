package org.sceau.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.sceau.suites.TokenSigner;

class IssuerKeysTest {
    private static final Instant NOW = Instant.parse("2026-06-01T10:00:00Z");
    private static final Duration AGE = Duration.ofHours(1);

    private final TokenSigner first = new TokenSigner(new SecureRandom());
    private final TokenSigner second = new TokenSigner(new SecureRandom());
    private final Deque<String> answers = new ArrayDeque<>();
    private final IssuerKeys keys = new IssuerKeys(this::answer, AGE);

    private String answer() throws IOException {
        if (answers.isEmpty()) {
            throw new IOException("no answer");
        }
        return answers.pop();
    }

    @Test
    void whatWasFetchedCountsUntilItIsTooOld() throws Exception {
        assertThat(keys.find(first.id(), NOW)).isEmpty();
        answers.add(first.jwks());

        keys.refresh(NOW);

        assertThat(keys.find(first.id(), NOW).orElseThrow().key())
                .isEqualTo(first.key().key());
        assertThat(keys.find("other", NOW)).isEmpty();
        assertThat(keys.find(first.id(), NOW.plus(AGE).minusSeconds(1))).isPresent();
        assertThat(keys.find(first.id(), NOW.plus(AGE))).isEmpty();
    }

    @Test
    void whatIsNoAnswerLeavesWhatWasThereAndMakesItNoYounger() throws Exception {
        answers.add(first.jwks());
        keys.refresh(NOW);
        answers.addAll(List.of("{}", "<html>", "{\"keys\":[1]}"));

        for (int i = 0; i < 4; i++) {
            assertThatThrownBy(() -> keys.refresh(NOW.plusSeconds(60))).isInstanceOf(IOException.class);
        }

        assertThat(keys.find(first.id(), NOW.plus(AGE).minusSeconds(1))).isPresent();
        assertThat(keys.find(first.id(), NOW.plus(AGE))).isEmpty();
    }

    /** Its key was taken: an issuer that withdraws all it has is not one that does not answer. */
    @Test
    void whoWithdrawsEveryKeyHasNone() throws Exception {
        for (String none : List.of("{\"keys\":[]}", second.jwks().replaceFirst("\"kid\":\"[^\"]*\",", ""))) {
            answers.add(first.jwks());
            answers.add(none);
            assertThat(keys.refresh(NOW)).isOne();

            assertThat(keys.refresh(NOW.plusSeconds(60))).isZero();

            assertThat(keys.find(first.id(), NOW.plusSeconds(60))).as(none).isEmpty();
            assertThat(keys.heard()).contains(NOW.plusSeconds(60));
        }
    }

    @Test
    void whatIsLeftOutIsCountedAsTheLastAnswerHasIt() throws Exception {
        answers.add(first.jwks()
                .replaceFirst(
                        "\\[",
                        "[{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"kid\":\"e\",\"x\":\"" + "A".repeat(43) + "\"},"));
        answers.add(second.jwks());
        assertThat(keys.edwards()).isZero();

        assertThat(keys.refresh(NOW)).isOne();

        assertThat(keys.edwards()).isOne();
        assertThat(keys.find("e", NOW)).isEmpty();
        keys.refresh(NOW);
        assertThat(keys.edwards()).isZero();
    }

    @Test
    void aKeyThatIsWithdrawnStopsCounting() throws Exception {
        answers.add(first.jwks());
        answers.add(second.jwks());
        keys.refresh(NOW);

        keys.refresh(NOW.plusSeconds(60));

        assertThat(keys.find(first.id(), NOW.plusSeconds(60))).isEmpty();
        assertThat(keys.find(second.id(), NOW.plusSeconds(60))).isPresent();
    }
}
