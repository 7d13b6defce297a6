package org.sceau.trust;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;

/**
 * Authorities whose word is taken on who holds a certificate: an authority that is trusted for channels need not look at what
 * its subjects write into their names. Immutable and thread-safe.
 */
public final class Issuers {
    /** Nobody's word is taken. */
    public static final Issuers NONE = new Issuers(List.of());

    private final List<X509Certificate> authorities;

    private Issuers(Collection<X509Certificate> authorities) {
        this.authorities = List.copyOf(authorities);
    }

    /** Those that issue to holders themselves; whom they have certified is not believed for that. */
    public static Issuers of(Collection<X509Certificate> authorities) {
        return new Issuers(authorities);
    }

    /** Whether one of them has issued it, by name and signature (RFC 5280, section 6.1.3 (a) (1) and (4)). */
    public boolean issued(X509Certificate certificate) {
        return authorities.stream()
                .anyMatch(authority -> authority.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())
                        && signed(authority, certificate));
    }

    private static boolean signed(X509Certificate authority, X509Certificate certificate) {
        try {
            certificate.verify(authority.getPublicKey());
            return true;
        } catch (GeneralSecurityException | RuntimeException _) {
            // unchecked: providers answer some malformed signatures so
            return false;
        }
    }
}
