package org.sceau.proof;

import java.util.Locale;

/** What a verdict does not prove. The code is stable; texts are in the verifier's message files. */
public enum Limit {
    /** No time-stamp by a third party yet: the time is the sealing organisation's own word. */
    TIME_NOT_STAMPED,
    /** The first seal has ended with a certificate or algorithm: the second one proves the checkpoint, not what the first states. */
    SEAL_ENDED,
    /** The time-stamp over the signature, or over a checkpoint, has ended with a certificate or algorithm: it proves no time any more. */
    STAMP_ENDED,
    /** Archive time-stamps cover the documents, which are not all at hand: they count for nothing. */
    ARCHIVE_NOT_EXAMINED,
    /** No list says whether a time-stamp authority was revoked before the next time-stamp covered its own. */
    AUTHORITY_NOT_EXAMINED,
    /** No revocation lists were given. */
    REVOCATION_NOT_CHECKED,
    /** No witness has signed the checkpoint: the log could show others another tree. */
    LOG_NOT_WITNESSED,
    /** The seal is the gateway's: it proves what was received from an authenticated sender, not the sender's will. */
    NOT_THE_SENDERS_SIGNATURE,
    /** The evidence states digests of documents that were not supplied for comparison. */
    DOCUMENT_NOT_SUPPLIED,
    /** The entry has digests for which this receipt holds no opening. */
    DIGEST_NOT_OPENED,
    /** Nothing is said about what happened after this entry. */
    LATER_EVENTS,
    /** SHA-256 has ended: entry and documents rest on nobody finding other bytes with their digest. */
    HASH_ENDED,
    /** Documents are in the file for their reader's key only: nothing was compared with them. */
    DOCUMENT_ENCRYPTED,
    /** The outcomes are the sealing organisation's word: the receipts of the deliveries are not in the file. */
    OUTCOMES_STATED_ONLY,
    /** Receipts are in the file for which this reader is entitled; the transfer may have others. */
    OTHER_RECEIPTS,
    /** When the file was put together is the sealing organisation's own word. */
    MAKING_NOT_STAMPED,
    /** There is a second seal that is not recognised: no anchor vouches for it by ML-DSA alone, or another organisation made it. */
    SECOND_SEAL_UNTRUSTED;

    /** The stable code: the name in lower case with dashes. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
