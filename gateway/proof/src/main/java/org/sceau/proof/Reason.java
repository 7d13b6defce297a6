package org.sceau.proof;

import java.util.Locale;

/**
 * Why something is not proved. The code is stable; the texts for people are in {@code verify_fr.properties} and {@code
 * verify_en.properties}.
 */
public enum Reason {
    /** More bytes than any file of this format has. */
    TOO_LARGE,
    /** Not JSON, or not UTF-8. */
    NOT_JSON,
    /** JSON, but not byte for byte the canonical form (RFC 8785). */
    NOT_CANONICAL,
    /** Not CBOR of the shape that a COSE receipt has. */
    NOT_CBOR,
    /** What stands around the receipt, in FHIR or CBOR, is not what the receipt gives. */
    FORM_MISMATCH,
    /** Neither a receipt nor a signature that this program knows. */
    FORMAT_UNKNOWN,
    /** A file of others, of a known kind that this program does not judge. */
    FORMAT_NOT_JUDGED,
    /** A member that must be there is not. */
    MEMBER_MISSING,
    /** A member that the format does not have, so that nothing protects it. */
    MEMBER_UNKNOWN,
    /** A member whose value does not have the form it must have. */
    VALUE_INVALID,
    /** An opening for a digest that the entry does not have. */
    OPENING_UNKNOWN,
    /** Salt and value do not give the digest that stands in the entry. */
    OPENING_MISMATCH,
    /** The entry and its checkpoint name different logs. */
    LOG_MISMATCH,
    /** The path and the checkpoint speak of trees of different size. */
    SIZE_MISMATCH,
    /** The path has a wrong number of hashes for its position. */
    PATH_INVALID,
    /** The path does not lead to the root: entry, position or path were altered. */
    ROOT_MISMATCH,
    /** The note is not signed by the key that it names. */
    NOTE_SIGNATURE_INVALID,
    /** The seal is over another object than this one. */
    SEALED_OBJECT_MISMATCH,
    /** The time-stamp is over another checkpoint than this one. */
    IMPRINT_MISMATCH,
    /** The signature value does not fit header and key: header or value were altered. */
    SIGNATURE_INVALID,
    /** The algorithm is not one this profile accepts, or does not fit the key. */
    ALGORITHM_UNSUPPORTED,
    /** An algorithm or key size that was good once: SHA-1, MD5, DSA, short keys. */
    ALGORITHM_EXPIRED,
    /** A critical header parameter that this program does not know. */
    CRITICAL_UNKNOWN,
    /** The certificate in the signature is not the one its digest names. */
    CERTIFICATE_MISMATCH,
    /** No certificate, or one that cannot be read. */
    CERTIFICATE_UNREADABLE,
    /** No chain to any of the given trust anchors. */
    CHAIN_UNTRUSTED,
    /** A certificate of the chain was not valid at the time of the signature. */
    CHAIN_EXPIRED,
    /** Its certificate or an algorithm of it had ended before a new time-stamp covered it: nothing proves that it is older. */
    NOT_RENEWED,
    /** A certificate of the chain was revoked at the time of the signature, or before a time-stamp covered it. */
    CHAIN_REVOKED,
    /** Revocation lists were given, and none of them answers for a certificate of the chain. */
    REVOCATION_UNKNOWN,
    /** The certificate is not meant for commitment: no nonRepudiation in its key usage. */
    NOT_FOR_COMMITMENT,
    /** The certificate is not meant for time-stamps and nothing else, critically so (RFC 3161 section 2.3). */
    NOT_FOR_TIME_STAMPS,
    /** A supplied document is none of those that the evidence speaks of: other bytes. */
    DOCUMENT_ALTERED,
    /** A document was supplied under a name that the evidence does not have. */
    DOCUMENT_UNKNOWN,
    /** Fewer bytes than were announced. */
    TRUNCATED,
    /** A member of the container is not where its kind stands, or stands there twice. */
    ORDER_INVALID,
    /** A member's checksum is not that of its bytes. */
    CHECKSUM_MISMATCH,
    /** A member's bytes are not those that the sealed manifest states. */
    DIGEST_MISMATCH,
    /** The manifest does not name exactly the members that are there. */
    MANIFEST_MISMATCH,
    /** A receipt of another transfer, or of none. */
    TRANSFER_MISMATCH,
    /** Two receipts of the same transfer speak of different documents. */
    RECEIPTS_CONTRADICT;

    /** The stable code: the name in lower case with dashes. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
