/** Traffic while the time-stamp authority is away: what goes on, what stops, and what the next time-stamp makes good. */
@NullMarked
package org.sceau.it.outage;

import org.jspecify.annotations.NullMarked;
