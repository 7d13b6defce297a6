package org.sceau.evidence;

import java.security.cert.CRLException;
import java.security.cert.X509CRL;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.sceau.keys.Seal;
import org.sceau.proof.ListIssuer;

/** The lists of issuers that are in force at a moment. */
final class RevocationLists {
    /** Longer lists are not put into evidence; who verifies can give them. */
    private static final int MOST_BYTES = 1 << 23;

    /** Of what a verifier keeps of a file, half. */
    private static final long MOST_BYTES_TOGETHER = 1 << 25;

    private static final String ISSUING_DISTRIBUTION_POINT = "2.5.29.28";

    /** Marks a delta list (RFC 5280, section 5.2.4): alone it answers for nobody. */
    private static final String DELTA = "2.5.29.27";

    private RevocationLists() {}

    /** Of the certificates under a seal and the one beside it; may be added to. */
    static Set<ListIssuer> issuers(Seal seal) {
        Set<ListIssuer> issuers = new LinkedHashSet<>();
        seal.chain().forEach(certificate -> issuers.add(ListIssuer.of(certificate)));
        seal.second()
                .ifPresent(second -> second.chain().forEach(certificate -> issuers.add(ListIssuer.of(certificate))));
        return issuers;
    }

    /** Of each issuer, in their order, the newest of each scope; as many as an evidence file may hold. */
    static List<byte[]> of(List<X509CRL> lists, Set<ListIssuer> issuers, Instant at) {
        Map<Scope, X509CRL> newest = new LinkedHashMap<>();
        for (ListIssuer issuer : issuers) {
            for (X509CRL list : lists) {
                if (issuer.mayBe(ListIssuer.of(list)) && isInForce(list, at)) {
                    newest.merge(Scope.of(list), list, RevocationLists::newer);
                }
            }
        }
        List<byte[]> found = new ArrayList<>();
        long bytes = 0;
        for (X509CRL list : newest.values()) {
            byte[] der = der(list);
            if (der.length <= MOST_BYTES && bytes + der.length <= MOST_BYTES_TOGETHER) {
                found.add(der);
                bytes += der.length;
            }
        }
        return found;
    }

    private record Scope(ListIssuer issuer, String part) {
        static Scope of(X509CRL list) {
            byte[] part = list.getExtensionValue(ISSUING_DISTRIBUTION_POINT);
            return new Scope(
                    ListIssuer.of(list), part == null ? "" : HexFormat.of().formatHex(part));
        }
    }

    private static X509CRL newer(X509CRL one, X509CRL other) {
        return one.getThisUpdate().toInstant().isBefore(other.getThisUpdate().toInstant()) ? other : one;
    }

    private static boolean isInForce(X509CRL list, Instant at) {
        return !at.isBefore(list.getThisUpdate().toInstant())
                && list.getNextUpdate() != null
                && !at.isAfter(list.getNextUpdate().toInstant())
                && list.getExtensionValue(DELTA) == null;
    }

    private static byte[] der(X509CRL list) {
        try {
            return list.getEncoded();
        } catch (CRLException e) {
            throw new IllegalStateException("a list that was read has its bytes", e);
        }
    }
}
