/**
 * A transfer's way to one recipient: claim, decide again, prepare, send, judge the answer, record. Start with
 * {@link org.sceau.routes.deliver.DeliverRoute}.
 */
@NullMarked
package org.sceau.routes.deliver;

import org.jspecify.annotations.NullMarked;
