/**
 * Who acts and for whom: organisations, persons, professional quality, patients.
 */
@NullMarked
package org.sceau.identity;

import org.jspecify.annotations.NullMarked;
