/**
 * Time from third parties: asks time-stamp authorities (RFC 3161) and keeps the newest checkpoint stamped. Start with
 * {@link org.sceau.timestamp.Stamper}.
 */
@NullMarked
package org.sceau.timestamp;

import org.jspecify.annotations.NullMarked;
