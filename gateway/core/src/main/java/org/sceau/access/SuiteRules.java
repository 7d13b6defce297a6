package org.sceau.access;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sceau.directory.Identifier;
import org.sceau.failure.FailureCode;
import org.sceau.failure.Issue;
import org.sceau.routing.Partner;
import org.sceau.routing.RoutingTable;
import org.sceau.routing.crypto.ReaderSuites;
import org.sceau.suites.ReaderPublicKey;
import org.sceau.suites.Suite;
import org.sceau.transfer.PartnerId;

/** May a recipient be encrypted for in the suite of its certificate now. The suites of files are looked up once. */
final class SuiteRules {
    private final ReaderSuites suites;
    private final Map<PartnerId, Suite> registered = new HashMap<>();
    private final Map<String, Set<PartnerId>> holders = new HashMap<>();

    SuiteRules(RoutingTable table, ReaderSuites suites) {
        this.suites = suites;
        for (Partner partner : table.partners()) {
            partner.readerCertificate()
                    .flatMap(certificate -> ReaderPublicKey.of(certificate.getPublicKey()))
                    .ifPresent(key -> registered.put(partner.id(), key.suite()));
            partner.identifiers().forEach(token -> hold(token, partner));
            partner.readerInDirectory().ifPresent(holder -> hold(holder.token(), partner));
        }
    }

    private void hold(String token, Partner partner) {
        holders.computeIfAbsent(token, _ -> new HashSet<>()).add(partner.id());
    }

    /** Those in which it may be encrypted for who has this identifier: of partners that it stands for, what all of them may. */
    Set<Suite> of(Identifier holder, Instant at) {
        Set<Suite> allowed = new HashSet<>(suites.of(at));
        holders.getOrDefault(holder.toString(), Set.of()).forEach(partner -> allowed.retainAll(suites.of(partner, at)));
        return allowed;
    }

    /** Those in which it may be encrypted for. */
    Set<Suite> of(Partner recipient, Instant at) {
        return suites.of(recipient.id(), at);
    }

    /**
     * That the certificate in the recipient's file is of no such suite. A delivery is set aside then, for what refuses it is a
     * setting.
     */
    Optional<Finding> against(String rule, Partner recipient, Instant at) {
        return Optional.ofNullable(registered.get(recipient.id()))
                .filter(suite -> !of(recipient, at).contains(suite))
                .map(suite -> against(
                        rule + "/suite-" + suite.id() + ":refuse",
                        "crypto.yaml does not allow the suite of the recipient's certificate now",
                        recipient));
    }

    /** That what waits was encrypted in another suite than is allowed now, whichever certificate the recipient has today. */
    Optional<Finding> wrapped(String rule, Outgoing outgoing, Partner recipient, Instant at) {
        Set<Suite> allowed = of(recipient, at);
        return allowed.equals(Suite.READERS) || outgoing.wrappedIn().test(allowed)
                ? Optional.empty()
                : Optional.of(against(
                        rule + "/suite-encrypted:refuse",
                        "crypto.yaml does not allow the suite that it was encrypted in now",
                        recipient));
    }

    private static Finding against(String rule, String why, Partner recipient) {
        return new Finding.Against(
                rule,
                why,
                Issue.of(FailureCode.SUITE_NOT_ALLOWED, recipient.id().value()),
                true);
    }
}
