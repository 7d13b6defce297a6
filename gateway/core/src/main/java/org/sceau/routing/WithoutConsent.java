package org.sceau.routing;

/** What a route does with documents of a patient who has recorded neither consent nor objection. There is no default. */
public sealed interface WithoutConsent {

    /** Refused. */
    @Documented(what = "no recorded consent, no document")
    record Refuse() implements WithoutConsent {}

    /**
     * Permitted.
     *
     * @param legalBasis the law that allows it, as it will stand in decisions and receipts
     */
    @Documented(what = "a document passes without recorded consent, on a legal basis")
    record Permit(
            @Documented(
                    what = "the law that allows it, as it will stand in decisions and receipts",
                    example = "\"CSP L.1110-4: same care team\"")
            String legalBasis)
            implements WithoutConsent {
        private static final int LONGEST = 300;

        /** Throws IllegalArgumentException for a text that does not fit in a receipt. */
        public Permit {
            if (legalBasis.isBlank() || legalBasis.length() > LONGEST) {
                throw new IllegalArgumentException("a legal basis of 1 to 300 characters");
            }
        }
    }
}
