package org.sceau.it.outage;

import java.time.Duration;

/**
 * How an outage is played.
 *
 * @param before how long traffic is measured with the authority there
 * @param outage how long it is away: half of it refusing connections, half of it silent
 * @param batch submissions between two looks
 * @param connections that they come over
 * @param warmUp submissions before anything is measured
 * @param every pause between two time-stamps, as in the configuration
 * @param alarm lag from which on the gateway warns
 * @param stop lag from which on the second route stops
 * @param most by how much CPU and latency in the outage may be above those before
 */
public record Plan(
        Duration before,
        Duration outage,
        int batch,
        int connections,
        int warmUp,
        String every,
        String alarm,
        String stop,
        double most) {

    /** The long form; half the time of the outage is measured before it. */
    static Plan ofMinutes(int minutes) {
        Duration outage = Duration.ofMinutes(minutes);
        return new Plan(outage.dividedBy(2), outage, 500, 8, 3_000, "5s", "30s", "20s", 1.05);
    }
}
