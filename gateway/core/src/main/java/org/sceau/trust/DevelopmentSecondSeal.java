package org.sceau.trust;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.sceau.keys.Credential;
import org.sceau.keys.Secret;

/**
 * A throw-away second seal (ADR 0025) under a throw-away root of its own, for tests and for trying out. MUST NOT be trusted
 * by anything that holds a real patient's data.
 *
 * @param seal its key and certificate
 * @param root whom it leads to
 */
public record DevelopmentSecondSeal(Credential seal, X509Certificate root) {
    private static final X500Principal ROOT = new X500Principal("CN=TEST AC RACINE SCEAU DEVELOPMENT ML-DSA");

    /**
     * Makes one from {@code now} on.
     *
     * @param name of the organisation, as its first seal states it
     * @param algorithm of both keys, in the platform's spelling: ML-DSA-65
     */
    public static DevelopmentSecondSeal of(X500Principal name, String algorithm, Instant now) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            KeyPair authority = generator.generateKeyPair();
            KeyPair own = generator.generateKeyPair();
            X509Certificate root = certificate(ROOT, authority, authority, algorithm, true, now);
            X509Certificate seal = certificate(name, own, authority, algorithm, false, now);
            return new DevelopmentSecondSeal(new Credential(Secret.of(own.getPrivate()), List.of(seal)), root);
        } catch (GeneralSecurityException | CertIOException | OperatorCreationException e) {
            throw new TrustUnusable("the platform makes no key of " + algorithm);
        }
    }

    /** The root as PEM. */
    public String rootPem() {
        return new String(Pem.of(List.of(root)), StandardCharsets.US_ASCII);
    }

    private static X509Certificate certificate(
            X500Principal subject, KeyPair pair, KeyPair by, String algorithm, boolean authority, Instant now)
            throws GeneralSecurityException, CertIOException, OperatorCreationException {
        var builder = new JcaX509v3CertificateBuilder(
                ROOT,
                authority ? BigInteger.ONE : BigInteger.TWO,
                Date.from(now),
                Date.from(now.plus(DevelopmentAuthority.VALIDITY)),
                subject,
                pair.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
        builder.addExtension(
                Extension.keyUsage, true, new KeyUsage(authority ? KeyUsage.keyCertSign : KeyUsage.nonRepudiation));
        var signer = new JcaContentSignerBuilder(algorithm).build(by.getPrivate());
        return new JcaX509CertificateConverter().getCertificate(builder.build(signer));
    }
}
