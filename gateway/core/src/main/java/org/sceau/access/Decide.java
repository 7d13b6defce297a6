package org.sceau.access;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.sceau.consent.Consents;
import org.sceau.directory.Identifier;
import org.sceau.document.Submission;
import org.sceau.failure.FailureCode;
import org.sceau.failure.Issue;
import org.sceau.identity.Acting;
import org.sceau.identity.Caller;
import org.sceau.identity.ProfessionalQuality;
import org.sceau.routing.Partner;
import org.sceau.routing.Plan;
import org.sceau.routing.Right;
import org.sceau.routing.Route;
import org.sceau.routing.RoutingTable;
import org.sceau.routing.crypto.ReaderSuites;
import org.sceau.routing.rules.Action;
import org.sceau.routing.rules.Identity;
import org.sceau.routing.rules.Relation;
import org.sceau.suites.Suite;
import org.sceau.transfer.PartnerId;
import org.sceau.transfer.TransferId;

/**
 * The one decision point. What no rule permits is refused.
 *
 * <p>Guarantees: an answer counts for its moment only, so it is asked again before each delivery and each read; every
 * answer names its rule; a refusal tells somebody who may not know of a document exactly what it would tell if the document
 * did not exist. It does not guarantee that what a reader already has can be taken back.
 *
 * <p>Thread-safe; immutable.
 */
public final class Decide {
    /** Of whom nothing is known but the token. */
    private static final PartnerId OPERATOR = new PartnerId("operator");

    private final RoutingTable table;
    private final AccessRules rules;
    private final SenderRules senders;
    private final RecipientRules recipients;
    private final ReaderRules readers;
    private final StampedTime stamped;
    private final ReaderKeys directory;
    private final SuiteRules suites;

    /** Decides without a directory and without dates of suites. */
    public Decide(
            RoutingTable table,
            AccessRules rules,
            Consents consents,
            CertificateChecker certificates,
            StampedTime stamped) {
        this(table, rules, consents, certificates, stamped, ReaderKeys.none(), ReaderSuites.EVERY);
    }

    /**
     * Decides by this table, these access rules, these recorded choices, this judge of certificates, how far the journal
     * is time-stamped, this directory, and these suites.
     */
    public Decide(
            RoutingTable table,
            AccessRules rules,
            Consents consents,
            CertificateChecker certificates,
            StampedTime stamped,
            ReaderKeys directory,
            ReaderSuites suites) {
        this.table = table;
        this.rules = rules;
        this.stamped = stamped;
        this.senders = new SenderRules(table, rules);
        this.directory = directory;
        this.suites = new SuiteRules(table, suites);
        this.recipients = new RecipientRules(rules, consents, certificates, directory, this.suites);
        this.readers = new ReaderRules(table, rules, consents);
    }

    /** Whether a partner may hand in at all; what it hands in is then asked for with {@link #submission}. */
    public Ruling submit(Caller sender) {
        return readers.may(sender, Right.SUBMIT).covered(sender).ruling(table.revisions());
    }

    /** Whether a submission may travel, and where. */
    public AccessDecision submission(TransferId transfer, Caller caller, Submission submission, Instant at) {
        if (readers.may(caller, Right.SUBMIT) instanceof Finding.Against against) {
            return refused(against, table.plan(caller, submission));
        }
        return switch (senders.judge(caller, submission)) {
            case Finding.Against against -> refused(against, table.plan(caller, submission));
            case Finding.For granted -> routed(transfer, caller, submission, granted, at);
        };
    }

    /** What {@link #submission} would answer, and why. */
    public Explanation explain(Caller caller, Submission submission, Instant at) {
        AccessDecision decision = submission(new TransferId(new UUID(0, 0)), caller, submission, at);
        Plan plan = table.plan(caller, submission);
        return Explanation.of(
                caller, submission.profile(), plan, decision, Derivation.all(rules, caller, submission, plan));
    }

    /** Whether a delivery that is due may still be made. */
    public Ruling delivery(Outgoing outgoing, Instant at) {
        Optional<Route> route = table.route(outgoing.route());
        Optional<Partner> recipient = table.partner(outgoing.recipient());
        if (route.isEmpty() || recipient.isEmpty() || !serves(route.get(), recipient.get())) {
            return new Ruling.Forbidden(
                    "route:" + outgoing.route() + "/recipients:refuse",
                    "the configuration in force no longer sends from this route to this recipient",
                    List.of(Issue.of(FailureCode.RECIPIENT_UNKNOWN)),
                    table.revisions(outgoing.route()),
                    true);
        }
        return recipients
                .delivery(outgoing, route.get(), recipient.get(), at)
                .ruling(table.revisions(outgoing.route()));
    }

    /**
     * Whether what a delivery is encrypted for still holds, and else for which certificate it could be encrypted anew: the
     * decision is the one that {@link #delivery} would take if it had been encrypted just now.
     */
    public ReaderNow reader(Outgoing outgoing, Instant at) {
        return recipients.reader(
                table.partner(outgoing.recipient()), outgoing, at, () -> delivery(outgoing.encryptedNow(), at));
    }

    /** The suites in which it may be encrypted then for who has this identifier, a partner or not. */
    public Set<Suite> suites(Identifier holder, Instant at) {
        return suites.of(holder, at);
    }

    /** Whether an operator may act: pause, retry, make evidence. Reading what operators read is not asked. */
    public Ruling operate() {
        var question = new Question(
                Action.OPERATE,
                OPERATOR,
                ProfessionalQuality.NONE,
                Acting.ORGANISATION,
                Relation.OTHER,
                DocumentFacts.NONE);
        Finding finding = switch (rules.decide(question)) {
            case Verdict.Granted granted ->
                new Finding.For(granted.name(), "permitted by an access rule", Optional.of(granted.rule()));
            case Verdict.Refused refused ->
                new Finding.Against(
                        refused.name(), "no access rule lets operators act", Issue.of(FailureCode.NOT_PERMITTED));
        };
        return finding.ruling(table.revisions());
    }

    /** Whether the caller may search at all; each hit is then asked for with {@link #listed}. */
    public Ruling find(Caller caller) {
        return readers.may(caller, Right.FIND).covered(caller).ruling(table.revisions());
    }

    /** Whether the caller may search the directory. */
    public Ruling directory(Caller caller) {
        return readers.directory(caller).ruling(table.revisions());
    }

    /** Whether a document may appear among the hits of the caller's search. */
    public Ruling listed(Caller caller, Held document) {
        return readers.read(caller, Right.FIND, document).covered(caller).ruling(table.revisions(document.route()));
    }

    /** Whether the caller may have a document. */
    public Ruling retrieval(Caller caller, Held document) {
        return readers.read(caller, Right.RETRIEVE, document).covered(caller).ruling(table.revisions(document.route()));
    }

    private AccessDecision routed(
            TransferId transfer, Caller caller, Submission submission, Finding.For sender, Instant at) {
        return switch (table.plan(caller, submission)) {
            case Plan.Unroutable none ->
                new AccessDecision.Refused(
                        none.rule() + ":refuse",
                        "no route takes it to all its recipients",
                        none.issues(),
                        none.revisions());
            case Plan.Planned plan
            when plan.route().whenUnstamped().stops(stamped.until(), at) ->
                new AccessDecision.Refused(
                        plan.rule() + "/when-unstamped:stop",
                        "the journal has been without time-stamps for longer than the route allows",
                        List.of(Issue.of(FailureCode.TIME_STAMPS_MISSING)),
                        plan.revisions());
            case Plan.Planned plan ->
                switch (recipients.submission(submission, plan, at)) {
                    case Finding.Against finding -> refused(finding, plan);
                    case Finding.For granted ->
                        AuthorRules.against(submission, plan, withheld(sender))
                                .<AccessDecision>map(refused -> refused)
                                .orElseGet(() -> granted(
                                        transfer,
                                        caller,
                                        submission,
                                        directory.addressed(plan, recipient -> suites.of(recipient, at)),
                                        sender,
                                        granted,
                                        at));
                };
        };
    }

    private static AccessDecision granted(
            TransferId transfer,
            Caller caller,
            Submission submission,
            Plan.Planned plan,
            Finding.For sender,
            Finding.For recipients,
            Instant at) {
        boolean withheld = withheld(sender);
        return new AccessDecision.Granted(new Accepted(
                transfer,
                withheld ? caller.unnamed() : caller,
                submission,
                plan,
                sender.covered(caller).rule() + "+" + recipients.rule(),
                Verdicts.added(recipients.decision(), submission.signatures(), withheld),
                at));
    }

    private static boolean withheld(Finding.For sender) {
        return sender.access()
                .filter(rule -> rule.identity() == Identity.WITHHELD)
                .isPresent();
    }

    private static AccessDecision.Refused refused(Finding.Against finding, Plan plan) {
        return new AccessDecision.Refused(
                finding.rule(), finding.decision(), List.of(finding.issue()), plan.revisions());
    }

    private static boolean serves(Route route, Partner recipient) {
        return route.to().contains(recipient.id()) || route.toIntended().contains(recipient.id());
    }
}
