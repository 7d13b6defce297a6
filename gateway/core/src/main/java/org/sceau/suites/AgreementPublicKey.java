package org.sceau.suites;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.Provider;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.jspecify.annotations.Nullable;

/** A public key with which a secret can be agreed: a valid point of P-256, or an X25519 key. Immutable, thread-safe. */
public sealed interface AgreementPublicKey extends ReaderPublicKey {

    /** A copy of its encoding: 65 bytes, uncompressed (SEC 1, 2.3.3), for P-256; 32 bytes (RFC 7748) for X25519. */
    byte[] encoded();

    /** The key of a certificate, to be agreed with again and again; empty when it is of another kind or curve. */
    static Optional<AgreementPublicKey> of(PublicKey key) {
        SubjectPublicKeyInfo info = SubjectPublicKeyInfo.getInstance(key.getEncoded());
        String algorithm = info.getAlgorithm().getAlgorithm().getId();
        if (info.getPublicKeyData().getPadBits() != 0) {
            return Optional.empty();
        }
        byte[] bits = info.getPublicKeyData().getOctets();
        if (algorithm.equals(Suites.OID_X25519)) {
            return decode(Suite.READER_X25519, bits);
        }
        return algorithm.equals(Suites.OID_EC_PUBLIC_KEY)
                        && String.valueOf(info.getAlgorithm().getParameters()).equals(Suites.OID_P256)
                ? P256.decode(bits, true)
                : Optional.empty();
    }

    /** That key, which must be of P-256; throws {@link SealBroken} on another: between two curves nothing is agreed. */
    static P256 onP256(AgreementPublicKey key) {
        if (key instanceof P256 point) {
            return point;
        }
        throw new SealBroken();
    }

    /** Reads {@link #encoded()}; empty for anything that is not exactly one valid key of the suite's curve. */
    static Optional<AgreementPublicKey> decode(Suite suite, byte[] encoded) {
        return switch (suite) {
            case READER_P256 -> P256.decode(encoded, false);
            case READER_X25519 -> X25519.decode(encoded);
            case CONTENT, COLUMN, WRAP, READER_MLKEM768, READER_MLKEM1024, READER_HYBRID -> Optional.empty();
        };
    }

    /** A point of P-256. */
    final class P256 implements AgreementPublicKey {
        static final int FIELD_BYTES = 32;
        static final byte UNCOMPRESSED = 4;

        static final int ENCODED_BYTES = 1 + 2 * FIELD_BYTES;

        private final ECPoint point;
        private final boolean reused;
        private volatile @Nullable PublicKey translated;

        P256(ECPoint point, boolean reused) {
            this.point = point;
            this.reused = reused;
        }

        private static Optional<AgreementPublicKey> decode(byte[] encoded, boolean reused) {
            if (encoded.length != ENCODED_BYTES || encoded[0] != UNCOMPRESSED) {
                return Optional.empty();
            }
            try {
                return Optional.of(new P256(Curves.P256.getCurve().decodePoint(encoded), reused));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }

        /**
         * The point times a secret. For a point that is used again, by the comb method, whose table is kept with it: the
         * second and every further agreement costs what a key generation does.
         */
        ECPoint times(BigInteger secret) {
            ECPoint product = reused ? new FixedPointCombMultiplier().multiply(point, secret) : point.multiply(secret);
            return product.normalize();
        }

        /** The same point as a key of the native provider, made once. */
        PublicKey in(Provider provider) throws GeneralSecurityException {
            PublicKey known = translated;
            if (known == null) {
                known = KeyFactory.getInstance(KeySuite.EC, provider).generatePublic(info());
                translated = known;
            }
            return known;
        }

        /** The same point as a key of the platform. */
        PublicKey ofPlatform() throws GeneralSecurityException {
            return KeyFactory.getInstance(KeySuite.EC).generatePublic(info());
        }

        private X509EncodedKeySpec info() throws InvalidKeyException {
            var algorithm = new AlgorithmIdentifier(
                    new ASN1ObjectIdentifier(Suites.OID_EC_PUBLIC_KEY), new ASN1ObjectIdentifier(Suites.OID_P256));
            try {
                return new X509EncodedKeySpec(new SubjectPublicKeyInfo(algorithm, encoded()).getEncoded());
            } catch (IOException e) {
                throw new InvalidKeyException(e);
            }
        }

        @Override
        public Suite suite() {
            return Suite.READER_P256;
        }

        @Override
        public byte[] encoded() {
            return point.getEncoded(false);
        }
    }

    /** A key of Curve25519. */
    final class X25519 implements AgreementPublicKey {
        private static final int ENCODED_BYTES = 32;
        private static final BigInteger PRIME = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
        private final byte[] encoded;

        X25519(byte[] encoded) {
            this.encoded = encoded.clone();
        }

        /** RFC 7748 would ignore the top bit and reduce: two encodings of one key, so that an altered one went unnoticed. */
        private static Optional<AgreementPublicKey> decode(byte[] encoded) {
            if (encoded.length != ENCODED_BYTES) {
                return Optional.empty();
            }
            byte[] bigEndian = new byte[ENCODED_BYTES];
            for (int i = 0; i < ENCODED_BYTES; i++) {
                bigEndian[i] = encoded[ENCODED_BYTES - 1 - i];
            }
            return new BigInteger(1, bigEndian).compareTo(PRIME) < 0
                    ? Optional.of(new X25519(encoded))
                    : Optional.empty();
        }

        @Override
        public Suite suite() {
            return Suite.READER_X25519;
        }

        @Override
        public byte[] encoded() {
            return encoded.clone();
        }
    }
}
