package org.sceau.app;

import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.apache.camel.RoutesBuilder;
import org.sceau.access.Accepted;
import org.sceau.access.Decide;
import org.sceau.document.AcceptancePolicy;
import org.sceau.document.SubmissionReader;
import org.sceau.encryption.AddressReaders;
import org.sceau.hosting.HostingStore;
import org.sceau.profiles.Profile;
import org.sceau.routes.Failures;
import org.sceau.routes.GatewayRoutes;
import org.sceau.routes.deliver.AttemptFailures;
import org.sceau.routes.deliver.ComposeRequest;
import org.sceau.routes.deliver.DecideDelivery;
import org.sceau.routes.deliver.DeliverRoute;
import org.sceau.routes.deliver.DeliveryLedger;
import org.sceau.routes.deliver.DeliverySteps;
import org.sceau.routes.deliver.Envelopes;
import org.sceau.routes.deliver.JudgeAnswer;
import org.sceau.routes.deliver.PrepareRequest;
import org.sceau.routes.deliver.ReconcileOutcome;
import org.sceau.routes.deliver.RecordAttempt;
import org.sceau.routes.deliver.SendRequest;
import org.sceau.routes.deliver.SetAsideBroken;
import org.sceau.routes.deliver.SettleFailure;
import org.sceau.routes.deliver.TakeUp;
import org.sceau.routes.host.ComposeDeposit;
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
import org.sceau.routing.Channel;
import org.sceau.routing.Partner;
import org.sceau.routing.configuration.GatewaySettings;
import org.sceau.signature.SealSubmission;
import org.sceau.signature.SealTogether;
import org.sceau.signature.Signed;
import org.sceau.signature.author.SignatureDocuments;
import org.sceau.transfer.PartnerId;

/** Puts the steps of all routes together. */
final class Assembly {
    private final Parts parts;
    private final GatewaySettings settings;
    private final InstantSource clock;
    private final Decide decide;
    private final JournalRejection.Rejections rejections;

    Assembly(
            Parts parts,
            GatewaySettings settings,
            InstantSource clock,
            Decide decide,
            JournalRejection.Rejections rejections) {
        this.parts = parts;
        this.settings = settings;
        this.clock = clock;
        this.decide = decide;
        this.rejections = rejections;
    }

    GatewayRoutes routes() {
        DeliveryLedger ledger =
                DeliveryLedger.of(parts.recorder(), parts.ledger().outbox());
        var record = new RecordAttempt(ledger, parts.ledger().actor(), clock, parts.random());
        var steps = new DeliverySteps(
                new TakeUp(ledger, parts.underway(), settings.delivery().lease()),
                new DecideDelivery(decide, parts.table(), clock),
                record);
        var failures = new Failures(
                new SubmissionFailures(new DiscardPayloads(), new JournalRejection(rejections), new AnswerFailure()),
                new AttemptFailures(new SettleFailure(), record, new SetAsideBroken(ledger)));
        List<RoutesBuilder> deliveries = parts.table().partners().stream()
                .map(partner -> delivery(partner, steps))
                .toList();
        return new GatewayRoutes(failures, new SubmitRoute(submit()), deliveries);
    }

    private SubmitSteps submit() {
        var signers = parts.signers();
        var reader = new SubmissionReader(
                signers, new SignatureDocuments(parts.vault()::open, signers, parts.certificates()::anchors, clock));
        return new SubmitSteps(
                new IdentifySender(parts.identify()),
                new AdmitSender(decide),
                new ValidateSubmission(
                        reader, this::policy, parts.table().revisions().digests()),
                new DecideAcceptance(decide),
                new SignSubmission(seal()),
                new AddressSubmission(new AddressReaders(parts.vault(), parts.random())::address),
                new RecordAcceptance(parts.recorder()::accept),
                new DispatchDeliveries(parts.dispatcher()),
                new Acknowledge());
    }

    private Function<Accepted, Signed> seal() {
        var alone = new SealSubmission(parts.keys()::seal, clock, parts.random());
        return settings.keys().sealTogether() ? new SealTogether(alone)::seal : alone::seal;
    }

    private RoutesBuilder delivery(Partner partner, DeliverySteps steps) {
        int workers = settings.delivery().workers();
        PartnerId id = partner.id();
        return switch (partner.channel()) {
            case Channel.FhirPush _ -> push(id, workers, steps);
            case Channel.HostingStore store when store.embedded() -> host(id, workers, steps, parts.store());
            case Channel.HostingStore _ -> push(id, workers, steps);
            case Channel.Inbox _ -> new HoldRoute(id, workers, steps, new MakeAvailable());
        };
    }

    private RoutesBuilder push(PartnerId id, int workers, DeliverySteps steps) {
        return new DeliverRoute(
                id,
                workers,
                steps,
                new PrepareRequest(new ComposeRequest(parts.vault(), parts.sourceId())),
                new SendRequest(parts.peers()),
                new JudgeAnswer(),
                new ReconcileOutcome(parts.peers()));
    }

    private RoutesBuilder host(PartnerId id, int workers, DeliverySteps steps, HostingStore store) {
        var compose = new ComposeDeposit(new Envelopes(parts.vault()));
        return new HostRoute(id, workers, steps, new DepositObjects(store, compose));
    }

    /** What a partner may send: the profiles of its file, without Minimal where the base refuses it. */
    private AcceptancePolicy policy(PartnerId id) {
        Set<Profile> profiles = parts.table().partner(id).map(this::profiles).orElseGet(Set::of);
        return new AcceptancePolicy(profiles, settings.fhir().fhirDocuments(), Set.of(), false);
    }

    private Set<Profile> profiles(Partner partner) {
        Set<Profile> profiles = new HashSet<>();
        partner.profiles().forEach(url -> Profile.of(url).ifPresent(profiles::add));
        if (!settings.fhir().minimalMetadata()) {
            profiles.remove(Profile.MHD_MINIMAL);
        }
        return profiles;
    }
}
