package org.sceau.ledger;

import java.util.List;
import org.sceau.failure.Issue;

/** What the ledger made of an acceptance. Durable when the caller sees it. */
public sealed interface AcceptOutcome {

    /** New: transfer, outbox and journal entry are on stable storage. */
    record Recorded(Acknowledgement acknowledgement) implements AcceptOutcome {}

    /** The same thing was accepted before: the first acknowledgement again, nothing was stored. */
    record Repeated(Acknowledgement first) implements AcceptOutcome {}

    /** The sender used the submission's identifier before for something else; answer 409. Nothing was stored. */
    record Conflict(Issue issue) implements AcceptOutcome {}

    /** A rule that needs the ledger refuses it (replacement, identifiers of documents, folders). Nothing was stored. */
    record Refused(List<Issue> issues) implements AcceptOutcome {}
}
