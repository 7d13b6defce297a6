/** A journal of a million entries, verified anew in a process with little memory. */
@NullMarked
package org.sceau.it.journal;

import org.jspecify.annotations.NullMarked;
