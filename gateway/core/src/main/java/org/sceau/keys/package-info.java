/**
 * The gateway's own keys: where they are kept, how they sign, and how they stay out of every text. Start with
 * {@link org.sceau.keys.KeyRing}.
 */
@NullMarked
package org.sceau.keys;

import org.jspecify.annotations.NullMarked;
