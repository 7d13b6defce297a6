/** Placeholder. */
@NullMarked
package org.sceau.routes;

import org.jspecify.annotations.NullMarked;
