package org.sceau.access;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.sceau.consent.Consents;
import org.sceau.consent.Visibility;
import org.sceau.document.Coded;
import org.sceau.document.DocumentCodes;
import org.sceau.document.Submission;
import org.sceau.failure.FailureCode;
import org.sceau.failure.Issue;
import org.sceau.proof.Digest;
import org.sceau.routing.Accreditation;
import org.sceau.routing.Channel;
import org.sceau.routing.Partner;
import org.sceau.routing.Plan;
import org.sceau.routing.Route;
import org.sceau.routing.rules.Action;
import org.sceau.suites.Suite;

/** May these recipients get it: accreditation, certificate, visibility, access rules, the patient's choice. One refusal refuses all. */
final class RecipientRules {
    private static final Set<FailureCode> TOLD =
            EnumSet.of(FailureCode.DIRECTORY_LATE, FailureCode.CERTIFICATE_UNCHECKED, FailureCode.SUITE_NOT_ALLOWED);

    private final AccessRules rules;
    private final Consents consents;
    private final CertificateChecker certificates;
    private final ReaderKeys directory;
    private final SuiteRules suites;

    RecipientRules(
            AccessRules rules,
            Consents consents,
            CertificateChecker certificates,
            ReaderKeys directory,
            SuiteRules suites) {
        this.rules = rules;
        this.consents = consents;
        this.certificates = certificates;
        this.directory = directory;
        this.suites = suites;
    }

    /** Before acceptance. The rule of a grant is that of the last recipient that needed a legal basis, else consent. */
    Finding submission(Submission submission, Plan.Planned plan, Instant at) {
        Finding granted = new Finding.Against(
                plan.rule() + "/recipients:refuse", "no recipient", Issue.of(FailureCode.RECIPIENT_UNKNOWN));
        List<DocumentFacts> facts = submission.documents().stream()
                .map(entry -> DocumentFacts.of(DocumentCodes.of(entry)))
                .toList();
        for (Partner recipient : plan.recipients()) {
            Finding finding = fit(plan.route(), recipient, Set.of(), at)
                    .or(() -> hidden(submission, plan, recipient))
                    .or(() -> refused(recipient, facts))
                    .orElseGet(
                            () -> ConsentRules.judge(plan.route(), consents.of(submission.patient(), recipient.id())));
            if (finding instanceof Finding.Against) {
                return finding;
            }
            granted = weaker(granted, finding);
        }
        return granted;
    }

    /** Before an attempt to deliver. */
    Finding delivery(Outgoing outgoing, Route route, Partner recipient, Instant at) {
        Set<Digest> readers =
                recipient.readerInDirectory().isPresent() ? outgoing.readers().get() : Set.of();
        Optional<Finding> unfit = fit(route, recipient, readers, at)
                .or(() -> suites.wrapped(rule(route, recipient), outgoing, recipient, at));
        if (unfit.isPresent()) {
            return unfit.get();
        }
        return switch (received(recipient, facts(outgoing))) {
            case Verdict.Refused refused -> against(refused);
            case Verdict.Granted granted ->
                ConsentRules.judge(route, consents.of(outgoing.transfer(), recipient.id()))
                        .under(granted);
        };
    }

    /** Whom it is to be encrypted for now, if not for whom it is; {@code decided} as if it had been encrypted just now. */
    ReaderNow reader(Optional<Partner> recipient, Outgoing outgoing, Instant at, Supplier<Ruling> decided) {
        boolean same = recipient
                .map(partner -> suites.of(partner, at))
                .filter(allowed -> outgoing.wrappedIn().test(allowed)
                        && directory.stillReads(
                                recipient.get(), outgoing.readers().get(), allowed))
                .isPresent();
        if (same) {
            return new ReaderNow.Same();
        }
        return switch (decided.get()) {
            case Ruling.Forbidden forbidden ->
                new ReaderNow.None(forbidden.issues().getFirst().code());
            case Ruling.Permitted _ ->
                recipient
                        .map(partner -> directory.addressed(partner, suites.of(partner, at)))
                        .filter(partner -> partner.readerCertificate().isPresent())
                        .<ReaderNow>map(ReaderNow.Other::new)
                        .orElseGet(() -> new ReaderNow.None(FailureCode.RECIPIENT_KEY_UNUSABLE));
        };
    }

    /** Codes cannot change after acceptance: they are read again only where a rule that may have changed looks at them. */
    private List<DocumentFacts> facts(Outgoing outgoing) {
        return rules.lookAtCodes(Action.RECEIVE)
                ? outgoing.codes().get().stream().map(DocumentFacts::of).toList()
                : List.of(DocumentFacts.NONE);
    }

    private Optional<Finding> refused(Partner recipient, List<DocumentFacts> documents) {
        return received(recipient, documents) instanceof Verdict.Refused refused
                ? Optional.of(against(refused))
                : Optional.empty();
    }

    /** The first refusal, else the grant of the first document; the same for every recipient without documents. */
    private Verdict received(Partner recipient, List<DocumentFacts> documents) {
        Verdict first = rules.decide(
                Question.received(recipient, documents.isEmpty() ? DocumentFacts.NONE : documents.getFirst()));
        for (int i = 1; i < documents.size() && first instanceof Verdict.Granted; i++) {
            Verdict next = rules.decide(Question.received(recipient, documents.get(i)));
            first = next instanceof Verdict.Refused ? next : first;
        }
        return first;
    }

    private static Finding against(Verdict.Refused refused) {
        return new Finding.Against(
                refused.name(),
                "no access rule allows a document to a recipient",
                Issue.of(FailureCode.NOT_PERMITTED),
                true);
    }

    /**
     * @param readers certificates that it is encrypted for already, which are judged in place of those that are there now
     */
    private Optional<Finding> fit(Route route, Partner recipient, Set<Digest> readers, Instant at) {
        String rule = rule(route, recipient);
        Optional<Finding> dated = suites.against(rule, recipient, at);
        if (dated.isPresent()) {
            return dated;
        }
        if (recipient.channel() instanceof Channel.HostingStore) {
            return hosting(rule, recipient, at);
        }
        Optional<Finding> unknown =
                recipient.readerInDirectory().flatMap(holder -> keyless(rule, recipient, holder, readers, at));
        if (unknown.isPresent()) {
            return unknown;
        }
        return recipient.readerCertificate().flatMap(certificate -> switch (certificates.check(certificate, at)) {
            case CertificateChecker.Standing.Usable _ -> Optional.<Finding>empty();
            case CertificateChecker.Standing.Unusable why ->
                Optional.<Finding>of(new Finding.Against(
                        rule + "/certificate:refuse",
                        "the recipient's certificate cannot be used: "
                                + why.code().code(),
                        Issue.of(
                                FailureCode.RECIPIENT_KEY_UNUSABLE,
                                recipient.id().value())));
        });
    }

    private static String rule(Route route, Partner recipient) {
        return "route:" + route.id() + "/recipient-" + recipient.id();
    }

    private Optional<Finding> keyless(String rule, Partner recipient, Coded holder, Set<Digest> readers, Instant at) {
        Set<Suite> allowed = suites.of(recipient, at);
        if (readers.isEmpty()) {
            return directory.find(holder, allowed).failure().map(code -> keyless(rule, recipient, code, false));
        }
        return readers.stream()
                .flatMap(reader -> directory.judge(holder, reader, allowed).failure().stream())
                .map(code -> keyless(rule, recipient, code, true))
                .findFirst();
    }

    /**
     * What passes when a source answers again, and what a setting refuses, is told as it is. Only that the certificate that was
     * encrypted for was revoked or has ended ends a delivery; everything else, which a source that lies could bring about, sets
     * it aside until somebody has looked.
     */
    private static Finding keyless(String rule, Partner recipient, FailureCode code, boolean encrypted) {
        boolean told = TOLD.contains(code);
        boolean over = code == FailureCode.CERTIFICATE_REVOKED || code == FailureCode.CERTIFICATE_EXPIRED;
        return new Finding.Against(
                rule + "/directory:refuse",
                "the directory gives no certificate to encrypt for the recipient: " + code.code(),
                Issue.of(
                        told ? code : FailureCode.RECIPIENT_KEY_UNUSABLE,
                        recipient.id().value()),
                !(encrypted && over));
    }

    private static Optional<Finding> hosting(String rule, Partner store, Instant at) {
        String found = store.accreditation().map(record -> wrong(record.at(at))).orElse("it has none");
        if (found.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Finding.Against(
                rule + "/accreditation:refuse",
                "the hosting store's accreditation does not allow it: " + found,
                Issue.of(FailureCode.HOST_NOT_ACCREDITED, store.id().value())));
    }

    private static String wrong(Accreditation.Standing standing) {
        return switch (standing) {
            case Accreditation.Standing.InForce _ -> "";
            case Accreditation.Standing.Expired expired -> "valid until " + expired.validUntil();
            case Accreditation.Standing.OutsideEea outside -> "data lies in " + outside.country();
            case Accreditation.Standing.OutOfScope scope -> "not certified for " + scope.missing();
        };
    }

    /** A store holds ciphertext for readers who are asked one by one; anybody else is a reader now. */
    private static Optional<Finding> hidden(Submission submission, Plan.Planned plan, Partner recipient) {
        if (recipient.channel() instanceof Channel.HostingStore) {
            return Optional.empty();
        }
        return switch (Visibility.ofAll(submission.documents(), Visibility.Reader.PROFESSIONAL)) {
            case Visibility.Verdict.Shown _ -> Optional.empty();
            case Visibility.Verdict.Hidden hidden ->
                Optional.of(new Finding.Against(
                        plan.rule() + "/visibility-" + hidden.code() + ":refuse",
                        "a document is hidden from professionals, and a recipient is one",
                        Issue.of(FailureCode.NOT_PERMITTED)));
        };
    }

    private static Finding weaker(Finding one, Finding other) {
        boolean onConsent = one instanceof Finding.For known && known.rule().endsWith("/without-consent:permit");
        return onConsent ? one : other;
    }
}
