package org.sceau.consent;

/** What a patient has recorded about one reader. */
public sealed interface ConsentFinding {

    /**
     * The patient agrees.
     *
     * @param record random name of the recorded consent, as it stands in rules
     */
    record Consented(String record) implements ConsentFinding {}

    /**
     * The patient objects; no legal basis of a route overrides it.
     *
     * @param record random name of the recorded objection, as it stands in rules
     */
    record Objected(String record) implements ConsentFinding {}

    /** The patient has recorded nothing: the route's {@code without-consent} decides. */
    record Nothing() implements ConsentFinding {}
}
