/** Questions to authorities over HTTP, bounded in time. Start with {@link org.sceau.app.exchange.AnswerInTime}. */
@NullMarked
package org.sceau.app.exchange;

import org.jspecify.annotations.NullMarked;
