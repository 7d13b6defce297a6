/**
 * A submission's way in: identify, admit, validate, decide, sign, address, record, acknowledge. Start with
 * {@link org.sceau.routes.submit.SubmitRoute}.
 */
@NullMarked
package org.sceau.routes.submit;

import org.jspecify.annotations.NullMarked;
