package org.sceau.suites;

import java.security.PrivateKey;

/** A private key as it stands in a file, whatever the platform makes of it. */
public final class EncodedKey implements PrivateKey {
    private static final long serialVersionUID = 1;

    private final byte[] encoded;

    /** PKCS#8 of a key of ML-KEM. */
    public EncodedKey(byte[] encoded) {
        this.encoded = encoded.clone();
    }

    @Override
    public String getAlgorithm() {
        return "ML-KEM";
    }

    @Override
    public String getFormat() {
        return "PKCS#8";
    }

    @Override
    public byte[] getEncoded() {
        return encoded.clone();
    }
}
