package org.sceau.transfer;

/** Who can open the payloads of a route's transfers after acceptance. */
public enum Mode {
    /** The gateway keeps its own wrap of the content keys and can open for authorised readers. */
    CUSTODY,
    /** Only the readers named at acceptance can open; the gateway destroyed its wrap. */
    READER_ONLY,
    /** The sender encrypted (CMS) for the readers; the gateway never had a key. End to end. */
    SEALED_BY_SENDER
}
