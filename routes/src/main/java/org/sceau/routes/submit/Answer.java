package org.sceau.routes.submit;

import java.util.List;
import java.util.Optional;
import org.sceau.document.Submission;
import org.sceau.failure.Issue;
import org.sceau.ledger.Acknowledgement;
import org.sceau.transfer.ReceiptId;

/** What a sender is told. */
public sealed interface Answer {
    /**
     * Accepted: document and journal entry are on stable storage.
     *
     * @param acknowledgement facts of the acceptance, the first one's for a repeat
     * @param submission as it was read from this request
     * @param warnings what the sender should know beside the submission's own warnings
     * @param repeated true when the same thing had been accepted before
     */
    record Acceptance(Acknowledgement acknowledgement, Submission submission, List<Issue> warnings, boolean repeated)
            implements Answer {
        /** Copies its list. */
        public Acceptance {
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * Refused; nothing is kept.
     *
     * @param issues the reasons, the gravest first
     * @param receipt of the SubmissionRejection; empty when the sender is nobody we know, or when it could not be recorded
     */
    record Rejection(List<Issue> issues, Optional<ReceiptId> receipt) implements Answer {
        /** Copies its list. */
        public Rejection {
            issues = List.copyOf(issues);
        }
    }
}
