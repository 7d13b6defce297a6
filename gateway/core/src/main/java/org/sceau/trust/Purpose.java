package org.sceau.trust;

/** What a certificate is wanted for. Uses never stand in for one another: CPS and IGC-Santé certificates keep them apart. */
public enum Purpose {
    /** To open a channel to us: digitalSignature and clientAuth. */
    TLS_CLIENT,
    /** To answer a channel of ours: digitalSignature and serverAuth. */
    TLS_SERVER,
    /** To commit to a content: nonRepudiation. National services reject commitment by an authentication certificate. */
    COMMITMENT,
    /** To read what is encrypted: keyAgreement for curve keys, keyEncipherment for RSA keys. */
    ENCRYPTION
}
