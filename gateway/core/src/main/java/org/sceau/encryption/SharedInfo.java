package org.sceau.encryption;

import org.sceau.suites.Suites;

/** DER of ECC-CMS-SharedInfo (RFC 5753, section 7.2): what a key-encryption key is bound to. */
final class SharedInfo {
    /** 256 as four octets: the key's length in bits. */
    private static final byte[] KEY_BITS = {0, 0, 1, 0};

    private static final byte[] KEY_LENGTH = Der.element(Der.CONSTRUCTED_CONTEXT + 2, Der.octets(KEY_BITS));

    private SharedInfo() {}

    /** The wrap algorithm as it stands in the recipientInfo, and the keying material that makes the key fresh, if any. */
    static byte[] of(byte[] wrapAlgorithm, byte[] ukm) {
        return ukm.length == 0
                ? Der.element(Der.SEQUENCE, wrapAlgorithm, KEY_LENGTH)
                : Der.element(
                        Der.SEQUENCE, wrapAlgorithm, Der.element(Der.CONSTRUCTED_CONTEXT, Der.octets(ukm)), KEY_LENGTH);
    }

    /** AES-256 key wrap, parameters absent (RFC 3565, section 2.3.2). */
    static byte[] wrapAlgorithm() {
        return Der.element(Der.SEQUENCE, Der.oid(Suites.OID_AES256_WRAP));
    }
}
