package org.sceau.routing;

/** What of a route's submissions is time-stamped. */
public enum TimeStamping {
    /** The journal, now and then: one time-stamp over everything since the last. */
    JOURNAL,
    /** The journal, and the signature over each submission by itself (JAdES level B-T); traffic does not wait for it. */
    DOCUMENT
}
