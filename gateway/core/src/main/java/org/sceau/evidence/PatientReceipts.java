package org.sceau.evidence;

import java.util.List;
import org.sceau.proof.EventName;
import org.sceau.proof.Opening;
import org.sceau.proof.Openings;
import org.sceau.proof.Receipt;

/**
 * What of a transfer's receipts its patient gets: all but an operator's acts upon the delivery itself, and of their openings
 * those of documents alone, by which a document in hand is the one that was seen. What the sender wrote about it, and the
 * signature over that, stay closed: their digests would say more than the patient needs.
 */
final class PatientReceipts {
    /** The acts of an operator that somebody got to see something by; the recorder names them so. */
    private static final String DISCLOSURE = "evidence/";

    private static final String DOCUMENT = "payload/";

    private PatientReceipts() {}

    static List<byte[]> of(List<byte[]> receipts) {
        return receipts.stream()
                .map(Receipt::decode)
                .filter(PatientReceipts::concerns)
                .map(receipt -> opened(receipt).encode())
                .toList();
    }

    private static boolean concerns(Receipt receipt) {
        return receipt.entry().event() != EventName.OPERATION
                || receipt.entry().rule().startsWith(DISCLOSURE);
    }

    private static Receipt opened(Receipt receipt) {
        List<Opening> documents = receipt.openings().all().stream()
                .filter(opening -> opening.name().startsWith(DOCUMENT))
                .toList();
        return receipt.with(new Openings(documents));
    }
}
