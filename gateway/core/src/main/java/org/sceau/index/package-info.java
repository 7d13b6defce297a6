/**
 * The confidential index: patients and identifiers as keyed hashes, codes and dates in clear, names never stored
 * searchable. Start with {@link org.sceau.index.DocumentCriteria}.
 */
@NullMarked
package org.sceau.index;

import org.jspecify.annotations.NullMarked;
