package org.sceau.access;

import org.sceau.failure.Issue;
import org.sceau.identity.Caller;

/** Who stands behind a TLS session. */
public sealed interface Identified {

    /** A registered partner with a valid certificate. */
    record Known(Caller caller) implements Identified {}

    /** Nobody we answer; counted, never journaled. */
    record Refused(Issue issue) implements Identified {}
}
