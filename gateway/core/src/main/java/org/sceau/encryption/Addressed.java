package org.sceau.encryption;

/** Placeholder. */
public final class Addressed {}
