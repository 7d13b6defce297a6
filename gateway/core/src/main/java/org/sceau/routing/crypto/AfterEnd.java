package org.sceau.routing.crypto;

/** What a gateway does with an algorithm of its own keys whose last day has passed. */
public enum AfterEnd {
    /** It goes on signing with it, and warns. */
    WARN,
    /** It signs nothing with it any more: what needs such a signature is refused. */
    STOP
}
