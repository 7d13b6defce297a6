/**
 * The program: everything put together by plain constructors. Start with {@link org.sceau.app.Gateway}.
 */
@NullMarked
package org.sceau.app;

import org.jspecify.annotations.NullMarked;
