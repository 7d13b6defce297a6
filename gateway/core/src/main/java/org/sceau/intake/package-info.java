/**
 * The door: splits a request into payloads and metadata while it streams in. Start with {@link org.sceau.intake.Split}.
 */
@NullMarked
package org.sceau.intake;

import org.jspecify.annotations.NullMarked;
