package org.sceau.trust;

import java.util.Set;

/**
 * What a path must be beside valid (RFC 5280, section 6.1.1, inputs (c), (e), (f), (g); algorithms).
 *
 * @param policies initial-policy-set; empty for any-policy
 * @param explicitPolicy whether the path must state one of them in every certificate
 * @param inhibitMapping whether mappings of policies are refused
 * @param inhibitAny whether any-policy in a certificate counts for nothing
 * @param algorithms whether keys and signatures must be of a kind that is still relied on
 */
record PathRules(
        Set<String> policies, boolean explicitPolicy, boolean inhibitMapping, boolean inhibitAny, boolean algorithms) {
    /** Any policy, algorithms of today. */
    static final PathRules USUAL = new PathRules(Set.of(), false, false, false, true);

    /** Copies its set. */
    PathRules {
        policies = Set.copyOf(policies);
    }
}
