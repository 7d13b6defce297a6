package org.sceau.retirement;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.sceau.access.Decide;
import org.sceau.access.Outgoing;
import org.sceau.access.ReaderNow;
import org.sceau.encryption.ReaderCertificate;
import org.sceau.failure.FailureCode;
import org.sceau.ledger.DueDelivery;
import org.sceau.ledger.Ledger;
import org.sceau.ledger.ReaderChange;
import org.sceau.ledger.ReaderChanged;
import org.sceau.ledger.ReaderSuiteUse;
import org.sceau.ledger.ReaderWrap;
import org.sceau.ledger.Recorder;
import org.sceau.ledger.StoreFailed;
import org.sceau.ledger.WaitingDelivery;
import org.sceau.ledger.WaitingPage;
import org.sceau.proof.Actor;
import org.sceau.routing.Carries;
import org.sceau.routing.Channel;
import org.sceau.routing.Partner;
import org.sceau.routing.RoutingTable;
import org.sceau.suites.ReaderPublicKey;
import org.sceau.suites.Suite;
import org.sceau.transfer.DeliveryState;
import org.sceau.transfer.PartnerId;

/**
 * Makes the recipientInfos of deliveries that wait anew: for the certificate of the recipient that is in force now, in a suite
 * that is allowed now. A ciphertext is neither read nor written.
 *
 * <p>Guarantees: who would be refused a delivery now gets no recipientInfo; a delivery has its new ones and their entry, or its
 * old ones; nothing remembers a run, so that whoever asks again goes on. Thread-safe.
 */
public final class RewrapReaders {
    /** Deliveries in one answer: the recorder takes what is changed of them into few transactions. */
    static final int PAGE = 50;

    private final Ledger ledger;
    private final Recorder recorder;
    private final RoutingTable table;
    private final Decide decide;
    private final Consumer<DueDelivery> dispatcher;
    private final Contents contents;
    private final InstantSource clock;

    /** Decides by {@code decide}; what waits again goes to {@code dispatcher}. */
    public RewrapReaders(
            Ledger ledger,
            Recorder recorder,
            RoutingTable table,
            Decide decide,
            Consumer<DueDelivery> dispatcher,
            SecureRandom random,
            InstantSource clock) {
        this.ledger = ledger;
        this.recorder = recorder;
        this.table = table;
        this.decide = decide;
        this.dispatcher = dispatcher;
        this.contents = new Contents(ledger.transfers(), random);
        this.clock = clock;
    }

    /** What {@link #rewrap} would do now. */
    public RewrapPage preview(Optional<String> after) {
        WaitingPage page = ledger.outbox().waiting(after, PAGE);
        List<Rewrap> found = new ArrayList<>();
        for (WaitingDelivery delivery : page.deliveries()) {
            look(delivery).ifPresent(plan -> found.add(new Rewrap(delivery, plan.outcome())));
        }
        return new RewrapPage(page.deliveries().size(), found, page.next());
    }

    /** Makes those of a page anew that can be, each in a unit of its own. */
    public RewrapPage rewrap(Optional<String> after, Actor operator) {
        WaitingPage page = ledger.outbox().waiting(after, PAGE);
        List<CompletableFuture<Rewrap>> found = new ArrayList<>();
        for (WaitingDelivery delivery : page.deliveries()) {
            look(delivery).ifPresent(plan -> found.add(carryOut(delivery, plan, operator)));
        }
        return new RewrapPage(
                page.deliveries().size(),
                found.stream().map(CompletableFuture::join).toList(),
                page.next());
    }

    private sealed interface Plan {
        Rewrap.Outcome outcome();

        /** For that certificate. */
        record Wrap(ReaderCertificate reader, String suite) implements Plan {
            @Override
            public Rewrap.Outcome outcome() {
                return new Rewrap.Outcome.Possible(suite);
            }
        }

        record Leave(Rewrap.Reason reason) implements Plan {
            @Override
            public Rewrap.Outcome outcome() {
                return new Rewrap.Outcome.Left(reason);
            }
        }
    }

    /** Empty where what it is encrypted for is in force. */
    private Optional<Plan> look(WaitingDelivery delivery) {
        if (!delivery.isWrapped()) {
            return Optional.empty();
        }
        if (delivery.certificate().isEmpty()) {
            return Optional.of(new Plan.Leave(new Rewrap.Reason.Unreadable()));
        }
        try {
            return switch (decide.reader(outgoing(delivery), clock.instant())) {
                case ReaderNow.Same _ -> Optional.empty();
                case ReaderNow.None none -> Optional.of(new Plan.Leave(new Rewrap.Reason.Refused(none.code())));
                case ReaderNow.Other other -> Optional.of(plan(delivery, other.recipient()));
            };
        } catch (StoreFailed e) {
            return Optional.of(unreadable(e));
        }
    }

    private Plan plan(WaitingDelivery delivery, Partner recipient) {
        if (!delivery.kept()) {
            return new Plan.Leave(new Rewrap.Reason.ReaderOnly());
        }
        if (delivery.state() == DeliveryState.DELIVERING) {
            return new Plan.Leave(new Rewrap.Reason.Moved());
        }
        if (!clear().containsAll(ledger.outbox().possiblySent(delivery.transfer()))) {
            return new Plan.Leave(new Rewrap.Reason.Sent());
        }
        return recipient
                .readerCertificate()
                .flatMap(certificate -> ReaderCertificate.of(recipient.id(), certificate))
                .<Plan>map(reader -> new Plan.Wrap(reader, suite(reader)))
                .orElseGet(() -> new Plan.Leave(new Rewrap.Reason.Refused(FailureCode.RECIPIENT_KEY_UNUSABLE)));
    }

    private static String suite(ReaderCertificate reader) {
        return ReaderPublicKey.of(reader.certificate().getPublicKey())
                .map(key -> key.suite().id())
                .orElse(ReaderSuiteUse.OTHER);
    }

    private static Plan unreadable(StoreFailed failure) {
        if (!failure.isLasting() && failure.code() != FailureCode.KEY_UNUSABLE) {
            throw failure;
        }
        return new Plan.Leave(new Rewrap.Reason.Unreadable());
    }

    private Outgoing outgoing(WaitingDelivery delivery) {
        Optional<Suite> suite = Suite.of(delivery.suite());
        return new Outgoing(
                delivery.transfer(),
                delivery.route(),
                delivery.sender(),
                delivery.recipient(),
                () -> contents.codes(delivery.transfer()),
                () -> delivery.certificate().map(Set::of).orElseGet(Set::of),
                suites -> suite.filter(suites::contains).isPresent());
    }

    private CompletableFuture<Rewrap> carryOut(WaitingDelivery delivery, Plan plan, Actor operator) {
        if (!(plan instanceof Plan.Wrap wrap)) {
            return CompletableFuture.completedFuture(new Rewrap(delivery, plan.outcome()));
        }
        Map<Integer, ReaderWrap> wraps;
        try {
            wraps = contents.wraps(delivery, wrap.reader());
        } catch (StoreFailed e) {
            return CompletableFuture.completedFuture(
                    new Rewrap(delivery, unreadable(e).outcome()));
        }
        return recorder.change(new ReaderChange(delivery, wraps, clear()), operator)
                .thenApply(changed -> new Rewrap(delivery, outcome(changed, wrap)));
    }

    private Rewrap.Outcome outcome(ReaderChanged changed, Plan.Wrap wrap) {
        return switch (changed) {
            case ReaderChanged.Done done -> {
                done.requeued().ifPresent(dispatcher);
                yield new Rewrap.Outcome.Done(wrap.suite());
            }
            case ReaderChanged.Sent _ -> new Rewrap.Outcome.Left(new Rewrap.Reason.Sent());
            case ReaderChanged.Moved _ -> new Rewrap.Outcome.Left(new Rewrap.Reason.Moved());
        };
    }

    /** Those who get documents in clear, over mutual TLS. */
    private Set<PartnerId> clear() {
        return table.partners().stream()
                .filter(partner ->
                        partner.channel() instanceof Channel.FhirPush push && push.carries() == Carries.CLEAR)
                .map(Partner::id)
                .collect(Collectors.toUnmodifiableSet());
    }
}
