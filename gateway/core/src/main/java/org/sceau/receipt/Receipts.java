package org.sceau.receipt;

import java.util.List;
import java.util.Optional;
import org.sceau.proof.DetachedSeal;
import org.sceau.proof.Entry;
import org.sceau.proof.HashReader;
import org.sceau.proof.InclusionProof;
import org.sceau.proof.Openings;
import org.sceau.proof.Receipt;
import org.sceau.proof.Renewed;
import org.sceau.proof.SealedCheckpoint;
import org.sceau.proof.TimeStampToken;
import org.sceau.transfer.ReceiptId;

/** Builds receipts from what the ledger kept. */
public final class Receipts {
    private Receipts() {}

    /**
     * Where an entry stands.
     *
     * @param index of the entry in the log
     * @param size of the tree that its checkpoint is about
     * @param hashes of the tree
     */
    public record Place(long index, long size, HashReader hashes) {}

    /**
     * The receipt of an entry.
     *
     * @param entry canonical bytes of the entry
     * @param openings of its salted digests
     * @param place in the log
     * @param sealed the checkpoint of {@code place.size()}
     * @param stamp the time-stamp over that checkpoint, if there is one
     * @param second the second seal beside that time-stamp, if there is one
     * @param renewals of that time-stamp
     */
    public static ReceiptFile build(
            byte[] entry,
            Openings openings,
            Place place,
            SealedCheckpoint sealed,
            Optional<TimeStampToken> stamp,
            Optional<DetachedSeal> second,
            List<Renewed> renewals) {
        Entry read = Entry.decode(entry);
        InclusionProof proof = InclusionProof.build(place.index(), place.size(), place.hashes());
        byte[] file = new Receipt(read, openings, proof, sealed, stamp, second, renewals).encode();
        return new ReceiptFile(new ReceiptId(read.id()), read.event(), file);
    }
}
