/**
 * The algorithms: their names, object identifiers, parameters and providers stand here and nowhere else. Start with
 * {@link org.sceau.suites.Suite}, the list of what is in use.
 */
@NullMarked
package org.sceau.suites;

import org.jspecify.annotations.NullMarked;
