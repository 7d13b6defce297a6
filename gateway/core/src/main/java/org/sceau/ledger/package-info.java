/**
 * The truth of a node: transfers, outbox, index and journal in one database, written by one thread in batches that are on
 * stable storage before anyone hears of them. Start with {@link org.sceau.ledger.Ledger}.
 */
@NullMarked
package org.sceau.ledger;

import org.jspecify.annotations.NullMarked;
