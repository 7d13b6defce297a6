package org.sceau.keys;

import java.security.interfaces.EdECPrivateKey;
import java.util.Arrays;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.Ed25519PublicKeyParameters;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** Signs checkpoints with Bouncy Castle, which takes a seventeenth of the platform provider's time. */
final class SoftwareLogSigner implements LogSigner {
    private final Ed25519PrivateKeyParameters key;
    private final Ed25519PublicKeyParameters verifier;

    private SoftwareLogSigner(Ed25519PrivateKeyParameters key, Ed25519PublicKeyParameters verifier) {
        this.key = key;
        this.verifier = verifier;
    }

    static SoftwareLogSigner of(Credential credential, String name) {
        byte[] seed = credential.key().reveal() instanceof EdECPrivateKey secret
                ? secret.getBytes().orElse(new byte[0])
                : new byte[0];
        if (seed.length != Ed25519.SECRET_KEY_SIZE) {
            throw new KeyUnusable(name + ": the log key is no Ed25519 key");
        }
        var key = new Ed25519PrivateKeyParameters(seed, 0);
        Arrays.fill(seed, (byte) 0);
        return new SoftwareLogSigner(key, key.generatePublicKey());
    }

    @Override
    public byte[] sign(byte[] message) {
        byte[] signature = new byte[Ed25519.SIGNATURE_SIZE];
        key.sign(Ed25519.Algorithm.Ed25519, null, message, 0, message.length, signature, 0);
        return signature;
    }

    @Override
    public byte[] publicKey() {
        return verifier.getEncoded();
    }

    @Override
    public String toString() {
        return "SoftwareLogSigner";
    }
}
