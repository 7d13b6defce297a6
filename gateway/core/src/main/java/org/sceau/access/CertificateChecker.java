package org.sceau.access;

import java.security.cert.X509Certificate;
import java.time.Instant;
import org.sceau.failure.FailureCode;

/** Judges whether a partner's certificate can be relied on at a moment: chain, validity, revocation, use. Thread-safe. */
@FunctionalInterface
public interface CertificateChecker {

    /** The verdict on one end-entity certificate. Fails closed: whatever cannot be found out is {@link Standing.Unusable}. */
    Standing check(X509Certificate certificate, Instant at);

    /** The verdict on a certificate. */
    sealed interface Standing {
        /** It can be relied on. */
        record Usable() implements Standing {}

        /**
         * It cannot.
         *
         * @param code one of {@code CERTIFICATE_UNKNOWN}, {@code CERTIFICATE_REVOKED}, {@code CERTIFICATE_EXPIRED},
         *     {@code CERTIFICATE_WRONG_USE}, {@code CERTIFICATE_UNCHECKED}
         */
        record Unusable(FailureCode code) implements Standing {}
    }
}
