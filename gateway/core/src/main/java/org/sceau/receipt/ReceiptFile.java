package org.sceau.receipt;

import org.sceau.proof.EventName;
import org.sceau.transfer.ReceiptId;

/**
 * A receipt as the canonical file that {@code sceau verify} reads. The same receipt is the same bytes every time, but
 * that it is made anew once when its entry is time-stamped. Opens no document, but names digests and salts: only for who may have it.
 */
public final class ReceiptFile {
    private final ReceiptId id;
    private final EventName event;
    private final byte[] content;

    ReceiptFile(ReceiptId id, EventName event, byte[] content) {
        this.id = id;
        this.event = event;
        this.content = content;
    }

    /** Which receipt. */
    public ReceiptId id() {
        return id;
    }

    /** What it is about. */
    public EventName event() {
        return event;
    }

    /** The bytes of the file; MUST NOT be changed. */
    public byte[] content() {
        return content;
    }

    @Override
    public String toString() {
        return "ReceiptFile[" + id + " " + event.label() + "]";
    }
}
