package org.sceau.identity;

/** How the person behind a request is known (PGSSI-S; CI-SIS transport REST). The three are never taken for each other. */
public enum Identification {
    /** By the person's own certificate, in this session. */
    DIRECT,
    /** By the word of the organisation that authenticated itself: it states who acts, and answers for it. */
    INDIRECT,
    /** Not at all: an organisation acts, in a quality that is proved, recorded or stated. */
    QUALITY
}
