package org.sceau.routes.submit;

/**
 * The steps of the failure policy of submissions.
 *
 * @param discard for the payloads of a submission that was not recorded
 * @param journal for a submission that a step refuses
 * @param answer for everything else
 */
public record SubmissionFailures(DiscardPayloads discard, JournalRejection journal, AnswerFailure answer) {
    /** The failure by which a step refuses a known partner's submission. */
    public Class<? extends Exception> rejected() {
        return SubmissionRejected.class;
    }
}
