package org.sceau.routing;

/** What a push to a partner carries. */
public enum Carries {
    /** The CMS object that only the partner's key opens. */
    CMS,
    /** The document in clear inside the mutually authenticated TLS channel, by the partner's choice. */
    CLEAR
}
