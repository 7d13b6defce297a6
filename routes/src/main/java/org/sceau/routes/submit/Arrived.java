package org.sceau.routes.submit;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.sceau.failure.Issue;
import org.sceau.identity.Authority;
import org.sceau.intake.Split;
import org.sceau.transfer.TransferId;

/**
 * A request whose body was read.
 *
 * @param transfer the id it is known by from now on
 * @param chain the certificates of its TLS session, end-entity first
 * @param authority what it brings beside its certificate
 * @param reading what came of its body
 * @param at when it was received
 */
public record Arrived(
        TransferId transfer, List<X509Certificate> chain, Authority authority, Reading reading, Instant at) {
    /** Copies its list. */
    public Arrived {
        chain = List.copyOf(chain);
    }

    @Override
    public String toString() {
        return "Arrived[" + transfer + "]";
    }

    /** What came of reading a body. */
    public sealed interface Reading {
        /** It could be taken apart. */
        record Whole(Split split) implements Reading {}

        /** It could not; nothing of it is kept. */
        record Unreadable(List<Issue> issues) implements Reading {
            /** Copies its list. */
            public Unreadable {
                issues = List.copyOf(issues);
            }
        }
    }
}
