/** Looks for a fictional patient's words in everything a gateway leaves behind, in every form in which they may hide. */
@NullMarked
package org.sceau.it.canary;

import org.jspecify.annotations.NullMarked;
