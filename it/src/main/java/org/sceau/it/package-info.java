/** Placeholder. */
@NullMarked
package org.sceau.it;

import org.jspecify.annotations.NullMarked;
