/** The way to revocation lists over HTTP. Start with {@link org.sceau.app.revocation.HttpLists}. */
@NullMarked
package org.sceau.app.revocation;

import org.jspecify.annotations.NullMarked;
