package org.sceau.suites;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECPoint;
import java.util.Optional;
import javax.crypto.KeyAgreement;
import org.bouncycastle.util.BigIntegers;

/** An ephemeral P-256 key of the native provider, which has its own generator of random numbers. */
final class NativeP256 implements AgreementPrivateKey {
    private final Provider provider;
    private final PrivateKey secret;
    private final AgreementPublicKey publicKey;

    NativeP256(Provider provider, PrivateKey secret, AgreementPublicKey publicKey) {
        this.provider = provider;
        this.secret = secret;
        this.publicKey = publicKey;
    }

    static NativeP256 generate(Provider provider) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", provider);
            generator.initialize(new ECGenParameterSpec(KeySuite.CURVE));
            KeyPair pair = generator.generateKeyPair();
            Optional<AgreementPublicKey> publicKey =
                    AgreementPublicKey.decode(Suite.READER_P256, uncompressed(((ECPublicKey) pair.getPublic()).getW()));
            return new NativeP256(provider, pair.getPrivate(), publicKey.orElseThrow(SealBroken::new));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a P-256 key is refused by " + provider.getName(), e);
        }
    }

    /** SEC 1, 2.3.3. */
    private static byte[] uncompressed(ECPoint point) {
        byte[] encoded = new byte[1 + 2 * AgreementPublicKey.P256.FIELD_BYTES];
        encoded[0] = AgreementPublicKey.P256.UNCOMPRESSED;
        put(point.getAffineX(), encoded, 1);
        put(point.getAffineY(), encoded, 1 + AgreementPublicKey.P256.FIELD_BYTES);
        return encoded;
    }

    private static void put(BigInteger coordinate, byte[] encoded, int at) {
        BigIntegers.asUnsignedByteArray(coordinate, encoded, at, AgreementPublicKey.P256.FIELD_BYTES);
    }

    @Override
    public AgreementPublicKey publicKey() {
        return publicKey;
    }

    @Override
    public AgreedSecret agree(AgreementPublicKey other) {
        AgreementPublicKey.P256 theirs = AgreementPublicKey.onP256(other);
        try {
            KeyAgreement agreement = KeyAgreement.getInstance("ECDH", provider);
            agreement.init(secret);
            agreement.doPhase(theirs.in(provider), true);
            return AgreedSecret.overP256(agreement.generateSecret());
        } catch (GeneralSecurityException | RuntimeException e) { // the library has failures of its own, unchecked
            throw new SealBroken();
        }
    }

    @Override
    public String toString() {
        return "AgreementPrivateKey[REDACTED]";
    }
}
