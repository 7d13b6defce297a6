/**
 * The access rules as {@code conf/access.yaml} has them: who may do what with which documents, and what for. Start with
 * {@link org.sceau.routing.rules.AccessRule}; {@code org.sceau.access} decides by them.
 */
@NullMarked
package org.sceau.routing.rules;

import org.jspecify.annotations.NullMarked;
