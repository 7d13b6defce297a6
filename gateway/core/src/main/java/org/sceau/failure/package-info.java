/**
 * What can go wrong, named once: the catalogue of failure codes, the issues of a refusal. Start with {@link org.sceau.failure.FailureCode}.
 */
@NullMarked
package org.sceau.failure;

import org.jspecify.annotations.NullMarked;
