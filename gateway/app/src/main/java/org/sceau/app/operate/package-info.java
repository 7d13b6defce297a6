/**
 * The operator's endpoint on loopback: health, metrics and the operator interface that the command line uses. Metadata
 * only, never patient data. Start with {@link org.sceau.app.operate.OperatorServer}.
 */
@NullMarked
package org.sceau.app.operate;

import org.jspecify.annotations.NullMarked;
