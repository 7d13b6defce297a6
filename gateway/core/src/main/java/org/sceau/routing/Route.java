package org.sceau.routing;

/** Placeholder. */
public final class Route {}
