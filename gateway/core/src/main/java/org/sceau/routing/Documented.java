package org.sceau.routing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Tells the operator what a setting is for. The reader of {@code conf/}, its JSON Schemas and its README are all made from
 * this annotation, so that they cannot differ.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.RECORD_COMPONENT, ElementType.TYPE})
public @interface Documented {

    /** What it means and, for a limit, why it has its default: one sentence without a full stop. */
    String what();

    /** A value as an operator would write it, in YAML. */
    String example() default "";

    /** The value, in YAML, that counts when the key is absent; empty when the key must be there (or is optional by type). */
    String defaultValue() default "";

    /** The smallest number allowed. */
    long minimum() default 0;

    /** The largest number allowed. */
    long maximum() default Long.MAX_VALUE;

    /** Whether its value may stand alone, in place of keys of which the others may then all be absent. */
    boolean alone() default false;

    /** Words that its type has and the setting has not. */
    String[] except() default {};
}
