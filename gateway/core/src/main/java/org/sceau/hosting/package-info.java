/**
 * Deposit of ciphertext in a hosting store. This package cannot name a document: it sees encrypted objects only. Start
 * with {@link org.sceau.hosting.HostingStore}.
 */
@NullMarked
package org.sceau.hosting;

import org.jspecify.annotations.NullMarked;
