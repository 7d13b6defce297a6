/** Directory servers: the network side of the directory. */
@NullMarked
package org.sceau.app.directory;

import org.jspecify.annotations.NullMarked;
