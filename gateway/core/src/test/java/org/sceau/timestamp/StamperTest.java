package org.sceau.timestamp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import javax.security.auth.x500.X500Principal;
import org.junit.jupiter.api.Test;
import org.sceau.keys.Credential;
import org.sceau.keys.KeyUnusable;
import org.sceau.proof.Checkpoint;
import org.sceau.proof.DetachedSeal;
import org.sceau.proof.Digest;
import org.sceau.proof.SealedCheckpoint;
import org.sceau.proof.SecondSigner;
import org.sceau.proof.SeedNoteSigner;
import org.sceau.proof.StampVerdict;
import org.sceau.proof.TimeStampToken;
import org.sceau.rounds.Rounds;
import org.sceau.trust.DevelopmentSecondSeal;
import org.sceau.trust.TrustUnusable;

class StamperTest {
    private static final Credential SECOND_SEAL = DevelopmentSecondSeal.of(
                    new X500Principal("O=Operateur Fictif"), "ML-DSA-65", StampWorld.NOW)
            .seal();

    private final MemoryLog log = new MemoryLog();
    private final AtomicBoolean down = new AtomicBoolean();
    private final List<Integer> asked = new ArrayList<>();
    private final AtomicReference<Optional<SecondSigner>> second = new AtomicReference<>(Optional.empty());

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

    /** What it is over and worth, receipts are asked ({@code SecondSealedReceiptTest}). */
    @Test
    void whatIsStampedIsSealedOnceMoreWhileThereIsAKeyThatSigns() {
        try (Stamper stamper = stamper(Duration.ofMinutes(1))) {
            log.grow(3);
            assertThat(stamper.stamp()).isTrue();
            assertThat(log.seconds).as("no key").isEmpty();
            second.set(Optional.of(new SecondKey(SECOND_SEAL, true)));
            log.grow(5);
            assertThat(stamper.stamp()).isTrue();
            assertThat(stamper.stamp()).isTrue();
            assertThat(log.seconds).hasSize(1);
            second.set(Optional.of(new SecondKey(SECOND_SEAL, false)));
            log.grow(7);
            assertThat(stamper.stamp()).as("a key that does not sign").isTrue();
        }

        assertThat(log.seconds).hasSize(1);
        assertThat(log.kept).hasSize(3);
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
        return new Stamper(log, client, second::get, StampWorld.CLOCK, every, Duration.ofMinutes(10));
    }

    private record SecondKey(Credential key, boolean works) implements SecondSigner {
        @Override
        public byte[] sign(byte[] input) {
            if (!works) {
                throw new KeyUnusable("made for the test");
            }
            return input.clone();
        }

        @Override
        public List<X509Certificate> chain() {
            return key.chain();
        }
    }

    /** A log in memory. */
    private static final class MemoryLog implements StampedLog {
        private final SeedNoteSigner signer = SeedNoteSigner.of(new byte[32]);
        private final AtomicReference<Checkpoint> newest = new AtomicReference<>();
        private final AtomicBoolean fail = new AtomicBoolean();
        private final List<TimeStampToken> kept = new ArrayList<>();
        private final List<DetachedSeal> seconds = new ArrayList<>();
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
        public void keep(long stampedSize, TimeStampToken token, Optional<DetachedSeal> second) {
            kept.add(token);
            second.ifPresent(seconds::add);
            size = stampedSize;
            stamped.countDown();
        }
    }
}
