/** Placeholder. */
@NullMarked
package org.sceau.profiles;

import org.jspecify.annotations.NullMarked;
