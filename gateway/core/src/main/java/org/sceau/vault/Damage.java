package org.sceau.vault;

/** Why a stored payload is not given out. */
public enum Damage {
    /** The name is not one that the vault gives. */
    LOCATION_INVALID,
    /** The file is not there. */
    FILE_MISSING,
    /** The file ends before the payload does. */
    TRUNCATED,
    /** The ciphertext is not the one that was stored. */
    DIGEST_DIFFERS,
    /** The ciphertext does not open under this key, nonce and tag. */
    TAG_DIFFERS
}
