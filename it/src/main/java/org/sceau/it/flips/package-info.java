/** Evidence of every kind, altered by one bit or byte at a time, judged by the verifier as it is delivered. */
@NullMarked
package org.sceau.it.flips;

import org.jspecify.annotations.NullMarked;
