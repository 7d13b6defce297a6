package org.sceau.proof;

/** Whether one proof holds. */
public sealed interface ProofVerdict {

    /** It holds. */
    record Holds() implements ProofVerdict {}

    /** It does not hold. */
    record Fails(Reason reason) implements ProofVerdict {}
}
