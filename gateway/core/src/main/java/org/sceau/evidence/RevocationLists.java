package org.sceau.evidence;

import java.security.cert.CRLException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The lists that answer for a chain at a moment. */
final class RevocationLists {
    /** Longer lists are not put into evidence; who verifies can give them. */
    private static final int MOST_BYTES = 1 << 23;

    /** Marks a delta list (RFC 5280, section 5.2.4): alone it answers for nobody. */
    private static final String DELTA = "2.5.29.27";

    private RevocationLists() {}

    static List<byte[]> of(List<X509CRL> lists, List<X509Certificate> chain, Instant at) {
        List<byte[]> found = new ArrayList<>();
        for (X509CRL list : lists) {
            boolean asked = chain.stream()
                    .anyMatch(
                            certificate -> certificate.getIssuerX500Principal().equals(list.getIssuerX500Principal()));
            boolean fresh = !at.isBefore(list.getThisUpdate().toInstant())
                    && list.getNextUpdate() != null
                    && !at.isAfter(list.getNextUpdate().toInstant());
            if (asked && fresh && list.getExtensionValue(DELTA) == null) {
                add(found, list);
            }
        }
        return found;
    }

    private static void add(List<byte[]> found, X509CRL list) {
        try {
            byte[] der = list.getEncoded();
            if (der.length <= MOST_BYTES) {
                found.add(der);
            }
        } catch (CRLException e) {
            throw new IllegalStateException("a list that was read has its bytes", e);
        }
    }
}
