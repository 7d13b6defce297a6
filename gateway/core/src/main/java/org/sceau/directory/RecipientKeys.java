package org.sceau.directory;

import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sceau.failure.FailureCode;
import org.sceau.proof.Digest;
import org.sceau.routing.Partner;
import org.sceau.suites.ReaderPublicKey;
import org.sceau.suites.Suite;
import org.sceau.trust.CertificateChecker;
import org.sceau.trust.CertificateStatus;
import org.sceau.trust.Issuers;
import org.sceau.trust.Purpose;

/**
 * Finds the key to encrypt for. Thread-safe; never waits for a source.
 *
 * <p>Guarantee: a certificate is found by the identifier that it names itself, signed by one of {@link Issuers}, or that an
 * operator gave it in {@code conf/partners}; other identifiers that a source puts beside it are not followed. So a source that
 * lies can hide a key, or bring back an older one that is still good, and cannot put another's in its place as long as these
 * issuers vet names. Everything else is refused, with the reason.
 */
public final class RecipientKeys {
    private final Directory directory;
    private final CertificateChecker checker;
    private final InstantSource clock;

    /** Looks in {@code directory} and judges by {@code checker}. */
    public RecipientKeys(Directory directory, CertificateChecker checker, InstantSource clock) {
        this.directory = directory;
        this.checker = checker;
        this.clock = clock;
    }

    /**
     * The newest certificate of {@code holder} that can be relied on now for {@link Purpose#ENCRYPTION}, or why none. What
     * {@code conf/partners} gives goes before what sources say; where these name several holders, there is none.
     *
     * <p>It is one of those whose keys are used in one of {@code suites}: a newer certificate of another suite, which is not
     * allowed yet or any more, does not stand in the way. Whom the others name, and that an operator gave one, counts all the
     * same: what is not allowed makes no room for another holder.
     */
    public Found find(Identifier holder, Set<Suite> suites) {
        Directory.InForce inForce = directory.now();
        Set<X509Certificate> candidates = inForce.certificates(holder);
        Map<X509Certificate, Suite> good = new LinkedHashMap<>();
        List<CertificateStatus> refused = new ArrayList<>();
        for (X509Certificate candidate : candidates) {
            CertificateStatus status = status(holder, candidate);
            if (status instanceof CertificateStatus.Good) {
                suite(candidate).ifPresent(suite -> good.put(candidate, suite));
            } else {
                refused.add(status);
            }
        }
        Optional<Found> chosen = chosen(holder, good, suites);
        if (chosen.isPresent()) {
            return chosen.get();
        }
        boolean known = !candidates.isEmpty() || inForce.knows(holder);
        Found none = known ? new Found.NoCertificate() : new Found.Unknown();
        return passing(refused, inForce)
                .or(() -> good.isEmpty() ? Optional.empty() : Optional.of(new Found.SuiteRefused()))
                .or(() -> gravest(refused))
                .orElse(none);
    }

    /**
     * How the certificate stands that was encrypted for, whichever is the newest now. It is told by its digest, so that the age
     * of what was said does not matter.
     *
     * @param certificate SHA-256 of its DER
     * @param suites those that are allowed now
     */
    public Found judge(Identifier holder, Digest certificate, Set<Suite> suites) {
        for (X509Certificate candidate : directory.everSaid(holder)) {
            if (Partner.thumbprint(candidate).equals(certificate)) {
                CertificateStatus status = status(holder, candidate);
                if (!(status instanceof CertificateStatus.Good)) {
                    return new Found.Unusable(status);
                }
                boolean allowed = suite(candidate).filter(suites::contains).isPresent();
                return allowed ? new Found.Key(new EncryptionCertificate(holder, candidate)) : new Found.SuiteRefused();
            }
        }
        return passing(List.of(), directory.now()).orElseGet(Found.NoCertificate::new);
    }

    /** A certificate for channels too is nobody's choice to be encrypted for, unless an operator wrote so. */
    private CertificateStatus status(Identifier holder, X509Certificate certificate) {
        CertificateStatus status = checker.check(List.of(certificate), Purpose.ENCRYPTION, clock.instant());
        boolean refused = status instanceof CertificateStatus.Good
                && Holders.opensChannels(certificate)
                && !directory.isPinned(holder, certificate);
        return refused ? new CertificateStatus.WrongUse(Purpose.ENCRYPTION) : status;
    }

    private Optional<Found> chosen(Identifier holder, Map<X509Certificate, Suite> good, Set<Suite> suites) {
        List<X509Certificate> pinned = good.keySet().stream()
                .filter(certificate -> directory.isPinned(holder, certificate))
                .toList();
        Collection<X509Certificate> counting = pinned.isEmpty() ? good.keySet() : pinned;
        long subjects = counting.stream()
                .map(X509Certificate::getSubjectX500Principal)
                .distinct()
                .count();
        if (subjects > 1) {
            return Optional.of(new Found.Ambiguous());
        }
        return counting.stream()
                .filter(certificate -> suites.contains(good.get(certificate)))
                .max(Comparator.comparing(X509Certificate::getNotBefore))
                .map(certificate -> new Found.Key(new EncryptionCertificate(holder, certificate)));
    }

    /** What passes goes before what does not: an old certificate that was revoked says nothing of one that may be good. */
    private static Optional<Found> passing(List<CertificateStatus> refused, Directory.InForce inForce) {
        Optional<Found> unchecked = refused.stream()
                .filter(CertificateStatus.RevocationUnknown.class::isInstance)
                .findFirst()
                .map(Found.Unusable::new);
        return unchecked.or(
                () -> Optional.<Found>of(new Found.TooOld(inForce.late())).filter(_ -> !inForce.isWhole()));
    }

    private static Optional<Found> gravest(List<CertificateStatus> refused) {
        return refused.stream()
                .max(Comparator.comparingInt(RecipientKeys::weight))
                .map(Found.Unusable::new);
    }

    /** A content key is wrapped for some kinds of keys only; a certificate with another is as good as none. */
    private static Optional<Suite> suite(X509Certificate certificate) {
        return ReaderPublicKey.of(certificate.getPublicKey()).map(ReaderPublicKey::suite);
    }

    /** Holders have certificates for other uses beside: that they are is no news while one for this use is refused. */
    private static int weight(CertificateStatus status) {
        return switch (status) {
            case CertificateStatus.Revoked _ -> 7;
            case CertificateStatus.Expired _ -> 6;
            case CertificateStatus.NotYetValid _ -> 5;
            case CertificateStatus.AlgorithmRefused _ -> 4;
            case CertificateStatus.RevocationUnknown _ -> 3;
            case CertificateStatus.UnknownIssuer _ -> 2;
            case CertificateStatus.WrongUse _ -> 1;
            case CertificateStatus.Good _ -> 0;
        };
    }

    /** What came of it. */
    public sealed interface Found {

        /** A key. */
        record Key(EncryptionCertificate certificate) implements Found {}

        /** Its certificates are there, and none can be relied on; of several reasons one that passes, else the gravest. */
        record Unusable(CertificateStatus status) implements Found {}

        /** It is known, and has no certificate, or none with a kind of key that is encrypted for. */
        record NoCertificate() implements Found {}

        /** Of its certificates that can be relied on none is of a suite that is allowed now. */
        record SuiteRefused() implements Found {}

        /** Its certificates name several holders: which one is meant, an operator says in {@code conf/partners}. */
        record Ambiguous() implements Found {}

        /** Nobody has this identifier. */
        record Unknown() implements Found {}

        /**
         * Nothing was found, and what these sources know is too old to count.
         *
         * @param sources their names
         */
        record TooOld(List<String> sources) implements Found {

            /** Copies its list. */
            public TooOld {
                sources = List.copyOf(sources);
            }
        }

        /** The code to refuse with; empty for {@link Key}. */
        default Optional<FailureCode> failure() {
            return switch (this) {
                case Key _ -> Optional.empty();
                case Unusable unusable -> unusable.status().failure();
                case NoCertificate _, Ambiguous _ -> Optional.of(FailureCode.RECIPIENT_KEY_UNUSABLE);
                case SuiteRefused _ -> Optional.of(FailureCode.SUITE_NOT_ALLOWED);
                case Unknown _ -> Optional.of(FailureCode.RECIPIENT_UNKNOWN);
                case TooOld _ -> Optional.of(FailureCode.DIRECTORY_LATE);
            };
        }
    }
}
