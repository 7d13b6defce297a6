/** Starts and watches the packaged gateway, as an operator would. */
@NullMarked
package org.sceau.it.support;

import org.jspecify.annotations.NullMarked;
