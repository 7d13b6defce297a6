package org.sceau.routing.configuration;

import java.time.Duration;
import org.sceau.routing.Documented;

/**
 * How deliveries are attempted.
 *
 * @param workers per recipient
 * @param connect time to reach a recipient
 * @param answer time to its answer
 * @param lease after which a worker that says nothing has lost its delivery
 * @param sweep between searches for what is due and unclaimed
 */
public record DeliverySettings(
        @Documented(
                what = "attempts at the same time to one recipient; recipients never share them",
                example = "16",
                defaultValue = "16",
                minimum = 1,
                maximum = 64)
        int workers,

        @Documented(what = "time to reach a recipient", example = "5s", defaultValue = "5s")
        Duration connect,

        @Documented(
                what = "time to a recipient's answer; what it did is then unknown until a query says",
                example = "60s",
                defaultValue = "60s")
        Duration answer,

        @Documented(
                what = "time after which a worker that says nothing has lost its delivery; longer than an attempt",
                example = "5m",
                defaultValue = "5m")
        Duration lease,

        @Documented(what = "time between searches for what is due and unclaimed", example = "1s", defaultValue = "1s")
        Duration sweep) {

    /** Throws IllegalArgumentException when a lease could end during an attempt. */
    public DeliverySettings {
        if (lease.compareTo(connect.plus(answer)) <= 0) {
            throw new IllegalArgumentException("a lease longer than connect and answer together");
        }
    }
}
