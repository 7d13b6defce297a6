package org.sceau.routing.configuration;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.sceau.routing.Documented;

/**
 * Whom certificates are traced to.
 *
 * @param anchors PEM file of root certificates
 * @param intermediates PEM file of issuing CAs
 * @param revocationLists CRL files; without a fresh one for its issuer a certificate is refused
 * @param maximumAge how old a revocation list may be after its next update was due
 */
public record TrustSettings(
        @Documented(what = "PEM file of root certificates", example = "trust/anchors.pem")
        FileReference anchors,

        @Documented(what = "PEM file of issuing CAs", example = "trust/intermediates.pem")
        Optional<FileReference> intermediates,

        @Documented(
                what = "files of revocation lists; a certificate whose issuer has no fresh one is refused",
                example = "[trust/root.crl, trust/issuing.crl]")
        List<FileReference> revocationLists,

        @Documented(
                what = "how long after its next update was due a revocation list still counts; a day bridges an outage"
                        + " of the CA",
                example = "24h",
                defaultValue = "24h")
        Duration maximumAge) {

    /** Copies its list. */
    public TrustSettings {
        revocationLists = List.copyOf(revocationLists);
    }
}
