/**
 * The operator's seal over a submission (JAdES). Start with {@link org.sceau.signature.Signed}.
 */
@NullMarked
package org.sceau.signature;

import org.jspecify.annotations.NullMarked;
