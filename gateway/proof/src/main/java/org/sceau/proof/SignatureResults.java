package org.sceau.proof;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The three answers that a signature has (IHE ITI TF-3 section 5.10): whether it is intact, whether its signer may be
 * believed for this purpose, and whether each document is the signed one. One does not stand for another.
 *
 * @param integrity of the signature and of what it directly covers
 * @param signer authentic, unrevoked as far as asked, and meant for it
 * @param documents all of them; each stands in the verdict
 */
public record SignatureResults(State integrity, State signer, State documents) {
    private static final Set<Reason> OF_SIGNER = EnumSet.of(
            Reason.CHAIN_UNTRUSTED,
            Reason.CHAIN_EXPIRED,
            Reason.NOT_RENEWED,
            Reason.CHAIN_REVOKED,
            Reason.REVOCATION_UNKNOWN,
            Reason.NOT_FOR_COMMITMENT,
            Reason.NOT_FOR_TIME_STAMPS);

    private static final Set<Reason> OF_ALGORITHM = EnumSet.of(Reason.ALGORITHM_EXPIRED, Reason.ALGORITHM_UNSUPPORTED);

    /** What was not understood was not examined (EN 319 102-1: indeterminate). */
    private static final Set<Reason> OF_NOBODY =
            EnumSet.of(Reason.FORMAT_UNKNOWN, Reason.FORMAT_NOT_JUDGED, Reason.TOO_LARGE, Reason.CRITICAL_UNKNOWN);

    /** One answer. */
    public enum State {
        HOLDS,
        FAILS,
        /** Not examined, or not examined to the end. */
        OPEN;

        /** The stable code: the name in lower case. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The answers of a verdict. */
    public static SignatureResults of(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Proved(Claims claims) ->
                new SignatureResults(State.HOLDS, State.HOLDS, documents(claims.documents(), State.HOLDS));
            case Verdict.Refuted refuted -> of(refuted);
        };
    }

    private static SignatureResults of(Verdict.Refuted refuted) {
        if (refuted.part() == Part.DOCUMENT) {
            return new SignatureResults(State.HOLDS, State.HOLDS, State.FAILS);
        }
        if (OF_NOBODY.contains(refuted.reason())) {
            return new SignatureResults(State.OPEN, State.OPEN, documents(refuted.documents(), State.OPEN));
        }
        boolean ofSigner = OF_SIGNER.contains(refuted.reason())
                || (refuted.part() == Part.CERTIFICATE && OF_ALGORITHM.contains(refuted.reason()));
        return new SignatureResults(
                ofSigner ? State.HOLDS : State.FAILS,
                ofSigner ? State.FAILS : State.OPEN,
                documents(refuted.documents(), State.OPEN));
    }

    private static State documents(List<DocumentFinding> findings, State ofNone) {
        if (findings.isEmpty()) {
            return ofNone;
        }
        State state = State.HOLDS;
        for (DocumentFinding finding : findings) {
            switch (finding.state()) {
                case ALTERED, UNKNOWN -> {
                    return State.FAILS;
                }
                case NOT_SUPPLIED -> state = State.OPEN;
                case INTACT -> {}
            }
        }
        return state;
    }
}
