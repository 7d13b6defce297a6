package org.sceau.timestamp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.sceau.proof.Checkpoint;
import org.sceau.proof.Digest;
import org.sceau.proof.SealedCheckpoint;
import org.sceau.proof.SeedNoteSigner;
import org.sceau.proof.StampVerdict;
import org.sceau.proof.TimeStampToken;
import org.sceau.rounds.Rounds;
import org.sceau.trust.TrustUnusable;

class StamperTest {
    private final MemoryLog log = new MemoryLog();
    private final AtomicBoolean down = new AtomicBoolean();
    private final List<Integer> asked = new ArrayList<>();

    @Test
    void theNewestCheckpointIsStampedOnceAndAgainWhenItHasChanged() {
        try (Stamper stamper = stamper(Duration.ofMinutes(1))) {
            assertThat(stamper.stamp()).as("nothing to stamp").isTrue();
            log.grow(3);
            assertThat(stamper.lagSeconds()).isEqualTo(120);
            assertThat(stamper.stamp()).isTrue();
            assertThat(stamper.stamp()).isTrue();
            assertThat(stamper.lagSeconds()).isZero();
            log.grow(7);
            assertThat(stamper.stamp()).isTrue();
        }

        assertThat(asked).hasSize(2);
        assertThat(log.kept).hasSize(2);
        assertThat(log.kept.getLast().verify(log.digest(), StampWorld.anchors(StampWorld.PKI)))
                .isInstanceOf(StampVerdict.Valid.class);
    }

    @Test
    void anAuthorityThatIsDownIsAskedAgainLaterAndLater() {
        down.set(true);
        log.grow(3);
        try (Stamper stamper = stamper(Duration.ofMinutes(1))) {
            assertThat(stamper.stamp()).isFalse();
            assertThat(log.kept).isEmpty();
            down.set(false);
            assertThat(stamper.stamp()).isTrue();
        }
        try (Rounds rounds = new Rounds("test", Duration.ofMinutes(1), () -> true)) {
            assertThat(rounds.pause(0)).isEqualTo(Duration.ofMinutes(1));
            assertThat(rounds.pause(1)).isEqualTo(Duration.ofMinutes(2));
            assertThat(rounds.pause(1_000)).isEqualTo(Duration.ofMinutes(5));
        }
        try (Rounds seldom = new Rounds("test", Duration.ofHours(1), () -> true)) {
            assertThat(seldom.pause(3)).as("never more often than asked for").isEqualTo(Duration.ofHours(1));
        }
    }

    @Test
    void onceStartedItStampsByItselfWhateverHappensInBetween() throws InterruptedException {
        log.fail.set(true);
        log.grow(3);
        Stamper stamper = stamper(Duration.ofMillis(1));
        try (stamper) {
            stamper.start();

            assertThat(log.stamped.await(30, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(stamper.stampedUntil()).isEqualTo(StampWorld.NOW);
    }

    @Test
    void noErrorEndsTheRounds() throws InterruptedException {
        CountDownLatch rounds = new CountDownLatch(2);
        try (Rounds again = new Rounds("test", Duration.ofMillis(1), () -> {
            rounds.countDown();
            throw new OutOfMemoryError("made for the test");
        })) {
            again.start();

            assertThat(rounds.await(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void whatIsNotStampedIsNeverSaidToBe() {
        down.set(true);
        log.grow(3);
        try (Stamper stamper = stamper(Duration.ofHours(1))) {
            assertThat(stamper.stampedUntil()).as("before anything is known").isEqualTo(Instant.EPOCH);

            stamper.start();

            assertThat(stamper.stampedUntil()).isEqualTo(StampWorld.NOW.minus(Duration.ofMinutes(2)));
            assertThat(stamper.isLate()).as("two minutes of ten").isFalse();
        }
    }

    private Stamper stamper(Duration every) {
        DevelopmentTsa tsa = StampWorld.tsa();
        TsaExchange exchange = (_, query) -> {
            asked.add(query.length);
            if (down.get()) {
                throw new IOException("down");
            }
            return tsa.answer(query);
        };
        TimeStampClient client = new TimeStampClient(
                List.of(StampWorld.authority("tsa.invalid")),
                exchange,
                StampWorld.CLOCK,
                StampWorld.RANDOM,
                StampWorld.TOLERANCE);
        return new Stamper(log, client, StampWorld.CLOCK, every, Duration.ofMinutes(10));
    }

    /** A log in memory. */
    private static final class MemoryLog implements StampedLog {
        private final SeedNoteSigner signer = SeedNoteSigner.of(new byte[32]);
        private final AtomicReference<Checkpoint> newest = new AtomicReference<>();
        private final AtomicBoolean fail = new AtomicBoolean();
        private final List<TimeStampToken> kept = new ArrayList<>();
        private final CountDownLatch stamped = new CountDownLatch(1);
        private volatile long size;

        void grow(long to) {
            newest.set(Checkpoint.sign(
                    new Checkpoint.Body("log", to, Digest.sha256(new byte[] {(byte) to}), signer.key()), signer));
        }

        Digest digest() {
            return SealedCheckpoint.digest(newest.get().note());
        }

        @Override
        public Optional<String> newestCheckpoint() {
            if (fail.getAndSet(false)) {
                throw new TrustUnusable("made for the test");
            }
            return Optional.ofNullable(newest.get()).map(Checkpoint::note);
        }

        @Override
        public long stampedSize() {
            return size;
        }

        @Override
        public Optional<Instant> unstampedSince() {
            return Optional.ofNullable(newest.get())
                    .filter(checkpoint -> checkpoint.body().size() > size)
                    .map(_ -> StampWorld.NOW.minus(Duration.ofMinutes(2)));
        }

        @Override
        public void keep(long stampedSize, TimeStampToken token) {
            kept.add(token);
            size = stampedSize;
            stamped.countDown();
        }
    }
}
