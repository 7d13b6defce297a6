/**
 * Reads {@code conf/} strictly: every error in one pass, each with its place and what to write. Start with
 * {@link org.sceau.routing.configuration.Configuration}.
 */
@NullMarked
package org.sceau.routing.configuration;

import org.jspecify.annotations.NullMarked;
