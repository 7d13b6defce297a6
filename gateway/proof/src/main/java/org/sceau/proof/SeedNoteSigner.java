package org.sceau.proof;

import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** A note signer whose private key is in memory (RFC 8032 section 5.1.5). Never shows its key. Thread safe. */
public final class SeedNoteSigner implements NoteSigner {
    private final byte[] seed;
    private final LogKey key;

    private SeedNoteSigner(byte[] seed, LogKey key) {
        this.seed = seed;
        this.key = key;
    }

    /** A signer for the 32-byte private key {@code seed}, of which it keeps a copy. */
    public static SeedNoteSigner of(byte[] seed) {
        if (seed.length != Ed25519.SECRET_KEY_SIZE) {
            throw new IllegalArgumentException("an Ed25519 private key has 32 bytes");
        }
        byte[] publicKey = new byte[Ed25519.PUBLIC_KEY_SIZE];
        Ed25519.generatePublicKey(seed, 0, publicKey, 0);
        return new SeedNoteSigner(seed.clone(), LogKey.of(publicKey));
    }

    @Override
    public LogKey key() {
        return key;
    }

    @Override
    public byte[] sign(byte[] text) {
        byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
        Ed25519.sign(seed, 0, key.bytes(), 0, text, 0, text.length, signature, 0);
        return signature;
    }

    @Override
    public String toString() {
        return "SeedNoteSigner[" + key + "]";
    }
}
