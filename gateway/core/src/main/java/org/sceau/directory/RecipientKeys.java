package org.sceau.directory;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sceau.failure.FailureCode;
import org.sceau.suites.ReaderPublicKey;
import org.sceau.trust.CertificateChecker;
import org.sceau.trust.CertificateStatus;
import org.sceau.trust.Purpose;

/**
 * Finds the key to encrypt for. Thread-safe; never waits for a source.
 *
 * <p>Guarantee: a certificate is found by the identifier that it names itself, or that an operator gave it in
 * {@code conf/partners}; other identifiers that a source puts beside it are not followed. So a source that lies can hide a
 * key, and cannot put another in its place. Everything else is refused, with the reason.
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

    /** The newest certificate of {@code holder} that can be relied on now for {@link Purpose#ENCRYPTION}, or why none. */
    public Found find(Identifier holder) {
        Directory.InForce inForce = directory.now();
        Set<X509Certificate> candidates = inForce.certificates(holder);
        Instant now = clock.instant();
        @Nullable X509Certificate best = null;
        @Nullable CertificateStatus why = null;
        for (X509Certificate candidate : candidates) {
            CertificateStatus status = checker.check(List.of(candidate), Purpose.ENCRYPTION, now);
            if (status instanceof CertificateStatus.Good) {
                best = canWrap(candidate) ? newer(best, candidate) : best;
            } else {
                why = moreTelling(why, status);
            }
        }
        if (best != null) {
            return new Found.Key(new EncryptionCertificate(holder, best));
        }
        if (why != null) {
            return new Found.Unusable(why);
        }
        if (!inForce.isWhole()) {
            return new Found.TooOld(inForce.late());
        }
        return !candidates.isEmpty() || inForce.knows(holder) ? new Found.NoCertificate() : new Found.Unknown();
    }

    private static X509Certificate newer(@Nullable X509Certificate one, X509Certificate other) {
        return one == null || from(one).isBefore(from(other)) ? other : one;
    }

    /** A content key is wrapped for some kinds of keys only; a certificate with another is as good as none. */
    private static boolean canWrap(X509Certificate certificate) {
        return ReaderPublicKey.of(certificate.getPublicKey()).isPresent();
    }

    private static Instant from(X509Certificate certificate) {
        return certificate.getNotBefore().toInstant();
    }

    /** Holders have certificates for other uses beside: that they are is no news while one for this use is refused. */
    private static CertificateStatus moreTelling(@Nullable CertificateStatus one, CertificateStatus other) {
        return one == null || Comparator.comparingInt(RecipientKeys::weight).compare(one, other) < 0 ? other : one;
    }

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

        /** Its certificates are there, and none can be relied on; of several reasons the gravest. */
        record Unusable(CertificateStatus status) implements Found {}

        /** It is known, and has no certificate, or none with a kind of key that is encrypted for. */
        record NoCertificate() implements Found {}

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
                case NoCertificate _ -> Optional.of(FailureCode.RECIPIENT_KEY_UNUSABLE);
                case Unknown _ -> Optional.of(FailureCode.RECIPIENT_UNKNOWN);
                case TooOld _ -> Optional.of(FailureCode.DIRECTORY_LATE);
            };
        }
    }
}
