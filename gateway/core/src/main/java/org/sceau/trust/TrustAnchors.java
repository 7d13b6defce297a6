package org.sceau.trust;

import java.nio.file.Path;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;

/**
 * What {@code conf/trust} held when it was read: anchors (self-issued authorities), authorities below them, and a complete
 * revocation list of each. Immutable; reading again makes a new one, and one that cannot be read leaves the old one in
 * force. Never asks the network.
 */
public final class TrustAnchors {
    private final List<X509Certificate> anchors;
    private final List<X509Certificate> intermediates;
    private final Map<X500Principal, RevocationList> lists;

    private TrustAnchors(
            List<X509Certificate> anchors,
            List<X509Certificate> intermediates,
            Map<X500Principal, RevocationList> lists) {
        this.anchors = List.copyOf(anchors);
        this.intermediates = List.copyOf(intermediates);
        this.lists = Map.copyOf(lists);
    }

    /**
     * Reads every {@code *.pem} and {@code *.crl} of a directory. Throws {@link TrustUnusable}, naming the file, when
     * there is no anchor, a certificate is no authority, or a list is partial or not signed by an authority at hand. A
     * list that is missing or too old is no error here: certificates that need it are then not relied on.
     *
     * @param maximumListAge how old a revocation list may grow although its authority promised the next one later
     */
    public static TrustAnchors load(Path directory, Duration maximumListAge) {
        List<X509Certificate> certificates = new ArrayList<>();
        for (Path file : TrustFiles.named(directory, ".pem")) {
            certificates.addAll(TrustFiles.certificates(file));
        }
        Map<String, X509CRL> lists = new LinkedHashMap<>();
        for (Path file : TrustFiles.named(directory, ".crl")) {
            lists.put(file.toString(), TrustFiles.list(file));
        }
        return of(certificates, lists, maximumListAge);
    }

    /**
     * The same from memory.
     *
     * @param lists by the name that messages give them
     */
    public static TrustAnchors of(
            List<X509Certificate> certificates, Map<String, X509CRL> lists, Duration maximumListAge) {
        List<X509Certificate> anchors = new ArrayList<>();
        List<X509Certificate> intermediates = new ArrayList<>();
        for (X509Certificate certificate : certificates) {
            if (certificate.getBasicConstraints() < 0) {
                throw new TrustUnusable(
                        "trusted certificate " + certificate.getSerialNumber().toString(16) + " is no authority");
            }
            boolean selfIssued = certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal());
            (selfIssued ? anchors : intermediates).add(certificate);
        }
        if (anchors.isEmpty()) {
            throw new TrustUnusable("there is no trust anchor: no certificate of a root authority was found");
        }
        Map<X500Principal, RevocationList> newest = new HashMap<>();
        lists.forEach((name, list) -> newest.merge(
                list.getIssuerX500Principal(),
                RevocationList.of(list, certificates, maximumListAge, name),
                (one, other) -> one.issued().isBefore(other.issued()) ? other : one));
        return new TrustAnchors(anchors, intermediates, newest);
    }

    /** The roots. */
    public List<X509Certificate> anchors() {
        return anchors;
    }

    /** Authorities below the roots, trusted only through them. */
    public List<X509Certificate> intermediates() {
        return intermediates;
    }

    Optional<RevocationList> list(X500Principal issuer) {
        return Optional.ofNullable(lists.get(issuer));
    }
}
