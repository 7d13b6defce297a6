/**
 * What can be checked: tree hashing, checkpoints, receipts, signature verdicts, on the JDK and Bouncy Castle alone. The
 * verifier is this package; it trusts nothing but the anchors it is given.
 */
@NullMarked
package org.sceau.proof;

import org.jspecify.annotations.NullMarked;
