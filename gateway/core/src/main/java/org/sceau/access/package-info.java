/**
 * The one decision point: who may do what with which document. Start with {@link org.sceau.access.Accepted}.
 */
@NullMarked
package org.sceau.access;

import org.jspecify.annotations.NullMarked;
