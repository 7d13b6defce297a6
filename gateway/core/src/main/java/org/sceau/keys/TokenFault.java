package org.sceau.keys;

/** What can be wrong with a token. Names stand in the log, the status and the texts of the command line. */
public enum TokenFault {
    /** The library is no PKCS#11 library of this machine, or does not start. */
    LIBRARY,
    /** No slot holds a token with the label. */
    ABSENT,
    /** Several slots hold one. */
    AMBIGUOUS,
    /** The PIN's file cannot be read as one line. */
    PIN_FILE,
    /** The PIN is wrong. It is not tried again until its file has changed. */
    PIN_REFUSED,
    /** One wrong PIN more would lock the token, so none is tried: log in by the token's own tool first. */
    PIN_LAST_TRY,
    /** The PIN is locked. */
    PIN_LOCKED,
    /** There is no private key with a certificate of that label; they belong together by their CKA_ID. */
    KEY,
    /** The private key is not the certificate's, or does not do what the certificate is for. */
    MISMATCH,
    /** There is a key of that label already, and it is not overwritten. */
    TAKEN,
    /** The certificate is another than when the gateway started. */
    CHANGED,
    /** It does not answer, or not as it should. */
    SILENT
}
