package org.sceau.signature.author;

import java.io.IOException;
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
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CRLConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.sceau.keys.Credential;
import org.sceau.keys.Secret;
import org.sceau.trust.TrustAnchors;

/** An authority whose certificates can be as wrong as a test needs them. */
final class TestAuthority {
    static final Instant NOW = Instant.parse("2026-06-01T10:00:00Z");
    private static final X500Name NAME = new X500Name("CN=Fictional Authority");

    private final KeyPair pair = ec();
    private final AtomicInteger serial = new AtomicInteger(1);
    private final X509Certificate certificate = certify(NAME, pair, new Author(), true);

    /** How a certificate is made; the defaults are right. */
    record Author(int usage, Instant from, Instant until, String signature, KeyPair pair, String url) {
        Author() {
            this(
                    KeyUsage.nonRepudiation,
                    NOW.minus(Duration.ofDays(30)),
                    NOW.plus(Duration.ofDays(300)),
                    "SHA256withECDSA",
                    ec(),
                    "");
        }

        Author usage(int other) {
            return new Author(other, from, until, signature, pair, url);
        }

        Author until(Instant other) {
            return new Author(usage, from, other, signature, pair, url);
        }

        Author signature(String other) {
            return new Author(usage, from, until, other, pair, url);
        }

        Author pair(KeyPair other) {
            return new Author(usage, from, until, signature, other, url);
        }

        /** Of its issuer, its lists and its responder. */
        Author url(String other) {
            return new Author(usage, from, until, signature, pair, other);
        }
    }

    Credential issue(Author author) {
        X509Certificate issued = certify(new X500Name("CN=Ada Exemple,T=Médecin"), author.pair(), author, false);
        return new Credential(Secret.of(author.pair().getPrivate()), List.of(issued, certificate));
    }

    /** This authority alone, with an empty list of today. */
    TrustAnchors anchors() {
        return TrustAnchors.of(List.of(certificate), Map.of("list.crl", list()), Duration.ofDays(7));
    }

    private X509CRL list() {
        try {
            var builder = new JcaX509v2CRLBuilder(certificate, Date.from(NOW.minus(Duration.ofHours(1))));
            builder.setNextUpdate(Date.from(NOW.plus(Duration.ofDays(7))));
            return new JcaX509CRLConverter()
                    .getCRL(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate())));
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new AssertionError(e);
        }
    }

    private X509Certificate certify(X500Name subject, KeyPair own, Author author, boolean authority) {
        try {
            var builder = new JcaX509v3CertificateBuilder(
                    NAME,
                    BigInteger.valueOf(serial.getAndIncrement()),
                    Date.from(author.from()),
                    Date.from(author.until()),
                    subject,
                    own.getPublic());
            int usage = authority ? KeyUsage.keyCertSign | KeyUsage.cRLSign : author.usage();
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
            builder.addExtension(
                    Extension.subjectKeyIdentifier,
                    false,
                    new JcaX509ExtensionUtils().createSubjectKeyIdentifier(own.getPublic()));
            if (!author.url().isEmpty()) {
                addUrls(builder, new GeneralName(GeneralName.uniformResourceIdentifier, author.url()));
            }
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(new JcaContentSignerBuilder(author.signature()).build(pair.getPrivate())));
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new AssertionError(e);
        }
    }

    private static void addUrls(JcaX509v3CertificateBuilder builder, GeneralName url) throws IOException {
        builder.addExtension(
                Extension.authorityInfoAccess, false, new AuthorityInformationAccess(new AccessDescription[] {
                    new AccessDescription(AccessDescription.id_ad_caIssuers, url),
                    new AccessDescription(AccessDescription.id_ad_ocsp, url)
                }));
        builder.addExtension(Extension.cRLDistributionPoints, false, new CRLDistPoint(new DistributionPoint[] {
            new DistributionPoint(new DistributionPointName(new GeneralNames(url)), null, null)
        }));
    }

    static KeyPair ec() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    static KeyPair mlDsa(String algorithm) {
        try {
            return KeyPairGenerator.getInstance(algorithm).generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    static KeyPair rsa(int bits) {
        try {
            var generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
