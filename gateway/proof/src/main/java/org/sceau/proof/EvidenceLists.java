package org.sceau.proof;

import java.time.Instant;
import java.util.List;

/**
 * The revocation lists in an evidence file, beside those of the caller. They MUST be read only once the file's seal is known
 * to be that of somebody trusted.
 *
 * @param asked the caller's anchors with all of them
 */
record EvidenceLists(EvidenceContainer file, TrustAnchors asked) {

    /** Throws {@link MalformedProof} when one cannot be read. */
    static EvidenceLists of(EvidenceContainer file, TrustAnchors anchors) {
        TrustAnchors asked = anchors;
        for (String name : names(file)) {
            try {
                asked = asked.withCrl(file.content(name));
            } catch (MalformedProof e) {
                throw new MalformedProof(Part.REVOCATION, Reason.VALUE_INVALID, name);
            }
        }
        return new EvidenceLists(file, asked);
    }

    private static List<String> names(EvidenceContainer file) {
        return file.names(EvidenceMember.REVOCATION_LIST);
    }

    /** Whether the file has none. */
    boolean areNone() {
        return names(file).isEmpty();
    }

    /**
     * Whether they answer for the time-stamp authorities under the receipts in the file, up to the day it was made; throws
     * {@link MalformedProof} when one of those was revoked before it was covered.
     */
    boolean examine(Instant made) {
        GivenLists lists = new GivenLists(asked);
        boolean examined = true;
        for (String name : file.names(EvidenceMember.RECEIPT)) {
            try {
                examined &= lists.examineWithin(Receipt.read(file.content(name)), made);
            } catch (MalformedProof e) {
                throw new MalformedProof(e.part(), e.reason(), name);
            }
        }
        return examined;
    }
}
