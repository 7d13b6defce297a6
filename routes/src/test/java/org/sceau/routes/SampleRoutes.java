package org.sceau.routes;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.sceau.access.AccessRules;
import org.sceau.access.CertificateChecker;
import org.sceau.access.Decide;
import org.sceau.access.Identify;
import org.sceau.consent.Consents;
import org.sceau.document.AcceptancePolicy;
import org.sceau.document.SignerTrust;
import org.sceau.document.SubmissionReader;
import org.sceau.failure.FailureCode;
import org.sceau.hosting.FileHostingStore;
import org.sceau.ledger.StoreFailed;
import org.sceau.proof.Actor;
import org.sceau.proof.Digest;
import org.sceau.routes.deliver.AttemptFailures;
import org.sceau.routes.deliver.DecideDelivery;
import org.sceau.routes.deliver.DeliverRoute;
import org.sceau.routes.deliver.Deliveries;
import org.sceau.routes.deliver.DeliveryLedger;
import org.sceau.routes.deliver.DeliverySteps;
import org.sceau.routes.deliver.Dispatcher;
import org.sceau.routes.deliver.JudgeAnswer;
import org.sceau.routes.deliver.MemoryDeliveries;
import org.sceau.routes.deliver.PrepareRequest;
import org.sceau.routes.deliver.ReconcileOutcome;
import org.sceau.routes.deliver.RecordAttempt;
import org.sceau.routes.deliver.SendRequest;
import org.sceau.routes.deliver.SetAsideBroken;
import org.sceau.routes.deliver.SettleFailure;
import org.sceau.routes.deliver.TakeUp;
import org.sceau.routes.deliver.Underway;
import org.sceau.routes.host.DepositObjects;
import org.sceau.routes.host.HoldRoute;
import org.sceau.routes.host.HostRoute;
import org.sceau.routes.host.MakeAvailable;
import org.sceau.routes.submit.Acknowledge;
import org.sceau.routes.submit.AddressSubmission;
import org.sceau.routes.submit.AdmitSender;
import org.sceau.routes.submit.AnswerFailure;
import org.sceau.routes.submit.DecideAcceptance;
import org.sceau.routes.submit.DiscardPayloads;
import org.sceau.routes.submit.DispatchDeliveries;
import org.sceau.routes.submit.IdentifySender;
import org.sceau.routes.submit.JournalRejection;
import org.sceau.routes.submit.RecordAcceptance;
import org.sceau.routes.submit.SignSubmission;
import org.sceau.routes.submit.SubmissionFailures;
import org.sceau.routes.submit.SubmitRoute;
import org.sceau.routes.submit.SubmitSteps;
import org.sceau.routes.submit.ValidateSubmission;
import org.sceau.routing.Revisions;
import org.sceau.routing.RoutingTable;
import org.sceau.routing.configuration.NationalQualities;
import org.sceau.routing.rules.AccessSettings;
import org.sceau.transfer.PartnerId;

/** Every route of the gateway over steps that reach nothing, for tests of the routes themselves. */
public final class SampleRoutes {
    private static final RoutingTable EMPTY =
            new RoutingTable(List.of(), List.of(), Map.of(), Revisions.of(Digest.sha256(new byte[0])));
    private static final CertificateChecker NOBODY =
            (certificate, at) -> new CertificateChecker.Standing.Unusable(FailureCode.CERTIFICATE_UNKNOWN);

    private SampleRoutes() {}

    /** The way in alone, with a journal for rejections. */
    public static GatewayRoutes submission(JournalRejection.Rejections journal) {
        DeliveryLedger ledger = new MemoryDeliveries();
        var actor = new Actor(Digest.sha256(new byte[0]), "gateway", "seal");
        var record = new RecordAttempt(ledger, actor, Clock.systemUTC(), new Random(1));
        var failures = new Failures(
                new SubmissionFailures(new DiscardPayloads(), new JournalRejection(journal), new AnswerFailure()),
                new AttemptFailures(new SettleFailure(), record, new SetAsideBroken(ledger)));
        var decide = new Decide(
                EMPTY, new AccessRules(new AccessSettings(List.of())), Consents.none(), NOBODY, Instant::now);
        return new GatewayRoutes(failures, submit(decide, new Underway(Clock.systemUTC())), List.of());
    }

    static GatewayRoutes all() {
        DeliveryLedger ledger = new MemoryDeliveries();
        var actor = new Actor(Digest.sha256(new byte[0]), "gateway", "seal");
        var record = new RecordAttempt(ledger, actor, Clock.systemUTC(), new Random(1));
        var underway = new Underway(Clock.systemUTC());
        var decide = new Decide(
                EMPTY, new AccessRules(new AccessSettings(List.of())), Consents.none(), NOBODY, Instant::now);
        var steps = new DeliverySteps(
                new TakeUp(ledger, underway, Duration.ofMinutes(1)),
                new DecideDelivery(decide, EMPTY, Clock.systemUTC()),
                record);
        var client = Deliveries.client();
        var failures = new Failures(
                new SubmissionFailures(
                        new DiscardPayloads(),
                        new JournalRejection(rejection -> new CompletableFuture<>()),
                        new AnswerFailure()),
                new AttemptFailures(new SettleFailure(), record, new SetAsideBroken(ledger)));
        var deliver = new DeliverRoute(
                new PartnerId("hospital"),
                2,
                steps,
                new PrepareRequest(attempt -> {
                    throw unbuilt();
                }),
                new SendRequest(client),
                new JudgeAnswer(),
                new ReconcileOutcome(client));
        var host = new HostRoute(
                new PartnerId("store"),
                1,
                steps,
                new DepositObjects(new FileHostingStore(Path.of("store")), attempt -> {
                    throw unbuilt();
                }));
        var hold = new HoldRoute(new PartnerId("practice"), 2, steps, new MakeAvailable());
        return new GatewayRoutes(failures, submit(decide, underway), List.of(deliver, host, hold));
    }

    private static SubmitRoute submit(Decide decide, Underway underway) {
        return new SubmitRoute(new SubmitSteps(
                new IdentifySender(new Identify(EMPTY, NOBODY, NationalQualities.qualities())),
                new AdmitSender(decide),
                new ValidateSubmission(
                        new SubmissionReader(SignerTrust.NOBODY), partner -> AcceptancePolicy.everything(), Map.of()),
                new DecideAcceptance(decide),
                new SignSubmission(accepted -> {
                    throw unbuilt();
                }),
                new AddressSubmission(signed -> {
                    throw unbuilt();
                }),
                new RecordAcceptance(acceptance -> new CompletableFuture<>()),
                new DispatchDeliveries(new Dispatcher(new ActiveMQConnectionFactory(), underway)),
                new Acknowledge()));
    }

    private static StoreFailed unbuilt() {
        return new StoreFailed(FailureCode.STORE_UNAVAILABLE, "not reached in this test", null);
    }
}
