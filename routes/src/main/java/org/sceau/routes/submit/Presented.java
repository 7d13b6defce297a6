package org.sceau.routes.submit;

import org.sceau.identity.Caller;

/**
 * A request of a partner that was recognised.
 *
 * @param arrived the request
 * @param caller who sent it
 */
public record Presented(Arrived arrived, Caller caller) {}
