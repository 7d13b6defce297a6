package org.sceau.signature;

/** Placeholder. */
public final class Signed {}
