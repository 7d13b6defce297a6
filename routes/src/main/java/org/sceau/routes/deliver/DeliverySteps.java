package org.sceau.routes.deliver;

/**
 * The steps that every way of delivery shares.
 *
 * @param takeUp the first
 * @param decide the second
 * @param record the last
 */
public record DeliverySteps(TakeUp takeUp, DecideDelivery decide, RecordAttempt record) {}
