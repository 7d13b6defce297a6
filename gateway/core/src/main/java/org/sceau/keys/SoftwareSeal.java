package org.sceau.keys;

import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.util.List;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.math.ec.FixedPointCombMultiplier;
import org.bouncycastle.util.BigIntegers;
import org.sceau.proof.Digest;
import org.sceau.suites.KeySuite;

/**
 * A seal whose key is in memory, with k from RFC 6979: the same input gives the same signature, and no random source can
 * weaken the key. Bouncy Castle's own P-256 field takes half the time of the platform's provider.
 */
final class SoftwareSeal implements Seal {
    /** Bytes of r and of s: the order of P-256 has 256 bits. */
    private static final int PART_BYTES = 32;

    private final ECPrivateKeyParameters key;
    private final List<X509Certificate> chain;

    private SoftwareSeal(ECPrivateKeyParameters key, List<X509Certificate> chain) {
        this.key = key;
        this.chain = chain;
    }

    /** Throws {@link KeyUnusable} when the key is no P-256 key or not the certificate's. */
    static SoftwareSeal of(Credential credential, String name) {
        if (!(credential.key().reveal() instanceof ECPrivateKey secret)
                || !(credential.certificate().getPublicKey() instanceof ECPublicKey certified)) {
            throw new KeyUnusable(name + ": the seal is no elliptic-curve key");
        }
        X9ECParameters curve = CustomNamedCurves.getByName(KeySuite.CURVE);
        if (!secret.getParams().getOrder().equals(curve.getN())) {
            throw new KeyUnusable(name + ": the seal is not on the curve " + KeySuite.CURVE);
        }
        var domain = new ECDomainParameters(curve);
        BigInteger scalar = domain.validatePrivateScalar(secret.getS());
        ECPoint own =
                new FixedPointCombMultiplier().multiply(domain.getG(), scalar).normalize();
        if (!own.getAffineXCoord().toBigInteger().equals(certified.getW().getAffineX())
                || !own.getAffineYCoord().toBigInteger().equals(certified.getW().getAffineY())) {
            throw new KeyUnusable(name + ": the seal's certificate belongs to another key");
        }
        return new SoftwareSeal(new ECPrivateKeyParameters(scalar, domain), credential.chain());
    }

    @Override
    public byte[] sign(byte[] input) {
        var signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
        signer.init(true, key);
        BigInteger[] parts = signer.generateSignature(Digest.sha256().digest(input));
        byte[] signature = new byte[2 * PART_BYTES];
        BigIntegers.asUnsignedByteArray(parts[0], signature, 0, PART_BYTES);
        BigIntegers.asUnsignedByteArray(parts[1], signature, PART_BYTES, PART_BYTES);
        return signature;
    }

    @Override
    public List<X509Certificate> chain() {
        return chain;
    }

    @Override
    public String toString() {
        return "SoftwareSeal[serial " + chain.getFirst().getSerialNumber().toString(16) + "]";
    }
}
