package org.sceau.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sceau.document.Sample;
import org.sceau.keys.KeyRing;
import org.sceau.keys.SigningEnded;
import org.sceau.keys.SigningEnds;

/** The last day of an algorithm that a ledger is sealed with passes while it is open. */
class SigningEndedTest extends StoredWorld {
    private static final Instant END = World.START.plusSeconds(600);
    private static final Duration LEASE = Duration.ofMinutes(1);

    @Override
    LedgerSettings settings(Path in) {
        return LedgerSettings.embedded("node-1", in.resolve("data"));
    }

    private void restart(KeyRing keys) throws IOException {
        world.close();
        lasting = new World.Lasting(
                lasting.settings(), lasting.vaultDirectory(), keys, lasting.anchors(), lasting.tsa(), lasting.now());
        world = new World(lasting);
    }

    private static Sample sample(int number) {
        return Sample.one("urn:oid:1." + number, "urn:oid:1.1." + number, "%PDF " + number);
    }

    @ParameterizedTest
    @ValueSource(strings = {"p-256", "sha-256", "ed25519"})
    void nothingIsEnteredOrGivenOutFromTheEndOnAndEverythingGoesOnWithAnotherSetting(String algorithm)
            throws IOException {
        KeyRing keys = lasting.keys();
        restart(keys.until(new SigningEnds(Map.of(algorithm, END), lasting.now()::get)));
        lasting.now().set(END.minus(LEASE).minusMillis(1));
        Acknowledgement before = world.accepted(sample(1));
        assertThat(lasting.keys().signingEnded()).isEmpty();
        Claim underway = world.claimed(before, 1, 1);
        lasting.now().set(END.minus(LEASE));
        assertThat(world.recorder
                        .claim(before.deliveries().getFirst().id(), 1, LEASE)
                        .join())
                .as("its end might have no entry")
                .isInstanceOf(ClaimOutcome.NotYet.class);

        lasting.now().set(END);

        assertThat(lasting.keys().signingEnded()).containsExactly(algorithm);
        assertThatThrownBy(() -> world.accepted(sample(2))).hasCauseInstanceOf(SigningEnded.class);
        assertThatThrownBy(() ->
                        world.recorder.pause(World.ROUTE, World.operator()).join())
                .hasCauseInstanceOf(SigningEnded.class);
        assertThat(world.ledger.outbox().due(END, 10)).isEmpty();
        assertThat(world.recorder
                        .claim(before.deliveries().getFirst().id(), 1, Duration.ofMinutes(1))
                        .join())
                .isInstanceOf(ClaimOutcome.NotYet.class);
        for (int i = 0; i < 100; i++) { // some of them in one batch with what follows
            var _ = world.recorder.pause(World.ROUTE, World.operator());
        }
        assertThat(world.recorder
                        .park(underway, org.sceau.failure.FailureCode.STORE_UNAVAILABLE, true)
                        .join())
                .as("what has no entry needs no seal")
                .isInstanceOf(FencedOutcome.Done.class);
        assertThat(world.stops).isEmpty();

        restart(keys);
        assertThat(world.ledger.outbox().due(END, 10)).hasSize(1);
        world.accepted(sample(2));
    }

    @Test
    void whatTheLedgerIsNotSealedWithStopsNothing() throws IOException {
        restart(lasting.keys().until(new SigningEnds(Map.of("ml-dsa", END, "p-384", END), lasting.now()::get)));
        lasting.now().set(END);

        world.accepted(sample(1));

        assertThat(lasting.keys().signingEnded()).isEqualTo(List.of());
    }
}
