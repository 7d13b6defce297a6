/**
 * Where a submission goes: partners, routes, and the choice among them.
 */
@NullMarked
package org.sceau.routing;

import org.jspecify.annotations.NullMarked;
