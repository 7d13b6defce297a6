package org.sceau.trust;

import java.time.Instant;
import java.util.Optional;
import org.sceau.failure.FailureCode;

/** What is known of a certificate at an instant. Only {@link Good} may be relied on: everything else fails closed. */
public sealed interface CertificateStatus {

    /**
     * It chains to an anchor, every certificate of the chain is valid and unrevoked, and its use fits.
     *
     * @param until the end of what is known: the earliest expiry of a certificate or revocation list used
     */
    record Good(Instant until) implements CertificateStatus {}

    /**
     * It, or an authority above it, was revoked.
     *
     * @param since when, as the list says
     * @param reason CRL reason (RFC 5280, section 5.3.1), {@code UNSPECIFIED} when the list gives none, {@code OPPOSED} for
     *     a card that was opposed
     */
    record Revoked(Instant since, String reason) implements CertificateStatus {}

    /**
     * It, or an authority above it, is past its end.
     *
     * @param notAfter the end
     */
    record Expired(Instant notAfter) implements CertificateStatus {}

    /**
     * It, or an authority above it, is before its beginning.
     *
     * @param notBefore the beginning
     */
    record NotYetValid(Instant notBefore) implements CertificateStatus {}

    /**
     * Its key usages do not state the use wanted.
     *
     * @param purpose the use wanted
     */
    record WrongUse(Purpose purpose) implements CertificateStatus {}

    /**
     * It, or an authority above it, rests on an algorithm or a key length that is no longer relied on.
     *
     * @param algorithm its signature's
     */
    record AlgorithmRefused(String algorithm) implements CertificateStatus {}

    /** No valid chain leads to an anchor. */
    record UnknownIssuer() implements CertificateStatus {}

    /**
     * No fresh revocation list of an issuer is at hand.
     *
     * @param issuer distinguished name of the authority whose list is missing or too old
     */
    record RevocationUnknown(String issuer) implements CertificateStatus {}

    /** The code to refuse with; empty for {@link Good}. */
    default Optional<FailureCode> failure() {
        return switch (this) {
            case Good _ -> Optional.empty();
            case Revoked _ -> Optional.of(FailureCode.CERTIFICATE_REVOKED);
            case Expired _, NotYetValid _ -> Optional.of(FailureCode.CERTIFICATE_EXPIRED);
            case WrongUse _ -> Optional.of(FailureCode.CERTIFICATE_WRONG_USE);
            case AlgorithmRefused _ -> Optional.of(FailureCode.CERTIFICATE_ALGORITHM);
            case UnknownIssuer _ -> Optional.of(FailureCode.CERTIFICATE_UNKNOWN);
            case RevocationUnknown _ -> Optional.of(FailureCode.CERTIFICATE_UNCHECKED);
        };
    }
}
