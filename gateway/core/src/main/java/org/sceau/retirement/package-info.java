/**
 * What rests on a suite or a certificate that has ended, and is made anew where the gateway can. Start with
 * {@link org.sceau.retirement.RewrapReaders}.
 */
@NullMarked
package org.sceau.retirement;

import org.jspecify.annotations.NullMarked;
