package org.sceau.ledger;

import java.io.ByteArrayInputStream;
import java.security.cert.CRLException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.x500.X500Principal;
import org.sceau.failure.FailureCode;
import org.sceau.proof.Digest;
import org.sceau.proof.ListIssuer;

/** Revocation lists that are kept for later validation, each once. */
final class RevocationRows {
    /** With two chains of them a signature still is within the verifier's limit. Longer ones are not kept. */
    private static final int MOST_BYTES = 1 << 17;

    private static final int LONGEST_NAME = 1_000;

    private static final String INSERT = "insert into revocation_list (sha256, issuer, issued, until, list)"
            + " select ?, ?, ?, ?, ? where not exists (select 1 from revocation_list where sha256 = ?)";
    static final String AT = "select list from revocation_list where issuer = ? and issued <= ? and until >= ?"
            + " order by issuer desc, issued desc limit 20";

    private RevocationRows() {}

    /** Keeps those that are of use, in a transaction of their own. */
    static void keepAll(Store store, List<X509CRL> lists) {
        try (Sql sql = new Sql(store.connect())) {
            for (X509CRL list : lists) {
                keep(sql, list);
            }
            sql.connection().commit();
        } catch (SQLException e) {
            throw new StoreFailed(FailureCode.STORE_UNAVAILABLE, "revocation lists cannot be kept", e);
        }
    }

    /** Keeps a list unless it answers in part only (RFC 5280 section 5.2: critical extensions), is too long or endless. */
    private static void keep(Sql sql, X509CRL list) throws SQLException {
        Set<String> critical = list.getCriticalExtensionOIDs();
        String issuer = name(list.getIssuerX500Principal());
        byte[] der = der(list);
        boolean whole = (critical == null || critical.isEmpty()) && list.getNextUpdate() != null;
        if (whole && der.length <= MOST_BYTES && issuer.length() <= LONGEST_NAME) {
            Digest sha256 = Digest.sha256(der);
            Instant issued = list.getThisUpdate().toInstant();
            sql.run(INSERT, sha256, issuer, issued, list.getNextUpdate().toInstant(), der, sha256);
        }
    }

    /** The newest list of an issuer that was in force then; of one name there may be several, one to each key. */
    static Optional<Octets> at(Queries sql, ListIssuer issuer, Instant at) throws SQLException {
        return sql.all(AT, row -> Columns.bytes(row, "list"), name(issuer.name()), at, at).stream()
                .filter(list -> issuer.mayBe(ListIssuer.of(list(list))))
                .findFirst()
                .map(Octets::of);
    }

    private static X509CRL list(byte[] der) {
        try {
            return (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(der));
        } catch (CertificateException | CRLException e) {
            throw new StoreFailed(FailureCode.STORE_DAMAGED, "a kept revocation list is none", e);
        }
    }

    private static String name(X500Principal issuer) {
        return issuer.getName(X500Principal.CANONICAL);
    }

    private static byte[] der(X509CRL list) {
        try {
            return list.getEncoded();
        } catch (CRLException e) {
            throw new IllegalStateException("a list that was read has its bytes", e);
        }
    }
}
