package org.sceau.proof;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is proved. */
public sealed interface Claims {

    /** Who sealed, when by its own word. */
    Sealer sealer();

    /** The documents, one by one. */
    List<DocumentFinding> documents();

    /** What is not proved. */
    Set<Limit> limits();

    /**
     * A receipt: the entry stands in the log at this position, and the organisation has sealed that log.
     *
     * @param checkpoint the log's statement
     * @param index position of the entry
     * @param second another seal over the same checkpoint, that does not rest on elliptic curves
     * @param stamped what a third party says about the time, if it was asked
     * @param renewals since when other time-stamps have covered that one
     */
    record OfReceipt(
            Entry entry,
            Checkpoint.Body checkpoint,
            long index,
            Sealer sealer,
            Optional<SecondSeal> second,
            Optional<TimeStamped> stamped,
            List<TimeStamped> renewals,
            List<DocumentFinding> documents,
            Set<Limit> limits)
            implements Claims {}

    /**
     * A signature: the signer has signed objects of these digests, with these commitments.
     *
     * @param stamped since when, by a third party's word, there is this signature
     * @param renewals since when other time-stamps have covered it, its documents and that one
     */
    record OfSignature(
            Sealer sealer,
            List<String> commitments,
            List<String> claimed,
            Optional<TimeStamped> stamped,
            List<TimeStamped> renewals,
            List<DocumentFinding> documents,
            Set<Limit> limits)
            implements Claims {}

    /**
     * An evidence file: the organisation has sealed this collection for one reader, and each thing in it holds.
     *
     * @param statement what it is about
     * @param sealer of the collection
     * @param second another seal over the same, that does not rest on elliptic curves
     * @param receipts each proved by itself, in the order of the journal
     * @param signature over what was submitted
     */
    record OfEvidence(
            EvidenceStatement statement,
            Sealer sealer,
            Optional<SecondSeal> second,
            List<OfReceipt> receipts,
            Optional<OfSignature> signature,
            List<DocumentFinding> documents,
            Set<Limit> limits)
            implements Claims {}
}
