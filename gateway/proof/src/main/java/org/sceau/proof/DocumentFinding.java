package org.sceau.proof;

/**
 * What the evidence says about one document.
 *
 * @param name what the evidence calls it; for a supplied file that it does not know, the holder's label
 * @param sha256 what the evidence states; for an unknown file, of the file
 */
public record DocumentFinding(String name, State state, Digest sha256) {

    /** The outcomes of a comparison. */
    public enum State {
        /** The supplied bytes are those that the evidence speaks of. */
        INTACT("intact"),
        /** Nothing was supplied to compare. */
        NOT_SUPPLIED("not-supplied"),
        /** The supplied bytes are others. */
        ALTERED("altered"),
        /** Supplied under a name that the evidence does not have. */
        UNKNOWN("unknown");

        private final String code;

        State(String code) {
            this.code = code;
        }

        /** The stable code. */
        public String code() {
            return code;
        }
    }
}
