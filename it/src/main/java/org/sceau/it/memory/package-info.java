/** One very large document through a gateway with very little memory. */
@NullMarked
package org.sceau.it.memory;

import org.jspecify.annotations.NullMarked;
