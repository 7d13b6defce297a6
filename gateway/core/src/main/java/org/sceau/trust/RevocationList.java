package org.sceau.trust;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import org.sceau.suites.KeySuite;

/**
 * A complete revocation list of one authority, verified and indexed once. Partial lists (delta, partitioned, indirect) are
 * refused: taking one for a complete list would pass revoked certificates.
 *
 * @param issuer the authority
 * @param issued when
 * @param freshUntil from when it is too old to rely on
 * @param revoked by serial number
 */
record RevocationList(X500Principal issuer, Instant issued, Instant freshUntil, Map<BigInteger, Entry> revoked) {
    private static final String DELTA = "2.5.29.27";
    private static final String DISTRIBUTION_POINT = "2.5.29.28";
    /** Index in {@link X509Certificate#getKeyUsage()} of cRLSign. */
    private static final int CRL_SIGN = 6;

    /** One revoked certificate. */
    record Entry(Instant since, String reason) {}

    /** Verifies and indexes; throws {@link TrustUnusable} naming {@code file} when it cannot be relied on. */
    static RevocationList of(X509CRL list, Collection<X509Certificate> authorities, Duration maximumAge, String file) {
        if (list.getNextUpdate() == null) {
            throw new TrustUnusable(file + ": the revocation list does not say when the next one comes");
        }
        if (partial(list)) {
            throw new TrustUnusable(file + ": only complete revocation lists are supported, this one is partial");
        }
        requireSigned(list, authorities, file);
        Instant issued = list.getThisUpdate().toInstant();
        Instant next = list.getNextUpdate().toInstant();
        Instant oldest = issued.plus(maximumAge);
        return new RevocationList(
                list.getIssuerX500Principal(), issued, next.isBefore(oldest) ? next : oldest, index(list, file));
    }

    /** The entry of a serial number; empty when it is not revoked. */
    Optional<Entry> entry(BigInteger serial) {
        return Optional.ofNullable(revoked.get(serial));
    }

    private static boolean partial(X509CRL list) {
        Set<String> critical = list.getCriticalExtensionOIDs();
        return list.getExtensionValue(DELTA) != null
                || list.getExtensionValue(DISTRIBUTION_POINT) != null
                || (critical != null && !critical.isEmpty());
    }

    private static void requireSigned(X509CRL list, Collection<X509Certificate> authorities, String file) {
        if (KeySuite.isBrokenSignature(list.getSigAlgName())) {
            throw new TrustUnusable(file + ": the revocation list is signed with " + list.getSigAlgName());
        }
        for (X509Certificate authority : authorities) {
            boolean[] usage = authority.getKeyUsage();
            boolean mayList = usage == null || usage[CRL_SIGN];
            if (mayList
                    && authority.getSubjectX500Principal().equals(list.getIssuerX500Principal())
                    && verifies(list, authority)) {
                return;
            }
        }
        throw new TrustUnusable(file + ": no authority among the trusted certificates signed this revocation list");
    }

    private static boolean verifies(X509CRL list, X509Certificate authority) {
        try {
            list.verify(authority.getPublicKey());
            return true;
        } catch (GeneralSecurityException _) {
            return false;
        }
    }

    private static Map<BigInteger, Entry> index(X509CRL list, String file) {
        Set<? extends X509CRLEntry> entries = list.getRevokedCertificates();
        Map<BigInteger, Entry> revoked = new HashMap<>();
        if (entries == null) {
            return revoked;
        }
        for (X509CRLEntry entry : entries) {
            if (entry.hasUnsupportedCriticalExtension() || entry.getCertificateIssuer() != null) {
                throw new TrustUnusable(file + ": the revocation list has entries of other authorities");
            }
            String reason = entry.getRevocationReason() == null
                    ? "UNSPECIFIED"
                    : entry.getRevocationReason().name();
            revoked.put(
                    entry.getSerialNumber(), new Entry(entry.getRevocationDate().toInstant(), reason));
        }
        return revoked;
    }
}
