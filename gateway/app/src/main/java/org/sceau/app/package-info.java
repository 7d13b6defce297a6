/** Placeholder. */
@NullMarked
package org.sceau.app;

import org.jspecify.annotations.NullMarked;
