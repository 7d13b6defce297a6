package org.sceau.proof;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertStore;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXCertPathValidatorResult;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The certificates that the verifier believes, and the revocation lists it was given. Nothing is fetched from anywhere.
 *
 * <p>Guarantees: a chain is trusted only if every signature, validity, basic constraint and key usage on it holds by RFC
 * 5280 section 6 at the moment asked for, and its algorithms are of the day ({@link AlgorithmPolicy}). Without lists revocation is not examined, and {@link #checksRevocation} says
 * so; with lists, a certificate that none of them answers for is not trusted. Immutable, thread safe.
 */
public final class TrustAnchors {
    /** Longest chain without the anchor: a seal and two issuing authorities are usual. */
    static final int MAX_CHAIN = 8;

    private static final int DIGITAL_SIGNATURE = 0;
    private static final int NON_REPUDIATION = 1;
    private static final String EXTENDED_KEY_USAGE = "2.5.29.37";
    private static final String TIME_STAMPING = "1.3.6.1.5.5.7.3.8";

    private final List<X509Certificate> anchors;
    private final List<X509CRL> crls;
    private final Optional<Moment> moment;

    private TrustAnchors(List<X509Certificate> anchors, List<X509CRL> crls, Optional<Moment> moment) {
        this.anchors = anchors;
        this.crls = crls;
        this.moment = moment;
    }

    /** The given certificates and lists. */
    public static TrustAnchors of(List<X509Certificate> anchors, List<X509CRL> crls) {
        return new TrustAnchors(List.copyOf(anchors), List.copyOf(crls), Optional.empty());
    }

    /** All certificates of a PEM text; throws {@link MalformedProof} if one cannot be read or there is none. */
    public static TrustAnchors ofPem(String pem) {
        List<X509Certificate> anchors = Certificates.pem(pem);
        if (anchors.isEmpty()) {
            throw new MalformedProof(Part.CERTIFICATE, Reason.CERTIFICATE_UNREADABLE, "");
        }
        return of(anchors, List.of());
    }

    /** With one more revocation list, DER or PEM; throws {@link MalformedProof} if it cannot be read. */
    public TrustAnchors withCrl(byte[] crl) {
        List<X509CRL> more = new ArrayList<>(crls);
        more.add(Certificates.crl(crl));
        return new TrustAnchors(anchors, List.copyOf(more), moment);
    }

    TrustAnchors withoutLists() {
        return new TrustAnchors(anchors, List.of(), moment);
    }

    /**
     * When a verification takes place.
     *
     * @param at the moment by which everything must have been renewed that has ended
     * @param dates of the end of algorithms
     */
    public record Moment(Instant at, AlgorithmDates dates) {}

    /** The same, believed at a moment. Without one, a receipt's last time-stamp is not asked whether it still holds. */
    public TrustAnchors at(Moment verification) {
        return new TrustAnchors(anchors, crls, Optional.of(verification));
    }

    Optional<Moment> moment() {
        return moment;
    }

    /** Whether revocation lists were given. */
    public boolean checksRevocation() {
        return !crls.isEmpty();
    }

    /**
     * Validates a chain for commitment: nonRepudiation in the key usage of its first certificate.
     *
     * @param chain the signer's certificate, then its issuers, without or with the anchor
     * @param at the moment at which everything must be valid
     */
    public ChainVerdict validate(List<X509Certificate> chain, Instant at) {
        if (!chain.isEmpty() && !states(chain.getFirst(), NON_REPUDIATION)) {
            return new ChainVerdict.NotTrusted(Reason.NOT_FOR_COMMITMENT);
        }
        return trace(chain, at);
    }

    /**
     * Validates a chain for time-stamps: its first certificate's extended key usage is critical and timeStamping alone
     * (RFC 3161 section 2.3), its key signs and nothing else.
     *
     * @param chain the authority's certificate, then its issuers, without or with the anchor
     * @param at the moment at which everything must be valid
     */
    public ChainVerdict validateForTimeStamps(List<X509Certificate> chain, Instant at) {
        if (!chain.isEmpty() && !isForTimeStamps(chain.getFirst())) {
            return new ChainVerdict.NotTrusted(Reason.NOT_FOR_TIME_STAMPS);
        }
        return trace(chain, at);
    }

    List<X509Certificate> certificates() {
        return anchors;
    }

    List<X509CRL> lists() {
        return crls;
    }

    boolean hold(X509Certificate certificate) {
        return anchors.contains(certificate);
    }

    private static boolean isForTimeStamps(X509Certificate certificate) {
        Set<String> critical = certificate.getCriticalExtensionOIDs();
        try {
            return critical != null
                    && critical.contains(EXTENDED_KEY_USAGE)
                    && List.of(TIME_STAMPING).equals(certificate.getExtendedKeyUsage())
                    && (states(certificate, DIGITAL_SIGNATURE) || states(certificate, NON_REPUDIATION));
        } catch (CertificateParsingException e) {
            return false;
        }
    }

    private static boolean states(X509Certificate certificate, int bit) {
        boolean[] usage = certificate.getKeyUsage();
        return usage != null && usage[bit];
    }

    private ChainVerdict trace(List<X509Certificate> chain, Instant at) {
        if (chain.isEmpty() || chain.size() > MAX_CHAIN) {
            return new ChainVerdict.NotTrusted(Reason.CHAIN_UNTRUSTED);
        }
        List<X509Certificate> path = new ArrayList<>();
        for (X509Certificate certificate : chain) {
            if (anchors.contains(certificate)) {
                break;
            }
            path.add(certificate);
        }
        if (path.isEmpty() || anchors.isEmpty()) {
            return new ChainVerdict.NotTrusted(Reason.CHAIN_UNTRUSTED);
        }
        for (X509Certificate certificate : path) {
            Optional<Reason> against = AlgorithmPolicy.against(certificate);
            if (against.isPresent()) {
                return new ChainVerdict.NotTrusted(against.get());
            }
        }
        return pkix(path, at);
    }

    private ChainVerdict pkix(List<X509Certificate> path, Instant at) {
        try {
            Set<TrustAnchor> trusted = new HashSet<>();
            for (X509Certificate anchor : anchors) {
                trusted.add(new TrustAnchor(anchor, null));
            }
            PKIXParameters parameters = new PKIXParameters(trusted);
            parameters.setDate(Date.from(at));
            parameters.setRevocationEnabled(checksRevocation());
            if (checksRevocation()) {
                parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(crls)));
            }
            PKIXCertPathValidatorResult result = (PKIXCertPathValidatorResult) CertPathValidator.getInstance("PKIX")
                    .validate(CertificateFactory.getInstance("X.509").generateCertPath(path), parameters);
            return new ChainVerdict.Trusted(result.getTrustAnchor().getTrustedCert());
        } catch (CertPathValidatorException e) {
            return new ChainVerdict.NotTrusted(reason(e.getReason()));
        } catch (GeneralSecurityException e) {
            return new ChainVerdict.NotTrusted(Reason.CHAIN_UNTRUSTED);
        }
    }

    private static Reason reason(CertPathValidatorException.Reason reason) {
        if (reason == BasicReason.EXPIRED || reason == BasicReason.NOT_YET_VALID) {
            return Reason.CHAIN_EXPIRED;
        }
        if (reason == BasicReason.REVOKED) {
            return Reason.CHAIN_REVOKED;
        }
        if (reason == BasicReason.UNDETERMINED_REVOCATION_STATUS) {
            return Reason.REVOCATION_UNKNOWN;
        }
        return Reason.CHAIN_UNTRUSTED;
    }
}
