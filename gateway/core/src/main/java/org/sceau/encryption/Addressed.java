package org.sceau.encryption;

import java.util.List;
import org.sceau.signature.Signed;
import org.sceau.transfer.Mode;

/**
 * A signed submission whose content keys are wrapped for exactly its readers: ready to be recorded. Made by
 * {@link AddressReaders} only; nothing of it is durable yet.
 */
public final class Addressed {
    private final Signed signed;
    private final List<AddressedObject> objects;

    Addressed(Signed signed, List<AddressedObject> objects) {
        this.signed = signed;
        this.objects = List.copyOf(objects);
    }

    /** What was signed. */
    public Signed signed() {
        return signed;
    }

    /** Every payload in order, then the metadata object where a reader gets it encrypted. */
    public List<AddressedObject> objects() {
        return objects;
    }

    /** Whether the recorder may keep a wrap of the content keys. */
    public Custody custody() {
        return signed.accepted().route().mode() == Mode.READER_ONLY ? Custody.FORGET : Custody.KEEP;
    }

    @Override
    public String toString() {
        return "Addressed[" + signed.accepted().transfer() + "]";
    }
}
