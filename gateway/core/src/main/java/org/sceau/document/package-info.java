/**
 * What a submission says of its documents, read from the metadata alone. Start with {@link org.sceau.document.Submission}.
 */
@NullMarked
package org.sceau.document;

import org.jspecify.annotations.NullMarked;
