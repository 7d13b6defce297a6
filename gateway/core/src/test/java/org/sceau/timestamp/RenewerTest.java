package org.sceau.timestamp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.sceau.proof.AlgorithmDates;
import org.sceau.proof.Digest;
import org.sceau.proof.HashAlgorithm;
import org.sceau.proof.Lifespan;
import org.sceau.proof.TimeStampToken;
import org.sceau.trust.TrustUnusable;

/** When renewals are made, and by whom. The walk through twenty years is {@code TwentyYearsTest}. */
class RenewerTest {
    private static final Duration MARGIN = Duration.ofDays(30);

    private final List<URI> asked = new ArrayList<>();

    @Test
    void oneLogThatCannotBeReadKeepsNoOtherFromBeingRenewed() {
        MemoryLog broken = new MemoryLog(Duration.ofDays(1), Optional.empty());
        broken.broken = true;
        MemoryLog log = new MemoryLog(Duration.ofDays(1), Optional.empty());

        assertThat(renewer(_ -> true, broken, log).renew()).isFalse();

        assertThat(log.kept).hasSize(1);
        assertThat(broken.kept).isEmpty();
    }

    @Test
    void renewalsAreADayApartButForTheLastDay() {
        Optional<Instant> anHourAgo = Optional.of(StampWorld.NOW.minus(Duration.ofHours(1)));
        MemoryLog distant = new MemoryLog(Duration.ofDays(31), Optional.empty());
        MemoryLog renewed = new MemoryLog(Duration.ofDays(2), anHourAgo);
        MemoryLog last = new MemoryLog(Duration.ofHours(20), anHourAgo);

        assertThat(renewer(_ -> true, distant, renewed, last).renew()).isTrue();

        assertThat(distant.kept).isEmpty();
        assertThat(renewed.kept).isEmpty();
        assertThat(last.kept).hasSize(1);
    }

    /** What is not due is not read, what nobody answers is asked for once in a round, and the end is known from memory. */
    @Test
    void aRoundWithoutAnAnswerEndsWithOneQuestion() {
        MemoryLog distant = new MemoryLog(Duration.ofDays(31), Optional.empty());
        MemoryLog one = new MemoryLog(Duration.ofDays(3), Optional.empty());
        MemoryLog two = new MemoryLog(Duration.ofDays(2), Optional.empty());
        Renewer renewer = renewer(_ -> false, distant, one, two);

        assertThat(renewer.end()).isEmpty();
        assertThat(renewer.renew()).isFalse();

        assertThat(asked).as("each authority once").hasSize(2);
        assertThat(List.of(distant.read, one.read, two.read)).containsExactly(0, 1, 0);
        assertThat(renewer.end()).contains(StampWorld.NOW.plus(Duration.ofDays(2)));
    }

    @Test
    void theNextAuthorityIsAskedWhenTheFirstOnesTokenWouldNotDo() {
        StampOutcome second = client(_ -> true).stamp(StampWorld.DIGEST, _ -> asked.size() == 2);
        StampOutcome poor =
                client(address -> address.getHost().startsWith("first")).stamp(StampWorld.DIGEST, _ -> false);

        assertThat(stamper(second)).isEqualTo("second.invalid");
        assertThat(stamper(poor)).as("one that does little is better than none").isEqualTo("first.invalid");
        assertThat(asked).hasSize(4);
    }

    private static String stamper(StampOutcome outcome) {
        return outcome instanceof StampOutcome.Stamped stamped
                ? stamped.authority().getHost()
                : "nobody";
    }

    private Renewer renewer(Predicate<URI> up, Renewable... logs) {
        return new Renewer(
                "renewal", () -> List.of(logs), client(up), StampWorld.CLOCK, MARGIN, AlgorithmDates.current());
    }

    private TimeStampClient client(Predicate<URI> up) {
        DevelopmentTsa tsa = StampWorld.tsa();
        TsaExchange exchange = (address, query) -> {
            asked.add(address);
            if (!up.test(address)) {
                throw new IOException("down");
            }
            return tsa.answer(query);
        };
        return new TimeStampClient(
                List.of(StampWorld.authority("first.invalid"), StampWorld.authority("second.invalid")),
                exchange,
                StampWorld.CLOCK,
                StampWorld.RANDOM,
                StampWorld.TOLERANCE);
    }

    /** A log whose time-stamps end after a while. */
    private static final class MemoryLog implements Renewable, Renewable.Covering {
        private final List<TimeStampToken> kept = new ArrayList<>();
        private final Duration left;
        private final Optional<Instant> renewed;
        private boolean broken;
        private boolean taken;
        private int read;

        private MemoryLog(Duration left, Optional<Instant> renewed) {
            this.left = left;
            this.renewed = renewed;
        }

        @Override
        public String id() {
            return "log";
        }

        @Override
        public Optional<Covering> next(HashAlgorithm hash, Instant until) {
            if (broken) {
                throw new TrustUnusable("made for the test");
            }
            taken = true;
            return Optional.of(this);
        }

        @Override
        public Optional<Digest> digest() {
            read++;
            return Optional.of(Digest.of(new byte[64]));
        }

        @Override
        public List<Lifespan> uncovered(HashAlgorithm hash) {
            return taken ? List.of(new Lifespan(StampWorld.NOW.plus(left), new TreeSet<>())) : List.of();
        }

        @Override
        public Optional<Instant> renewed() {
            return renewed;
        }

        @Override
        public void keep(TimeStampToken token) {
            kept.add(token);
        }
    }
}
