/**
 * Receipts: an entry of the journal with its salts, its place in the tree, the sealed checkpoint and, once there is one, its
 * time-stamp. Start
 * with {@link org.sceau.receipt.ReceiptFile}.
 */
@NullMarked
package org.sceau.receipt;

import org.jspecify.annotations.NullMarked;
