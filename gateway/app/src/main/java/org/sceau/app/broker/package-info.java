/**
 * The embedded message broker that distributes deliveries. It is never the truth: a broker that lost everything loses
 * nothing. Start with {@link org.sceau.app.broker.EmbeddedBroker}.
 */
@NullMarked
package org.sceau.app.broker;

import org.jspecify.annotations.NullMarked;
