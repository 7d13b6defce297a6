/**
 * The ways that end in a store: deposit in a hosting store, and the inbox from which a recipient pulls. Start with
 * {@link org.sceau.routes.host.HostRoute}.
 */
@NullMarked
package org.sceau.routes.host;

import org.jspecify.annotations.NullMarked;
