package org.sceau.proof;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What an evidence file does not prove.
 *
 * @param authoritiesExamined whether lists answer for the time-stamp authorities under the receipts
 */
record EvidenceLimits(
        EvidenceStatement statement,
        EvidenceSeal seal,
        boolean authoritiesExamined,
        List<Claims.OfReceipt> receipts,
        Optional<Claims.OfSignature> signature) {

    /**
     * The limits, given what was compared.
     *
     * @param encrypted whether documents are in the file that only their reader opens
     * @param asked whether the caller's own revocation lists were asked for everything
     */
    Set<Limit> with(List<DocumentFinding> findings, boolean encrypted, boolean asked) {
        Set<Limit> limits = EnumSet.of(Limit.MAKING_NOT_STAMPED, Limit.NOT_THE_SENDERS_SIGNATURE, Limit.LATER_EVENTS);
        limits.add(Limit.OTHER_RECEIPTS);
        receipts.forEach(receipt -> limits.addAll(receipt.limits()));
        signature.ifPresent(found -> limits.addAll(found.limits()));
        limits.remove(Limit.DOCUMENT_NOT_SUPPLIED);
        limits.remove(Limit.REVOCATION_NOT_CHECKED);
        if (findings.stream().anyMatch(finding -> finding.state() == DocumentFinding.State.NOT_SUPPLIED)) {
            limits.add(encrypted ? Limit.DOCUMENT_ENCRYPTED : Limit.DOCUMENT_NOT_SUPPLIED);
        }
        if (!asked && !revocationExamined()) {
            limits.add(Limit.REVOCATION_NOT_CHECKED);
        }
        if (seal.secondUntrusted()) {
            limits.add(Limit.SECOND_SEAL_UNTRUSTED);
        }
        if (!statement.outcomes().isEmpty()) {
            limits.add(Limit.OUTCOMES_STATED_ONLY);
        }
        return Collections.unmodifiableSet(limits);
    }

    /** With a time-stamp, a signature has its own lists, or none. */
    private static boolean isOpen(Claims.OfSignature signature) {
        return signature.stamped().isPresent() && signature.limits().contains(Limit.REVOCATION_NOT_CHECKED);
    }

    /** Who was not revoked when it sealed the file was not when it sealed what is in it. */
    private boolean revocationExamined() {
        List<Sealer> sealers = new ArrayList<>();
        receipts.forEach(receipt -> sealers.add(receipt.sealer()));
        signature.ifPresent(found -> sealers.add(found.sealer()));
        return seal.revocationExamined()
                && authoritiesExamined
                && signature.filter(EvidenceLimits::isOpen).isEmpty()
                && sealers.stream().allMatch(sealer -> isBefore(sealer, seal.sealer()))
                && receipts.stream()
                        .flatMap(receipt -> receipt.second().stream())
                        .allMatch(one -> seal.second()
                                .filter(own -> isBefore(one.sealer(), own.sealer()))
                                .isPresent());
    }

    private static boolean isBefore(Sealer one, Sealer own) {
        return one.thumbprint().equals(own.thumbprint()) && !one.at().isAfter(own.at());
    }
}
