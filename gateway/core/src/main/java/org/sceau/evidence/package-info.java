/**
 * Evidence files (ETSI EN 319 162-1, ASiC-E): what one party may have of a transfer, in one file that proves itself offline.
 * Nothing is given that is not listed for the party's role; making one is journaled first. Start with
 * {@link org.sceau.evidence.MakeEvidence}.
 */
@NullMarked
package org.sceau.evidence;

import org.jspecify.annotations.NullMarked;
