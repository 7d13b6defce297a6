/**
 * The patient's choice: recorded consents and objections, and the visibility codes that documents carry. Start with
 * {@link org.sceau.consent.Consents}.
 */
@NullMarked
package org.sceau.consent;

import org.jspecify.annotations.NullMarked;
