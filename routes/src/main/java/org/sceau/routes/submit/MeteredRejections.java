package org.sceau.routes.submit;

import static java.util.stream.Collectors.joining;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.sceau.failure.FailureCode;
import org.sceau.failure.Refused;
import org.sceau.ledger.Grounds;
import org.sceau.ledger.Rejection;
import org.sceau.proof.Digest;
import org.sceau.routes.Allowance;
import org.sceau.transfer.PartnerId;
import org.sceau.transfer.ReceiptId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Journals the refusals of each certificate of a partner one by one while they come at a human rate, and those beyond it as one
 * entry with their number, one more where some are of submissions and some are not: software that loops does not fill the
 * journal. Of requests for which a certificate only could not be checked one a minute is entered by itself, for all partners may
 * be met by that at once. A number that could not be entered is kept for the next time; with the process dies what was counted
 * since the last. Thread-safe.
 */
public final class MeteredRejections implements JournalRejection.Rejections, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(MeteredRejections.class);
    private final JournalRejection.Rejections journal;
    private final Allowance allowance;
    private final Allowance unchecked;
    private final Map<Looping, Meter> meters = new ConcurrentHashMap<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("rejections").daemon().factory());

    /** Enters in {@code journal}, by {@code clock}. */
    public MeteredRejections(JournalRejection.Rejections journal, InstantSource clock) {
        this.journal = journal;
        this.allowance = new Allowance(clock);
        this.unchecked = Allowance.single(clock);
    }

    /** Enters what was held back after each pause of {@code every}. */
    public MeteredRejections start(Duration every) {
        var _ = timer.scheduleWithFixedDelay(this::flush, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
        return this;
    }

    /** The receipt; fails with {@link Refused} {@code RATE_LIMITED} when the refusal is only counted. */
    @Override
    public CompletableFuture<ReceiptId> refuse(Rejection rejection) {
        PartnerId partner = rejection.caller().partner();
        Digest certificate = rejection.caller().thumbprint();
        boolean submitting = rejection.transfer().isPresent();
        boolean ours = !submitting && rejection.reasons().getFirst() == FailureCode.CERTIFICATE_UNCHECKED;
        if ((ours ? unchecked : allowance).take(partner, certificate)) {
            return journal.refuse(rejection);
        }
        meters.computeIfAbsent(new Looping(partner, certificate, submitting), _ -> new Meter())
                .hold(rejection);
        return CompletableFuture.failedFuture(new Refused(FailureCode.RATE_LIMITED));
    }

    /** Enters what was held back, one entry for each certificate and event. */
    public void flush() {
        for (Meter meter : meters.values()) {
            meter.take().ifPresent(held -> enter(meter, held));
        }
    }

    private void enter(Meter meter, Held held) {
        CompletableFuture<ReceiptId> entered;
        try {
            entered = journal.refuse(held.summary());
        } catch (RuntimeException e) {
            entered = CompletableFuture.failedFuture(e); // or the timer would never come again
        }
        var _ = entered.whenComplete((_, failure) -> {
            if (failure == null) {
                LOG.info("event=rejections-summed partner={} count={}", held.partner(), held.count());
            } else {
                meter.putBack(held);
                LOG.warn("event=rejections-not-summed partner={} count={}", held.partner(), held.count());
            }
        });
    }

    @Override
    public void close() {
        timer.shutdownNow();
        flush();
    }

    /** Whose refusals, and whether those of its submissions: they have an event of their own. */
    private record Looping(PartnerId partner, Digest certificate, boolean submitting) {}

    /** What stands for many: their number, their codes, and the last of them for who and when. */
    private record Held(long count, Set<FailureCode> codes, Rejection last) {
        private static final int CODES = 20;

        Held with(Held later) {
            Set<FailureCode> both = new TreeSet<>(codes);
            both.addAll(later.codes);
            return new Held(count + later.count, both, later.last);
        }

        PartnerId partner() {
            return last.caller().partner();
        }

        Rejection summary() {
            String names =
                    codes.stream().map(FailureCode::code).sorted().limit(CODES).collect(joining(" "));
            var grounds = new Grounds("rejections/rate:sum", count + " more refused: " + names, Map.of());
            return new Rejection(last.transfer(), last.caller(), grounds, List.of(FailureCode.RATE_LIMITED));
        }
    }

    /** What of one partner went beyond its allowance and is not entered yet. */
    private static final class Meter {
        private Optional<Held> held = Optional.empty();

        synchronized void hold(Rejection rejection) {
            var one = new Held(1, Set.of(rejection.reasons().getFirst()), rejection);
            held = Optional.of(held.map(before -> before.with(one)).orElse(one));
        }

        synchronized Optional<Held> take() {
            Optional<Held> taken = held;
            held = Optional.empty();
            return taken;
        }

        synchronized void putBack(Held before) {
            held = Optional.of(held.map(before::with).orElse(before));
        }
    }
}
