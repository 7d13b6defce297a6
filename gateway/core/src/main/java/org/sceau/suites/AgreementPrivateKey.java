package org.sceau.suites;

import java.io.IOException;
import java.math.BigInteger;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.util.Optional;
import org.bouncycastle.crypto.agreement.X25519Agreement;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;
import org.bouncycastle.crypto.params.X25519PrivateKeyParameters;
import org.bouncycastle.crypto.params.X25519PublicKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;

/** The secret half of an agreement: an ephemeral key of the gateway, or a reader's own. Thread-safe. */
public sealed interface AgreementPrivateKey
        permits AgreementPrivateKey.P256, AgreementPrivateKey.X25519, NativeP256, HeldP256 {

    /** The other half. */
    AgreementPublicKey publicKey();

    /** What both sides share; throws {@link SealBroken} when the other key is of another curve or gives no secret. */
    AgreedSecret agree(AgreementPublicKey other);

    /** A new key of the suite's curve, from {@code random} or from the native provider's own generator. */
    static AgreementPrivateKey generate(Suite suite, SecureRandom random) {
        return switch (suite) {
            case READER_P256 ->
                NativeProvider.get()
                        .<AgreementPrivateKey>map(NativeP256::generate)
                        .orElseGet(() -> P256.generate(random));
            case READER_X25519 -> new X25519(new X25519PrivateKeyParameters(random));
            case CONTENT, COLUMN, WRAP, READER_MLKEM768, READER_MLKEM1024, READER_HYBRID ->
                throw new IllegalArgumentException("no keys are agreed in " + suite.id());
        };
    }

    /** A reader's key; empty when it is of another kind or curve, or in a token that this program does not know. */
    static Optional<AgreementPrivateKey> of(PrivateKey key) {
        if (key instanceof HeldKey held) {
            return AgreementPublicKey.of(held.publicKey())
                    .filter(AgreementPublicKey.P256.class::isInstance)
                    .map(point -> new HeldP256(held, (AgreementPublicKey.P256) point));
        }
        byte[] encoded = key.getEncoded();
        if (encoded == null) {
            return Optional.empty();
        }
        try {
            AsymmetricKeyParameter parsed = PrivateKeyFactory.createKey(encoded);
            if (parsed instanceof X25519PrivateKeyParameters secret) {
                return Optional.of(new X25519(secret));
            }
            return parsed instanceof ECPrivateKeyParameters secret
                            && secret.getParameters().getCurve().equals(Curves.P256.getCurve())
                    ? Optional.of(P256.of(secret.getD()))
                    : Optional.empty();
        } catch (IOException | RuntimeException e) { // the library has failures of its own, unchecked
            return Optional.empty();
        }
    }

    /** Over P-256, without cofactor (it is 1). */
    final class P256 implements AgreementPrivateKey {
        private final BigInteger secret;
        private final AgreementPublicKey.P256 publicKey;

        private P256(BigInteger secret, ECPoint point) {
            this.secret = secret;
            this.publicKey = new AgreementPublicKey.P256(point, false);
        }

        private static P256 generate(SecureRandom random) {
            ECKeyPairGenerator generator = new ECKeyPairGenerator();
            generator.init(new ECKeyGenerationParameters(Curves.P256, random));
            var pair = generator.generateKeyPair();
            return new P256(
                    ((ECPrivateKeyParameters) pair.getPrivate()).getD(),
                    ((ECPublicKeyParameters) pair.getPublic()).getQ());
        }

        static P256 of(BigInteger secret) {
            return new P256(
                    secret,
                    new FixedPointCombMultiplier()
                            .multiply(Curves.P256.getG(), secret)
                            .normalize());
        }

        @Override
        public AgreementPublicKey publicKey() {
            return publicKey;
        }

        @Override
        public AgreedSecret agree(AgreementPublicKey other) {
            AgreementPublicKey.P256 theirs = AgreementPublicKey.onP256(other);
            ECPoint shared = theirs.times(secret);
            if (shared.isInfinity()) {
                throw new SealBroken();
            }
            return AgreedSecret.overP256(shared.getAffineXCoord().getEncoded());
        }

        @Override
        public String toString() {
            return "AgreementPrivateKey[REDACTED]";
        }
    }

    /** Over Curve25519 (RFC 7748). */
    final class X25519 implements AgreementPrivateKey {
        private final X25519PrivateKeyParameters secret;
        private final AgreementPublicKey.X25519 publicKey;

        private X25519(X25519PrivateKeyParameters secret) {
            this.secret = secret;
            this.publicKey =
                    new AgreementPublicKey.X25519(secret.generatePublicKey().getEncoded());
        }

        @Override
        public AgreementPublicKey publicKey() {
            return publicKey;
        }

        @Override
        public AgreedSecret agree(AgreementPublicKey other) {
            if (!(other instanceof AgreementPublicKey.X25519 theirs)) {
                throw new SealBroken();
            }
            X25519Agreement agreement = new X25519Agreement();
            agreement.init(secret);
            byte[] shared = new byte[agreement.getAgreementSize()];
            try {
                agreement.calculateAgreement(new X25519PublicKeyParameters(theirs.encoded()), shared, 0);
            } catch (IllegalStateException e) {
                // RFC 7748 section 6.1: a point of small order gives all zeros
                throw new SealBroken();
            }
            return AgreedSecret.overX25519(shared);
        }

        @Override
        public String toString() {
            return "AgreementPrivateKey[REDACTED]";
        }
    }
}
