/** What is done again and again beside the traffic: start with {@link org.sceau.rounds.Rounds}. */
@NullMarked
package org.sceau.rounds;

import org.jspecify.annotations.NullMarked;
