package org.sceau.routes.deliver;

import java.util.Optional;
import java.util.Set;
import org.apache.camel.Body;
import org.apache.camel.Handler;
import org.sceau.document.PeerAnswers;
import org.sceau.failure.FailureCode;
import org.sceau.ledger.Ending;

/**
 * What a peer's answer proves. A success status alone proves nothing: the body must be the answer of an ITI-65 recipient.
 * A refusal must say so as an OperationOutcome; without one it came from something that is no FHIR server, which an
 * operator has to look at.
 */
public final class JudgeAnswer {
    /** The verdict. */
    @Handler
    public Judged judge(@Body Sent sent) {
        Verdict verdict = switch (sent.answer()) {
            case PeerAnswer.NotSent none -> new Verdict.TryAgain(none.code(), false);
            case PeerAnswer.Unknown unknown -> new Verdict.Doubtful(unknown.code());
            case PeerAnswer.Answered answer -> answered(answer, sent.prepared().request());
        };
        return new Judged(sent.prepared(), verdict);
    }

    private static Verdict answered(PeerAnswer.Answered answer, PeerRequest request) {
        int status = answer.status();
        if (status == 200 || status == 201) {
            return success(answer, request.shape());
        }
        if (status == 408 || status == 429 || status >= 500) {
            return status >= 500 && status != 503
                    ? new Verdict.Doubtful(FailureCode.PEER_ANSWER_INVALID)
                    : new Verdict.TryAgain(FailureCode.PEER_UNREACHABLE);
        }
        return status >= 400 ? refusal(answer) : new Verdict.SetAside(FailureCode.PEER_ANSWER_INVALID);
    }

    private static Verdict success(PeerAnswer.Answered answer, PeerRequest.Shape shape) {
        return switch (shape) {
            case PeerRequest.Shape.Created _ ->
                answer.status() == 201 && answer.located()
                        ? held(answer, answer.receipt())
                        : new Verdict.Doubtful(FailureCode.PEER_ANSWER_INVALID);
            case PeerRequest.Shape.Transaction transaction ->
                switch (PeerAnswers.provided(answer.content().bytes(), transaction.entries())) {
                    case PeerAnswers.Provided.Held held -> held(answer, held.receipt() || answer.receipt());
                    case PeerAnswers.Provided.Shapeless _ -> new Verdict.Doubtful(FailureCode.PEER_ANSWER_INVALID);
                };
        };
    }

    private static Verdict held(PeerAnswer.Answered answer, boolean receipt) {
        Ending ending = receipt ? Ending.RELAY_ACCEPTANCE : Ending.CONTENT_CONSIGNMENT;
        return new Verdict.Settled(ending, Optional.empty(), answer.peer());
    }

    private static Verdict refusal(PeerAnswer.Answered answer) {
        Optional<Set<String>> codes = PeerAnswers.outcome(answer.content().bytes());
        if (codes.isEmpty()) {
            return new Verdict.SetAside(FailureCode.PEER_ANSWER_INVALID);
        }
        boolean duplicate = answer.status() == 409
                || codes.get().stream().anyMatch(code -> code.startsWith("XDSDuplicateUniqueId"));
        return duplicate
                ? new Verdict.Doubtful(FailureCode.DUPLICATE_DIFFERENT)
                : new Verdict.Settled(Ending.RELAY_REJECTION, Optional.of(FailureCode.PEER_REFUSED), answer.peer());
    }
}
