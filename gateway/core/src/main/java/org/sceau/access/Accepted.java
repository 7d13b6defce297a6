package org.sceau.access;

/** Placeholder. */
public final class Accepted {}
