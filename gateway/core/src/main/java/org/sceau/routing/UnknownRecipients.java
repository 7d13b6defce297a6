package org.sceau.routing;

/** What a route does when a submission names an intended recipient that the route does not serve (MHD 4.2.4, 3.65.4.1.3). */
public enum UnknownRecipients {
    /** The submission is refused: nobody gets a document that somebody it was meant for would not get. */
    REFUSE,
    /** The others get it; the sender's answer carries a warning for each recipient that is not served. */
    WARN
}
