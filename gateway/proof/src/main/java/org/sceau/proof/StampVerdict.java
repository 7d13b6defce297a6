package org.sceau.proof;

/** Whether a time-stamp holds. */
public sealed interface StampVerdict {

    /** It holds. */
    record Valid(TimeStamped stamped) implements StampVerdict {}

    /** It does not. */
    record NotValid(Part part, Reason reason, String where) implements StampVerdict {}
}
