package org.sceau.routing;

/** What authors' signatures in a route's submissions count for. */
public enum AuthorSignature {
    /** Verdicts are journaled; what an author signed inside a FHIR document and was altered is refused as ever. */
    REPORT,
    /** As {@link #REPORT}; moreover every document needs a valid one, and none may be less than valid. */
    REQUIRE
}
