/**
 * Payload bytes at rest: hashed and encrypted as they arrive, never in clear on disk. Start with {@link org.sceau.vault.PayloadSink}.
 */
@NullMarked
package org.sceau.vault;

import org.jspecify.annotations.NullMarked;
