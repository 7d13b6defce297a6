/**
 * CMS envelopes: one ciphertext, one recipientInfo per reader. Start with {@link org.sceau.encryption.Addressed}.
 */
@NullMarked
package org.sceau.encryption;

import org.jspecify.annotations.NullMarked;
