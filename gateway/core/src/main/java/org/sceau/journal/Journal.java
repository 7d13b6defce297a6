package org.sceau.journal;

/** The tree of one log. */
public final class Journal {}
