package org.sceau.receipt;

import org.sceau.proof.Entry;
import org.sceau.proof.HashReader;
import org.sceau.proof.InclusionProof;
import org.sceau.proof.Openings;
import org.sceau.proof.Receipt;
import org.sceau.proof.SealedCheckpoint;
import org.sceau.transfer.ReceiptId;

/** Builds receipts from what the ledger kept. */
public final class Receipts {
    private Receipts() {}

    /**
     * The receipt of an entry, with the checkpoint of its batch.
     *
     * @param entry canonical bytes of the entry
     * @param openings of its salted digests
     * @param index of the entry in the log
     * @param size of the tree that {@code sealed} is about
     * @param hashes of the tree
     * @param sealed the checkpoint that the entry's batch was sealed with
     */
    public static ReceiptFile build(
            byte[] entry, Openings openings, long index, long size, HashReader hashes, SealedCheckpoint sealed) {
        Entry read = Entry.decode(entry);
        InclusionProof proof = InclusionProof.build(index, size, hashes);
        byte[] file = new Receipt(read, openings, proof, sealed).encode();
        return new ReceiptFile(new ReceiptId(read.id()), read.event(), file);
    }
}
