package org.sceau.trust;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.x500.X500Principal;

/**
 * What the lists at hand say of a certificate (RFC 5280, section 6.3.3). Stricter in one thing: every list that speaks of
 * the certificate is asked, not only as many as cover all reasons.
 */
final class RevocationRules {
    private final X509Certificate certificate;
    private final List<X509Certificate> issuers;
    private final PathQuestion question;
    private final Revocations revocations;
    private int covered;
    private boolean lost;
    private Instant until = Instant.MAX;

    private RevocationRules(X509Certificate certificate, List<X509Certificate> issuers, PathQuestion question) {
        this.certificate = certificate;
        this.issuers = issuers;
        this.question = question;
        this.revocations = question.anchors().revocations();
    }

    /** {@link CertificateStatus.Good}, {@code Revoked} or {@code RevocationUnknown}. */
    static CertificateStatus judge(X509Certificate certificate, List<X509Certificate> issuers, PathQuestion question) {
        try {
            return new RevocationRules(certificate, issuers, question).judge();
        } catch (IllegalArgumentException | IllegalStateException _) {
            // the certificate's distribution points are malformed
            return unknown(certificate);
        }
    }

    private CertificateStatus judge() {
        Optional<Instant> opposed = revocations.opposed(certificate);
        if (opposed.isPresent()) {
            return new CertificateStatus.Revoked(opposed.get(), "OPPOSED");
        }
        Instant silence = revocations.silenceUntil(certificate);
        if (!silence.equals(Instant.MAX)) {
            silence = silence.plus(question.grace());
            lost = !isBefore(silence);
            keepUntil(silence);
        }
        Optional<CertificateStatus> answered = revocations.answer(certificate).flatMap(this::ask);
        if (answered.isPresent()) {
            return answered.get();
        }
        X500Principal issuer = certificate.getIssuerX500Principal();
        boolean authority = certificate.getBasicConstraints() >= 0;
        for (DistributionPoint point : DistributionPoint.of(certificate)) {
            Set<X500Principal> listers = new HashSet<>(point.issuers());
            listers.add(issuer);
            for (RevocationList list : revocations.complete(listers)) {
                if (point.covers(list, issuer, authority)) {
                    Optional<CertificateStatus> revoked =
                            ask(list, point.reasons() & list.scope().reasons());
                    if (revoked.isPresent()) {
                        return revoked.get();
                    }
                }
            }
        }
        if (lost || covered != Reasons.ALL) {
            return unknown(certificate);
        }
        Instant end = certificate.getNotAfter().toInstant();
        return new CertificateStatus.Good(end.isBefore(until) ? end : until);
    }

    /** A responder's word is worth that of a list; a list that revokes counts beside it. Only a good answer ages. */
    private Optional<CertificateStatus> ask(OcspAnswer answer) {
        switch (answer.said()) {
            case OcspAnswer.Said.Revoked(var entry) -> {
                return Optional.of(revoked(entry));
            }
            case OcspAnswer.Said.Good _ -> {
                Instant fresh = answer.freshUntil(revocations.maximumAge()).plus(question.grace());
                if (isBefore(fresh)) {
                    covered = Reasons.ALL;
                    keepUntil(fresh);
                }
            }
            case OcspAnswer.Said.Unknown _ -> {}
            case OcspAnswer.Said.Lost _ -> lost = true;
        }
        return Optional.empty();
    }

    private Optional<CertificateStatus> ask(RevocationList list, int reasons) {
        if (!signed(list)) {
            return Optional.empty();
        }
        List<RevocationList> deltas =
                revocations.deltas(list).stream().filter(this::signed).toList();
        // what a list revokes stays so however old it is; a delta takes a hold back only while it is fresh
        Optional<SerialIndex.Entry> entry = deltas.stream()
                .flatMap(delta -> entry(delta).stream().filter(found -> isRevoking(found) || isBefore(fresh(delta))))
                .findFirst()
                .or(() -> entry(list))
                .filter(RevocationRules::isRevoking);
        if (entry.isPresent()) {
            return entry.map(RevocationRules::revoked);
        }
        // with a delta, the complete list counts for as long as the delta does (RFC 5280, section 5.2.4)
        Instant fresh = deltas.stream()
                .map(this::fresh)
                .filter(this::isBefore)
                .findFirst()
                .orElseGet(() -> fresh(list));
        if (!isBefore(fresh)) {
            return Optional.empty();
        }
        covered |= reasons;
        keepUntil(fresh);
        return Optional.empty();
    }

    private void keepUntil(Instant end) {
        until = end.isBefore(until) ? end : until;
    }

    private Instant fresh(RevocationList list) {
        return list.freshUntil(revocations.maximumAge()).plus(question.grace());
    }

    private boolean isBefore(Instant end) {
        return question.at().isBefore(end);
    }

    private static boolean isRevoking(SerialIndex.Entry entry) {
        return entry.reason() != SerialIndex.REMOVED;
    }

    private static CertificateStatus revoked(SerialIndex.Entry entry) {
        return new CertificateStatus.Revoked(entry.since(), Reasons.name(entry.reason()));
    }

    private Optional<SerialIndex.Entry> entry(RevocationList list) {
        return list.entry(certificate.getIssuerX500Principal(), certificate.getSerialNumber());
    }

    /**
     * Whether its signer stands: the certificate's own issuer, or one that has a path to the same anchor. An authority may
     * let a list speak of the list's own signer; it is then believed not to be revoked as long as no list says otherwise.
     */
    private boolean signed(RevocationList list) {
        if (question.underway().contains(list)) {
            return true;
        }
        for (X509Certificate signer : list.signers()) {
            for (X509Certificate issuer : issuers) {
                if (ListSigners.mayList(issuer)
                        && issuer.getPublicKey().equals(signer.getPublicKey())
                        && issuer.getSubjectX500Principal().equals(signer.getSubjectX500Principal())) {
                    return true;
                }
            }
        }
        return list.signers().stream().anyMatch(signer -> stands(signer, list));
    }

    private boolean stands(X509Certificate signer, RevocationList list) {
        if (question.roots().isEmpty() || question.roots().contains(signer)) {
            return !question.roots().isEmpty();
        }
        var findings = new Findings();
        boolean found = !PathFinder.find(List.of(signer), question.ofSigner(list), Optional.of(findings))
                .isEmpty();
        if (found) {
            keepUntil(findings.until());
        }
        return found;
    }

    private static CertificateStatus unknown(X509Certificate certificate) {
        return new CertificateStatus.RevocationUnknown(
                certificate.getIssuerX500Principal().getName());
    }
}
