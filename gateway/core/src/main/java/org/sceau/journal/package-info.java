/**
 * The append-only Merkle tree (RFC 9162) as pure logic: hashes in, tiles and roots out. It cannot name a document type, so
 * it cannot store one. Start with {@link org.sceau.journal.Journal}.
 */
@NullMarked
package org.sceau.journal;

import org.jspecify.annotations.NullMarked;
