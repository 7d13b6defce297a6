package org.sceau.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.sceau.transfer.PartnerId;
import org.sceau.trust.DevelopmentPki;

class EndingWatchTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(NOW);
    private final Ending seal = new Ending(
            "seal",
            DevelopmentPki.create(InstantSource.fixed(NOW), new SecureRandom())
                    .organisation(new PartnerId("gateway"), "Operateur Fictif", "1990000001")
                    .sign()
                    .certificate());
    private final Instant end = seal.certificate().getNotAfter().toInstant();

    @Test
    void warnsOnceAtEachThresholdAndOnceAtTheEnd() {
        try (var watch = new EndingWatch(List.of(seal), now::get)) {
            List<Long> warned = new ArrayList<>();
            for (int days = 365; days >= -3; days--) {
                now.set(end.minus(Duration.ofDays(days)).plusSeconds(1));
                if (watch.look() == 1) {
                    warned.add(seal.daysLeft(now.get()));
                }
                assertThat(watch.look()).isZero();
            }

            assertThat(warned).containsExactly(59L, 29L, 13L, 6L, 0L, -1L);
        }
    }

    @Test
    void anAlgorithmIsWarnedOfAsACertificateIs() {
        var use = new DatedUse("signing p-256", end.minus(Duration.ofDays(100)));
        try (var watch = new EndingWatch(List.of(seal, use), now::get)) {
            now.set(use.end().minus(Duration.ofDays(20)));
            assertThat(watch.look()).isEqualTo(1);
            assertThat(watch.look()).isZero();
            assertThat(watch.soon()).containsExactly(use);

            now.set(use.end());
            assertThat(use.daysLeft(now.get())).isZero();
            now.set(use.end().plusSeconds(1));
            assertThat(watch.look()).isEqualTo(1);
        }
    }

    @Test
    void whatIsDueAtTheStartIsSaidOnce() {
        now.set(end.minus(Duration.ofDays(5)));
        try (var watch = new EndingWatch(List.of(seal), now::get)) {
            assertThat(watch.look()).isEqualTo(1);
            assertThat(watch.look()).isZero();
            assertThat(watch.soon()).containsExactly(seal);
        }
    }

    @Test
    void whatEndsLaterIsNotNamed() {
        try (var watch = new EndingWatch(List.of(seal), now::get)) {
            assertThat(watch.look()).isZero();
            assertThat(watch.soon()).isEmpty();
        }
    }
}
