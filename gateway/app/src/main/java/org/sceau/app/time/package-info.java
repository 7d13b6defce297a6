/**
 * The way to time-stamp authorities over HTTP, and the built-in one for trying out. Start with
 * {@link org.sceau.app.time.HttpTsa}.
 */
@NullMarked
package org.sceau.app.time;

import org.jspecify.annotations.NullMarked;
