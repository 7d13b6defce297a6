package org.sceau.encryption;

/** Whether the recorder may keep a wrap of the content keys under a working key of the gateway. */
public enum Custody {
    /** It keeps one: to open for authorised readers, or because the payload is the sender's own envelope. */
    KEEP,
    /** It MUST NOT store one: after acceptance only the readers can open. */
    FORGET
}
