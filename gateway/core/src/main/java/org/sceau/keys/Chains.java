package org.sceau.keys;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Chains as signatures and channels show them: the certificate first, then its issuers, without the root. */
final class Chains {
    /** A chain of the national PKI has three; longer ones go round in circles. */
    private static final int MOST = 8;

    private Chains() {}

    static List<X509Certificate> complete(List<X509Certificate> begun, List<X509Certificate> issuers) {
        List<X509Certificate> chain = new ArrayList<>(begun);
        Optional<X509Certificate> next = issuer(chain.getLast(), issuers);
        while (next.isPresent() && chain.size() < MOST) {
            chain.add(next.get());
            next = issuer(chain.getLast(), issuers);
        }
        if (chain.size() > 1 && isRoot(chain.getLast())) {
            chain.removeLast();
        }
        return chain;
    }

    private static Optional<X509Certificate> issuer(X509Certificate certificate, List<X509Certificate> issuers) {
        return isRoot(certificate)
                ? Optional.empty()
                : issuers.stream().filter(issuer -> issued(issuer, certificate)).findFirst();
    }

    private static boolean issued(X509Certificate issuer, X509Certificate certificate) {
        if (!issuer.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())) {
            return false;
        }
        try {
            certificate.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static boolean isRoot(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
    }
}
