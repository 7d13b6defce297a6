package org.sceau.keys;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import javax.crypto.KeyAgreement;
import org.sceau.suites.HeldKey;
import org.sceau.suites.KeySuite;

/** Whether a private key is the other half of its certificate's and does what the certificate is for. */
final class Probe {
    /** Index in {@link X509Certificate#getKeyUsage()} of keyAgreement (RFC 5280, section 4.2.1.3). */
    private static final int KEY_AGREEMENT = 4;

    private static final byte[] PROBE = {1};

    private Probe() {}

    /** False when the key is not the certificate's; keys of other families than EC are not looked at. */
    static boolean fits(PrivateKey key, X509Certificate certificate) {
        PublicKey certified = certificate.getPublicKey();
        if (!KeySuite.EC.equals(certified.getAlgorithm())) {
            return !(key instanceof HeldKey) && key.getAlgorithm().equals(certified.getAlgorithm());
        }
        boolean[] usage = certificate.getKeyUsage();
        try {
            return (usage != null && usage[KEY_AGREEMENT]) ? agrees(key, certified) : signs(key, certified);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static boolean signs(PrivateKey key, PublicKey certified) throws GeneralSecurityException {
        Signature verifier = Signature.getInstance(KeySuite.CERTIFICATE_SIGNATURE);
        verifier.initVerify(certified);
        verifier.update(PROBE);
        return verifier.verify(KeyRequest.signing(key).sign(PROBE));
    }

    private static boolean agrees(PrivateKey key, PublicKey certified) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(KeySuite.EC);
        generator.initialize(new ECGenParameterSpec(KeySuite.CURVE));
        KeyPair other = generator.generateKeyPair();
        byte[] expected = shared(other.getPrivate(), certified);
        byte[] found = key instanceof HeldKey held ? held.agree(other.getPublic()) : shared(key, other.getPublic());
        return MessageDigest.isEqual(expected, found);
    }

    private static byte[] shared(PrivateKey own, PublicKey other) throws GeneralSecurityException {
        KeyAgreement agreement = KeyAgreement.getInstance(KeySuite.AGREEMENT);
        agreement.init(own);
        agreement.doPhase(other, true);
        return agreement.generateSecret();
    }
}
