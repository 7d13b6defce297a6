package org.sceau.routes.submit;

import org.sceau.access.Accepted;
import org.sceau.ledger.Acknowledgement;

/**
 * An acceptance that is on stable storage.
 *
 * @param accepted what was accepted
 * @param acknowledgement the facts of the answer
 * @param repeated true when the same thing had been accepted before: nothing new was stored
 */
public record Recorded(Accepted accepted, Acknowledgement acknowledgement, boolean repeated) {}
