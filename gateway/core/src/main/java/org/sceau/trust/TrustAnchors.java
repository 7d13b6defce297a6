package org.sceau.trust;

import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What {@code conf/trust} held when it was read: anchors (self-signed authorities), authorities below them and signers of
 * lists, and the revocation lists at hand. Immutable; reading again makes a new one, and one that cannot be read leaves the
 * old one in force. Never asks the network.
 */
public final class TrustAnchors {
    private final List<X509Certificate> anchors;
    private final List<X509Certificate> intermediates;
    private final Revocations revocations;
    private final PathRules rules;

    private TrustAnchors(
            List<X509Certificate> anchors,
            List<X509Certificate> intermediates,
            Revocations revocations,
            PathRules rules) {
        this.anchors = List.copyOf(anchors);
        this.intermediates = List.copyOf(intermediates);
        this.revocations = revocations;
        this.rules = rules;
        if (anchors.isEmpty()) {
            throw new TrustUnusable("there is no trust anchor: no certificate of a root authority was found");
        }
        anchors.forEach(TrustAnchors::requireAuthority);
        intermediates.forEach(TrustAnchors::requireAuthority);
    }

    /**
     * Reads every {@code *.pem} and {@code *.crl} of a directory. Throws {@link TrustUnusable}, naming the file, when
     * there is no anchor, a certificate is neither an authority nor a signer of lists, or a list is not signed by one at
     * hand. A list that is missing or too old is no error here: certificates that need it are then not relied on.
     *
     * @param maximumListAge how old a revocation list may grow although its authority promised the next one later
     */
    public static TrustAnchors load(Path directory, Duration maximumListAge) {
        List<X509Certificate> certificates = new ArrayList<>();
        for (Path file : TrustFiles.named(directory, ".pem")) {
            certificates.addAll(TrustFiles.certificates(file));
        }
        return split(certificates, maximumListAge).withLists(TrustFiles.named(directory, ".crl"));
    }

    /** Without lists, so that nothing is good yet. Throws {@link TrustUnusable} as {@link #load} does. */
    public static TrustAnchors of(
            List<X509Certificate> anchors, List<X509Certificate> intermediates, Duration maximumListAge) {
        return new TrustAnchors(anchors, intermediates, Revocations.of(List.of(), maximumListAge), PathRules.USUAL);
    }

    /**
     * The same from memory, anchors being the self-signed ones.
     *
     * @param lists by the name that messages give them
     */
    public static TrustAnchors of(
            List<X509Certificate> certificates, Map<String, X509CRL> lists, Duration maximumListAge) {
        TrustAnchors bare = split(certificates, maximumListAge);
        List<RevocationList> read = new ArrayList<>();
        lists.forEach((name, list) ->
                read.add(RevocationListReader.read(new ByteArrayInputStream(TrustFiles.der(list)), bare, name)));
        return bare.with(Revocations.of(read, maximumListAge));
    }

    private static TrustAnchors split(List<X509Certificate> certificates, Duration maximumListAge) {
        Map<Boolean, List<X509Certificate>> selfSigned =
                certificates.stream().collect(Collectors.partitioningBy(TrustAnchors::isSelfSigned));
        return of(selfSigned.getOrDefault(true, List.of()), selfSigned.getOrDefault(false, List.of()), maximumListAge);
    }

    /** The same with the lists of these files, in place of the present ones. */
    public TrustAnchors withLists(List<Path> files) {
        List<RevocationList> read = new ArrayList<>();
        files.forEach(file -> read.add(TrustFiles.revocationList(file, this)));
        return with(Revocations.of(read, revocations.maximumAge()));
    }

    TrustAnchors with(Revocations others) {
        return new TrustAnchors(anchors, intermediates, others, rules);
    }

    TrustAnchors with(PathRules others) {
        return new TrustAnchors(anchors, intermediates, revocations, others);
    }

    /** The roots. */
    public List<X509Certificate> anchors() {
        return anchors;
    }

    /** Authorities below the roots, trusted only through them. */
    public List<X509Certificate> intermediates() {
        return intermediates;
    }

    /** Every certificate that may have signed a list. */
    List<X509Certificate> signers() {
        return Stream.concat(anchors.stream(), intermediates.stream()).toList();
    }

    Revocations revocations() {
        return revocations;
    }

    PathRules rules() {
        return rules;
    }

    private static void requireAuthority(X509Certificate certificate) {
        boolean lister = certificate.getKeyUsage() != null && ListSigners.mayList(certificate);
        if ((certificate.getBasicConstraints() < 0 && !lister) || !CertificateSize.isUsual(certificate)) {
            throw new TrustUnusable("trusted certificate "
                    + certificate.getSerialNumber().toString(16) + " is no authority, or far too large");
        }
    }

    private static boolean isSelfSigned(X509Certificate certificate) {
        if (!certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())) {
            return false;
        }
        try {
            certificate.verify(certificate.getPublicKey());
            return true;
        } catch (GeneralSecurityException _) {
            return false;
        }
    }
}
