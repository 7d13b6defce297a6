/**
 * The dates of algorithms as {@code conf/crypto.yaml} has them. Start with {@link org.sceau.routing.crypto.CryptoSettings}.
 */
@NullMarked
package org.sceau.routing.crypto;

import org.jspecify.annotations.NullMarked;
