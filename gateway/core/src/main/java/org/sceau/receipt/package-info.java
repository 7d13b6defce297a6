/**
 * Receipts: an entry of the journal with its salts, its place in the tree and the sealed checkpoint of its batch. Start
 * with {@link org.sceau.receipt.ReceiptFile}.
 */
@NullMarked
package org.sceau.receipt;

import org.jspecify.annotations.NullMarked;
