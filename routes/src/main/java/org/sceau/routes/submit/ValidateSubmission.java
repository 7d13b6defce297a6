package org.sceau.routes.submit;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.camel.Body;
import org.apache.camel.Handler;
import org.sceau.document.AcceptancePolicy;
import org.sceau.document.ReadResult;
import org.sceau.document.Submission;
import org.sceau.document.SubmissionReader;
import org.sceau.failure.Issue;
import org.sceau.intake.Split;
import org.sceau.ledger.Grounds;
import org.sceau.proof.Digest;
import org.sceau.transfer.PartnerId;

/** Third step: whether the request keeps the rules of FHIR, of its profile and of MHD. */
public final class ValidateSubmission {
    private final SubmissionReader reader;
    private final Function<PartnerId, AcceptancePolicy> policies;
    private final Map<String, Digest> revisions;

    /**
     * Judges with {@code reader}.
     *
     * @param policies what each partner may send
     * @param revisions digests of the configuration in force, for the journal
     */
    public ValidateSubmission(
            SubmissionReader reader, Function<PartnerId, AcceptancePolicy> policies, Map<String, Digest> revisions) {
        this.reader = reader;
        this.policies = policies;
        this.revisions = Map.copyOf(revisions);
    }

    /** The submission read from the request; throws {@link SubmissionRejected}. */
    @Handler
    public Validated validate(@Body Presented presented) {
        Arrived arrived = presented.arrived();
        return switch (arrived.reading()) {
            case Arrived.Reading.Unreadable unreadable ->
                throw rejected(presented, "syntax:refuse", "the body cannot be read", unreadable.issues());
            case Arrived.Reading.Whole whole ->
                new Validated(arrived.transfer(), presented.caller(), read(presented, whole.split()), arrived.at());
        };
    }

    private Submission read(Presented presented, Split split) {
        AcceptancePolicy policy = policies.apply(presented.caller().partner());
        return switch (reader.read(split, policy)) {
            case ReadResult.Valid valid -> valid.submission();
            case ReadResult.Invalid invalid ->
                throw rejected(presented, "profile:refuse", "the submission breaks its rules", invalid.issues());
        };
    }

    private SubmissionRejected rejected(Presented presented, String rule, String decision, List<Issue> issues) {
        return new SubmissionRejected(
                presented.arrived().transfer(), presented.caller(), new Grounds(rule, decision, revisions), issues);
    }
}
