package org.sceau.evidence;

import java.security.cert.CRLException;
import java.security.cert.X509CRL;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.sceau.keys.Seal;
import org.sceau.proof.ListIssuer;

/** The lists of issuers that are in force at a moment. */
final class RevocationLists {
    /** Longer lists are not put into evidence; who verifies can give them. */
    private static final int MOST_BYTES = 1 << 23;

    /** Marks a delta list (RFC 5280, section 5.2.4): alone it answers for nobody. */
    private static final String DELTA = "2.5.29.27";

    private RevocationLists() {}

    /** Of the certificates under a seal and the one beside it; may be added to. */
    static Set<ListIssuer> issuers(Seal seal) {
        Set<ListIssuer> issuers = new HashSet<>();
        seal.chain().forEach(certificate -> issuers.add(ListIssuer.of(certificate)));
        seal.second()
                .ifPresent(second -> second.chain().forEach(certificate -> issuers.add(ListIssuer.of(certificate))));
        return issuers;
    }

    static List<byte[]> of(List<X509CRL> lists, Set<ListIssuer> issuers, Instant at) {
        List<byte[]> found = new ArrayList<>();
        for (X509CRL list : lists) {
            ListIssuer own = ListIssuer.of(list);
            boolean asked = issuers.stream().anyMatch(own::mayBe);
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
