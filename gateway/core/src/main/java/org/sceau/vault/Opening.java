package org.sceau.vault;

/** What opening a stored payload comes to. */
public sealed interface Opening {

    /** The payload was verified against its digest and its tag; the caller closes it. */
    record Opened(ClearPayload clear) implements Opening {}

    /** The payload is not the one that was stored; not a byte of it is given out. */
    record Refused(Damage damage) implements Opening {}
}
