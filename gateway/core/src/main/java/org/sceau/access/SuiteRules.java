package org.sceau.access;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

    SuiteRules(RoutingTable table, ReaderSuites suites) {
        this.suites = suites;
        for (Partner partner : table.partners()) {
            partner.readerCertificate()
                    .flatMap(certificate -> ReaderPublicKey.of(certificate.getPublicKey()))
                    .ifPresent(key -> registered.put(partner.id(), key.suite()));
        }
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
                .map(suite -> new Finding.Against(
                        rule + "/suite-" + suite.id() + ":refuse",
                        "crypto.yaml does not allow the suite of the recipient's certificate now",
                        Issue.of(FailureCode.SUITE_NOT_ALLOWED, recipient.id().value()),
                        true));
    }
}
