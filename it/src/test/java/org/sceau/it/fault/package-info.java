/** Breaks what surrounds the gateway, looks for false successes and losses, and heals it again. */
@NullMarked
package org.sceau.it.fault;

import org.jspecify.annotations.NullMarked;
