package org.sceau.routes.submit;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Body;
import org.apache.camel.Handler;
import org.sceau.access.Accepted;
import org.sceau.encryption.Addressed;
import org.sceau.failure.Issue;
import org.sceau.ledger.AcceptOutcome;
import org.sceau.ledger.Acceptance;
import org.sceau.ledger.Grounds;

/** Seventh step: transfer, outbox and journal entry on stable storage. When it returns, accepted means safe. */
public final class RecordAcceptance {
    private final Acceptances recorder;

    /** Records with {@code recorder}. */
    public RecordAcceptance(Acceptances recorder) {
        this.recorder = recorder;
    }

    /** What was recorded, now or by an earlier request; throws {@link SubmissionRejected}. */
    @Handler
    public Recorded record(@Body Addressed addressed) {
        Accepted decision = addressed.signed().accepted();
        return switch (recorder.accept(Acceptance.of(addressed)).join()) {
            case AcceptOutcome.Recorded recorded -> new Recorded(decision, recorded.acknowledgement(), false);
            case AcceptOutcome.Repeated repeated -> new Recorded(decision, repeated.first(), true);
            case AcceptOutcome.Conflict conflict ->
                throw rejected(
                        decision,
                        "repeat:refuse",
                        "the identifier was used for something else",
                        List.of(conflict.issue()));
            case AcceptOutcome.Refused refused ->
                throw rejected(decision, "ledger:refuse", "what it refers to does not allow it", refused.issues());
        };
    }

    private static SubmissionRejected rejected(Accepted decision, String rule, String why, List<Issue> issues) {
        var grounds = new Grounds(rule, why, decision.revisions().digests());
        return new SubmissionRejected(decision.transfer(), decision.caller(), grounds, issues);
    }

    /** The ledger's writer, as far as acceptances go. */
    @FunctionalInterface
    public interface Acceptances {
        /** {@link org.sceau.ledger.Recorder#accept}. */
        CompletableFuture<AcceptOutcome> accept(Acceptance acceptance);
    }
}
