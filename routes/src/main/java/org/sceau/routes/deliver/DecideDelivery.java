package org.sceau.routes.deliver;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.Body;
import org.apache.camel.Handler;
import org.sceau.access.Decide;
import org.sceau.access.Outgoing;
import org.sceau.access.Ruling;
import org.sceau.document.DocumentCodes;
import org.sceau.document.ReferenceFacts;
import org.sceau.encryption.RecipientInfo;
import org.sceau.failure.FailureCode;
import org.sceau.ledger.DeliveryWay;
import org.sceau.ledger.Dossier;
import org.sceau.ledger.Ending;
import org.sceau.ledger.Grounds;
import org.sceau.ledger.ReaderWrap;
import org.sceau.ledger.WorkItem;
import org.sceau.routing.Partner;
import org.sceau.routing.Retry;
import org.sceau.routing.RoutingTable;
import org.sceau.suites.Suite;
import org.sceau.transfer.PartnerId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Second step: whether the delivery may still be made. Consent, certificate and accreditation are asked again; what was
 * withdrawn since the acceptance ends the delivery with a negative event that names the rule. What the configuration alone keeps
 * back is set aside until somebody has looked at it: a slip there ends nothing before the limit.
 */
public final class DecideDelivery {
    private static final Logger LOG = LoggerFactory.getLogger(DecideDelivery.class);

    /** What is known again once a source answers. */
    private static final Set<FailureCode> PASSING =
            Set.of(FailureCode.DIRECTORY_LATE, FailureCode.CERTIFICATE_UNCHECKED);

    private final Decide decide;
    private final RoutingTable table;
    private final InstantSource clock;

    /** Asks {@code decide}; finds recipients in {@code table}. */
    public DecideDelivery(Decide decide, RoutingTable table, InstantSource clock) {
        this.decide = decide;
        this.table = table;
        this.clock = clock;
    }

    /** The attempt; throws {@link AttemptSettled} when it may not be made. */
    @Handler
    public Attempt decide(@Body Taken.Up taken) {
        WorkItem item = taken.item();
        Dossier dossier = item.dossier();
        var outgoing = new Outgoing(
                dossier.transfer(),
                dossier.route(),
                dossier.sender(),
                item.recipient(),
                () -> codes(dossier),
                () -> wraps(dossier, item.recipient())
                        .map(ReaderWrap::certificate)
                        .collect(Collectors.toUnmodifiableSet()),
                suites -> wraps(dossier, item.recipient()).allMatch(wrap -> isOf(wrap, suites)));
        Optional<Partner> partner = table.partner(item.recipient());
        return switch (decide.delivery(outgoing, clock.instant())) {
            case Ruling.Permitted permitted ->
                new Attempt(
                        item,
                        partner.orElseThrow(
                                () -> forbidden(item, partner, FailureCode.RECIPIENT_UNKNOWN, permitted, true)),
                        Grounds.of(permitted));
            case Ruling.Forbidden forbidden ->
                throw forbidden(item, partner, forbidden.issues().getFirst().code(), forbidden, forbidden.configured());
        };
    }

    private static List<DocumentCodes> codes(Dossier dossier) {
        return dossier.documents().stream()
                .map(document -> ReferenceFacts.codes(document.resource()))
                .toList();
    }

    private static Stream<ReaderWrap> wraps(Dossier dossier, PartnerId recipient) {
        return dossier.objects().stream()
                .flatMap(object -> object.readers().stream())
                .filter(wrap -> wrap.reader().equals(recipient));
    }

    private static boolean isOf(ReaderWrap wrap, Set<Suite> suites) {
        return new RecipientInfo(wrap.recipientInfo().bytes())
                .suite()
                .filter(suites::contains)
                .isPresent();
    }

    private static AttemptSettled forbidden(
            WorkItem item, Optional<Partner> partner, FailureCode code, Ruling ruling, boolean configured) {
        Retry retry = partner.map(Partner::retry).orElse(Retry.DEFAULT);
        if (PASSING.contains(code)) {
            return new AttemptSettled(
                    code, new Outcome(item, Grounds.of(ruling), retry, new Verdict.TryAgain(code, false)));
        }
        if (configured) {
            LOG.warn(
                    "event=delivery-set-aside delivery={} code={} rule={}",
                    item.claim().delivery(),
                    code.code(),
                    ruling.rule());
        }
        Verdict.Clear verdict = configured
                ? new Verdict.SetAside(code, false)
                : new Verdict.Settled(failure(item.way()), Optional.of(code), Optional.empty());
        return new AttemptSettled(code, new Outcome(item, Grounds.of(ruling), retry, verdict));
    }

    /** The negative event of a delivery that the gateway itself ends. */
    static Ending failure(DeliveryWay way) {
        return switch (way) {
            case PUSH -> Ending.RELAY_FAILURE;
            case HOSTING, INBOX -> Ending.CONTENT_CONSIGNMENT_FAILURE;
        };
    }
}
