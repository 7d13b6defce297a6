package org.sceau.proof;

import java.util.List;

/**
 * A verdict in the words of ETSI EN 319 102-1 V1.4.1 (2024), clause 5.1.3, for the signature that decides it. The validation
 * policy is what the caller gave: its anchors, its revocation lists, and without lists no revocation check (ETSI TS 119
 * 172-1, constraint NoCheck).
 *
 * @param main {@code TOTAL-PASSED}, {@code INDETERMINATE} or {@code TOTAL-FAILED}
 * @param sub the sub-indication; empty when passed
 */
public record Indication(String main, String sub) {
    private static final Indication PASSED = new Indication("TOTAL-PASSED", "");

    /** The indication of a verdict. */
    public static Indication of(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Proved(Claims.OfSignature signature) ->
                isPartial(signature.documents()) ? undetermined("SIGNED_DATA_NOT_FOUND") : PASSED;
            case Verdict.Proved _ -> PASSED;
            case Verdict.Refuted refuted -> of(refuted.part(), refuted.reason());
        };
    }

    private static boolean isPartial(List<DocumentFinding> documents) {
        return documents.stream().anyMatch(finding -> finding.state() == DocumentFinding.State.NOT_SUPPLIED);
    }

    private static Indication of(Part part, Reason reason) {
        return switch (reason) {
            case SIGNATURE_INVALID, NOTE_SIGNATURE_INVALID -> failed("SIG_CRYPTO_FAILURE");
            case DOCUMENT_ALTERED,
                    DIGEST_MISMATCH,
                    OPENING_MISMATCH,
                    ROOT_MISMATCH,
                    SEALED_OBJECT_MISMATCH,
                    IMPRINT_MISMATCH,
                    RECEIPTS_CONTRADICT -> failed("HASH_FAILURE");
            case CHAIN_UNTRUSTED -> undetermined("NO_CERTIFICATE_CHAIN_FOUND");
            case CHAIN_EXPIRED, NOT_RENEWED -> undetermined("OUT_OF_BOUNDS_NO_POE");
            case CHAIN_REVOKED -> undetermined("REVOKED_NO_POE");
            case REVOCATION_UNKNOWN -> undetermined("TRY_LATER");
            case NOT_FOR_COMMITMENT, NOT_FOR_TIME_STAMPS -> undetermined("CHAIN_CONSTRAINTS_FAILURE");
            case ALGORITHM_UNSUPPORTED, ALGORITHM_EXPIRED -> undetermined("CRYPTO_CONSTRAINTS_FAILURE_NO_POE");
            case CERTIFICATE_MISMATCH, CERTIFICATE_UNREADABLE -> undetermined("NO_SIGNING_CERTIFICATE_FOUND");
            case CRITICAL_UNKNOWN, FORMAT_NOT_JUDGED -> undetermined("SIG_CONSTRAINTS_FAILURE");
            case DOCUMENT_UNKNOWN -> undetermined("SIGNED_DATA_NOT_FOUND");
            case MEMBER_UNKNOWN, VALUE_INVALID -> form(part);
            default -> failed("FORMAT_FAILURE");
        };
    }

    /** What stands in a signature of ours and is not of its form is not of the policy. */
    private static Indication form(Part part) {
        return part == Part.SIGNATURE || part == Part.SEAL || part == Part.SECOND_SEAL
                ? undetermined("SIG_CONSTRAINTS_FAILURE")
                : failed("FORMAT_FAILURE");
    }

    private static Indication failed(String sub) {
        return new Indication("TOTAL-FAILED", sub);
    }

    private static Indication undetermined(String sub) {
        return new Indication("INDETERMINATE", sub);
    }

    @Override
    public String toString() {
        return sub.isEmpty() ? main : main + " (" + sub + ")";
    }
}
