package org.sceau.proof;

import java.util.List;
import java.util.Optional;

/** The result of checking a JAdES file: integrity, and whether the signer may be believed. */
public sealed interface JadesVerdict {

    /**
     * The signer is trusted and has signed exactly this.
     *
     * @param sealer who, and when by its own word
     * @param objects what was signed; whether somebody's files are these objects is another question
     * @param commitments URIs of the commitments
     * @param claimed attributes the signer claims for itself or for its client
     * @param stamp the time-stamp over the signature, if there is one
     * @param revocationExamined whether lists in the file answered for the signer and the time-stamp
     */
    record Valid(
            Sealer sealer,
            List<SignedObject> objects,
            List<String> commitments,
            List<String> claimed,
            Optional<SignatureStamp> stamp,
            boolean revocationExamined)
            implements JadesVerdict {}

    /**
     * The signature is not shown to be good: {@code part} is CERTIFICATE if only trust is missing.
     *
     * @param objects what it is over, if only trust is missing; else empty
     */
    record NotValid(Part part, Reason reason, String where, List<SignedObject> objects) implements JadesVerdict {

        NotValid(Part part, Reason reason, String where) {
            this(part, reason, where, List.of());
        }
    }
}
