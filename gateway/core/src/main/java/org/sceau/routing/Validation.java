package org.sceau.routing;

/** How a route's submissions are validated. */
public enum Validation {
    /** By the gateway's compiled rules: under a millisecond. */
    RULES,
    /** By the compiled rules and then by HAPI's instance validator: 13 to 19 ms a submission. */
    PROFILE
}
