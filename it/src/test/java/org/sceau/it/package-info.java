/** Proof against the packaged program: what a user does, done by a test. */
@NullMarked
package org.sceau.it;

import org.jspecify.annotations.NullMarked;
