package org.sceau.ledger;

import java.util.Optional;
import org.sceau.failure.FailureCode;
import org.sceau.proof.Actor;

/**
 * How an attempt ended the delivery.
 *
 * @param ending the event
 * @param reason MUST be present for negative events
 * @param actor the peer that answered, or the gateway itself
 * @param grounds the decision taken again at delivery
 */
public record Ended(Ending ending, Optional<FailureCode> reason, Actor actor, Grounds grounds) {}
