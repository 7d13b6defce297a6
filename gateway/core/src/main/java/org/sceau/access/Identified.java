package org.sceau.access;

import org.sceau.failure.Issue;
import org.sceau.identity.Caller;

/** Who stands behind a TLS session. */
public sealed interface Identified {

    /** A registered partner with a valid certificate. */
    record Known(Caller caller) implements Identified {}

    /**
     * A registered partner whose certificate does not stand now: revoked, opposed, ended, for another use, or not to be
     * checked. It may do nothing; that it was refused can be recorded.
     *
     * @param caller the partner, of whom the certificate proves nothing any more
     */
    record Barred(Caller caller, Issue issue) implements Identified {}

    /** Nobody we answer; counted, never journaled. */
    record Refused(Issue issue) implements Identified {}
}
