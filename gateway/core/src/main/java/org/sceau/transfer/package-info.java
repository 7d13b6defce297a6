/**
 * The identifiers and states of a transfer and of its deliveries.
 */
@NullMarked
package org.sceau.transfer;

import org.jspecify.annotations.NullMarked;
