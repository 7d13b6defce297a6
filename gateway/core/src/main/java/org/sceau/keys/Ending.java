package org.sceau.keys;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;

/**
 * A certificate whose end matters.
 *
 * @param name of its use, such as {@code seal} or {@code partner hopital}; nothing of a person
 * @param certificate the certificate
 */
public record Ending(String name, X509Certificate certificate) {

    /** Whole days from then to its last moment, negative once it has ended. */
    public long daysLeft(Instant now) {
        return Math.floorDiv(
                Duration.between(now, certificate.getNotAfter().toInstant()).toSeconds(),
                Duration.ofDays(1).toSeconds());
    }
}
