package org.sceau.trust;

import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;

/**
 * A revocation list (RFC 5280, section 5), indexed; its signature is that of {@code signers}, whose own standing is judged
 * when the list is used. Complete when it has no base, otherwise a delta.
 *
 * @param issuer who listed
 * @param issued thisUpdate
 * @param next nextUpdate
 * @param heard when its source last said that it is the current one; {@code issued} when nobody did
 * @param number its CRL number, if it has one
 * @param base for a delta, the number of the complete list that it starts from
 * @param scope what it speaks of
 * @param authorityKey key identifier of its signer, as hexadecimal text; empty when it does not say
 * @param revoked by issuer of the certificate
 * @param signers certificates whose key verifies it
 */
record RevocationList(
        X500Principal issuer,
        Instant issued,
        Instant next,
        Instant heard,
        Optional<BigInteger> number,
        Optional<BigInteger> base,
        ListScope scope,
        String authorityKey,
        Map<X500Principal, SerialIndex> revoked,
        List<X509Certificate> signers) {

    /** Copies its collections. */
    RevocationList {
        revoked = Map.copyOf(revoked);
        signers = List.copyOf(signers);
    }

    /** From when it is too old to rely on. */
    Instant freshUntil(Duration maximumAge) {
        Instant oldest = heard.plus(maximumAge);
        return next.isBefore(oldest) ? next : oldest;
    }

    /** The entry of a certificate; empty when it is not listed. */
    Optional<SerialIndex.Entry> entry(X500Principal certificateIssuer, BigInteger serial) {
        return Optional.ofNullable(revoked.get(certificateIssuer)).flatMap(index -> index.find(serial));
    }

    /** Number of entries. */
    int entries() {
        return revoked.values().stream().mapToInt(SerialIndex::count).sum();
    }

    /** Whether {@code delta} brings this complete list up to date (RFC 5280, sections 5.2.4 and 6.3.3 (c)). */
    boolean isUpdatedBy(RevocationList delta) {
        return delta.issuer.equals(issuer)
                && delta.scope.equals(scope)
                && delta.authorityKey.equals(authorityKey)
                && number.isPresent()
                && delta.base.isPresent()
                && delta.number.isPresent()
                && delta.base.get().compareTo(number.get()) <= 0
                && delta.number.get().compareTo(number.get()) > 0;
    }

    /** The same, heard of again. */
    RevocationList heard(Instant when) {
        return new RevocationList(issuer, issued, next, when, number, base, scope, authorityKey, revoked, signers);
    }
}
