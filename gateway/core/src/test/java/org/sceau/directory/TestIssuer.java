package org.sceau.directory;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CRLConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** An authority that certifies whatever a test wants, for keyAgreement. */
final class TestIssuer {
    private static final String SIGNATURE = "SHA256withECDSA";

    private final X500Name name;
    private final KeyPair pair = pair();
    private final Instant now;
    private final Map<BigInteger, Instant> revoked = new LinkedHashMap<>();
    private final X509Certificate certificate;
    private int serial = 1;

    TestIssuer(String name, Instant now) {
        this.name = new X500Name("CN=" + name);
        this.now = now;
        this.certificate = certify(this.name, pair, now.minus(Duration.ofDays(400)), Optional.empty(), true);
    }

    X509Certificate certificate() {
        return certificate;
    }

    /** Valid for a year from {@code from}. */
    X509Certificate issue(String subject, Instant from) {
        return certify(new X500Name(subject), pair(), from, Optional.empty(), false);
    }

    X509Certificate issue(String subject, Instant from, KeyPurposeId use) {
        return certify(new X500Name(subject), pair(), from, Optional.of(use), false);
    }

    /** With a key on X25519. */
    X509Certificate issueX25519(String subject, Instant from) {
        try {
            KeyPair own = KeyPairGenerator.getInstance("X25519").generateKeyPair();
            return certify(new X500Name(subject), own, from, Optional.empty(), false);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    void revoke(X509Certificate one) {
        revoked.put(one.getSerialNumber(), now.minusSeconds(60));
    }

    X509CRL list() {
        try {
            var builder = new JcaX509v2CRLBuilder(certificate, Date.from(now.minusSeconds(30)));
            builder.setNextUpdate(Date.from(now.plus(Duration.ofDays(7))));
            revoked.forEach((number, at) -> builder.addCRLEntry(number, Date.from(at), CRLReason.keyCompromise));
            return new JcaX509CRLConverter()
                    .getCRL(builder.build(new JcaContentSignerBuilder(SIGNATURE).build(pair.getPrivate())));
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new AssertionError(e);
        }
    }

    private X509Certificate certify(
            X500Name subject, KeyPair own, Instant from, Optional<KeyPurposeId> use, boolean authority) {
        try {
            var builder = new JcaX509v3CertificateBuilder(
                    name,
                    BigInteger.valueOf(serial++),
                    Date.from(from),
                    Date.from(from.plus(Duration.ofDays(authority ? 4000 : 365))),
                    subject,
                    own.getPublic());
            int usage = authority ? KeyUsage.keyCertSign | KeyUsage.cRLSign : KeyUsage.keyAgreement;
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
            if (use.isPresent()) {
                builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(use.get()));
            }
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new JcaContentSignerBuilder(SIGNATURE).build(pair.getPrivate())));
        } catch (GeneralSecurityException | OperatorCreationException | CertIOException e) {
            throw new AssertionError(e);
        }
    }

    private static KeyPair pair() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
