/** Kills the gateway under load, again and again, and looks for what was lost, doubled or contradicted. */
@NullMarked
package org.sceau.it.crash;

import org.jspecify.annotations.NullMarked;
