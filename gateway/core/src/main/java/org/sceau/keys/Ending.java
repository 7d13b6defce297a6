package org.sceau.keys;

import java.security.cert.X509Certificate;
import java.time.Instant;

/**
 * A certificate whose end matters.
 *
 * @param name of its use, such as {@code seal} or {@code partner hopital}; nothing of a person
 * @param certificate the certificate
 */
public record Ending(String name, X509Certificate certificate) implements Ends {

    @Override
    public Instant end() {
        return certificate.getNotAfter().toInstant();
    }
}
