/**
 * What a power cut leaves. A process runs under {@code oplog.c}, which logs every change to its data directory; from the
 * log {@link org.sceau.it.powercut.PowerCut} builds the directory as it may stand after a cut at any moment: what was
 * synced is there, everything since may be there, missing, torn or out of order.
 */
@NullMarked
package org.sceau.it.powercut;

import org.jspecify.annotations.NullMarked;
