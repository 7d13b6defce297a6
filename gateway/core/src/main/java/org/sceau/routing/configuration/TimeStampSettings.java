package org.sceau.routing.configuration;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.sceau.routing.Documented;

/**
 * Who states the time of what the journal holds.
 *
 * @param authorities asked in this order
 * @param every pause between two time-stamps
 * @param alarm lag from which on the log warns
 * @param answer time to an authority's answer
 * @param clockDifference how far an authority's clock and ours may be apart
 * @param development the built-in authority, in place of others
 */
public record TimeStampSettings(
        @Documented(
                what = "authorities, asked in this order until one has stamped",
                example = "[{url: \"http://tsa.example.org/\", anchors: trust/tsa.pem}]",
                defaultValue = "[]")
        List<TimeStampAuthoritySettings> authorities,

        @Documented(
                what = "pause between two time-stamps; one covers everything before it, and an outage is made good",
                example = "60s",
                defaultValue = "60s")
        Duration every,

        @Documented(
                what = "age of the oldest entry without a time-stamp from which on the log warns at every attempt",
                example = "10m",
                defaultValue = "10m")
        Duration alarm,

        @Documented(
                what = "time to an authority's whole answer, before the next one is asked",
                example = "10s",
                defaultValue = "10s")
        Duration answer,

        @Documented(
                what = "how far an authority's clock and this machine's may be apart",
                example = "60s",
                defaultValue = "60s")
        Duration clockDifference,

        @Documented(
                what =
                        "the built-in authority for trying out, in place of others, with a key whose certificate leads to trust.anchors;"
                                + " its time is this machine's and proves nothing",
                example = "{key: ../keys/tsa.p12, passphrase-file: ../keys/tsa-passphrase}")
        Optional<KeyFileSettings> development) {

    /** Throws IllegalArgumentException when nobody could be asked, or the built-in authority would step in for real ones. */
    public TimeStampSettings {
        authorities = List.copyOf(authorities);
        if (authorities.isEmpty() && development.isEmpty()) {
            throw new IllegalArgumentException("at least one authority under authorities");
        }
        if (!authorities.isEmpty() && development.isPresent()) {
            throw new IllegalArgumentException("authorities without development, whose time proves nothing");
        }
    }
}
