package org.sceau.it.powercut;

import java.util.Arrays;
import org.sceau.it.support.Traffic;
import org.sceau.proof.Checkpoint;
import org.sceau.proof.Receipt;
import org.sceau.proof.TreeHead;
import org.sceau.transfer.TransferId;

/**
 * A submission that was answered with success.
 *
 * @param accepted what was answered, and how long the log was then
 * @param receipt as it was given out
 * @param transfer which transfer it became
 * @param head size and root of the tree that the receipt states as sealed
 */
record Promise(Traffic.Accepted accepted, Receipt receipt, TransferId transfer, TreeHead head) {

    static Promise of(Traffic.Accepted accepted, byte[] receipt) {
        Receipt read = Receipt.decode(receipt);
        TransferId transfer = new TransferId(read.entry().transfer().orElseThrow());
        TreeHead head = Checkpoint.decode(read.sealed().note()).body().head();
        return new Promise(accepted, read, transfer, head);
    }

    /** Whether that is the same receipt; since it was given out it may have been time-stamped under a later seal. */
    boolean keptAs(Receipt other) {
        return Arrays.equals(receipt.entry().encode(), other.entry().encode())
                && Arrays.equals(receipt.openings().encode(), other.openings().encode());
    }
}
