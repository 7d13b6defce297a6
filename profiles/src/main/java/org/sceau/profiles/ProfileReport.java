package org.sceau.profiles;

import java.util.List;

/** What the complete validator says of a resource. */
public sealed interface ProfileReport {

    /** No error; warnings do not count. */
    record Conforms() implements ProfileReport {}

    /**
     * At least one error.
     *
     * @param violations where and which rule. The validator's own words quote the resource and are not passed on
     */
    record Violates(List<Violation> violations) implements ProfileReport {
        /** Copies. */
        public Violates {
            violations = List.copyOf(violations);
        }
    }

    /**
     * One error.
     *
     * @param location FHIRPath
     * @param rule HL7's name of the message, for instance {@code Validation_VAL_Profile_Minimum}
     */
    record Violation(String location, String rule) {}
}
