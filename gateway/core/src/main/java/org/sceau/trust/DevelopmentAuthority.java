package org.sceau.trust;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CRLConverter;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.sceau.identity.CardFamily;
import org.sceau.keys.Credential;
import org.sceau.keys.Secret;
import org.sceau.suites.KeySuite;

/** One certificate authority of the development PKI. Not thread-safe. */
final class DevelopmentAuthority {
    /** Certificates start earlier than now: clocks of machines that meet differ. */
    private static final Duration CLOCK_DIFFERENCE = Duration.ofMinutes(5);
    /** How long everything of a development PKI is good for. */
    static final Duration VALIDITY = Duration.ofDays(365);
    /** Bits of a random serial number: at most 159 are allowed (RFC 5280, section 4.1.2.2). */
    private static final int SERIAL_BITS = 120;

    /** Product type (NOS G02); its encoding is ours. */
    private static final ASN1ObjectIdentifier CARD_TYPE = new ASN1ObjectIdentifier("1.2.250.1.71.1.2.2");

    private static final GeneralNames LOOPBACK = new GeneralNames(new GeneralName[] {
        new GeneralName(GeneralName.dNSName, "localhost"),
        new GeneralName(GeneralName.iPAddress, "127.0.0.1"),
        new GeneralName(GeneralName.iPAddress, "::1")
    });

    private final SecureRandom random;
    private final Credential own;
    private final Map<BigInteger, Instant> revoked = new TreeMap<>();
    private int issuedLists;

    private DevelopmentAuthority(SecureRandom random, Credential own) {
        this.random = random;
        this.own = own;
    }

    static DevelopmentAuthority root(X500Name name, Instant now, SecureRandom random) {
        KeyPair pair = pair(KeySuite.EC, random);
        X509Certificate certificate = certify(
                new Subject(name, pair, Optional.empty(), Optional.empty()), name, pair, Optional.empty(), now, random);
        return new DevelopmentAuthority(random, new Credential(Secret.of(pair.getPrivate()), List.of(certificate)));
    }

    DevelopmentAuthority subordinate(X500Name name, Instant now) {
        KeyPair pair = pair(KeySuite.EC, random);
        X509Certificate certificate = certifyOwn(new Subject(name, pair, Optional.empty(), Optional.empty()), now);
        return new DevelopmentAuthority(random, new Credential(Secret.of(pair.getPrivate()), List.of(certificate)));
    }

    Credential issue(X500Name name, DevelopmentUse use, Instant now) {
        return issue(name, use, Optional.empty(), now);
    }

    /** With the type of the card in an extension, where there is one. */
    Credential issue(X500Name name, DevelopmentUse use, Optional<CardFamily> card, Instant now) {
        KeyPair pair = pair(use.keyFamily(), random);
        X509Certificate certificate = certifyOwn(new Subject(name, pair, Optional.of(use), card), now);
        return new Credential(Secret.of(pair.getPrivate()), List.of(certificate, certificate()));
    }

    X509Certificate certificate() {
        return own.certificate();
    }

    void revoke(BigInteger serial, Instant at) {
        revoked.putIfAbsent(serial, at);
    }

    X509CRL revocationList(Instant now) {
        try {
            var builder = new JcaX509v2CRLBuilder(certificate(), Date.from(now));
            builder.setNextUpdate(Date.from(now.plus(VALIDITY)));
            revoked.forEach((serial, at) -> builder.addCRLEntry(serial, Date.from(at), CRLReason.cessationOfOperation));
            issuedLists++;
            builder.addExtension(Extension.cRLNumber, false, new CRLNumber(BigInteger.valueOf(issuedLists)));
            builder.addExtension(
                    Extension.authorityKeyIdentifier,
                    false,
                    new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(certificate()));
            return new JcaX509CRLConverter().getCRL(builder.build(signer(own.key())));
        } catch (GeneralSecurityException | IOException e) {
            throw new TrustUnusable("the platform makes no revocation lists");
        }
    }

    private X509Certificate certifyOwn(Subject subject, Instant now) {
        var issuerPair = new KeyPair(certificate().getPublicKey(), own.key().reveal());
        X500Name issuer =
                X500Name.getInstance(certificate().getSubjectX500Principal().getEncoded());
        return certify(subject, issuer, issuerPair, Optional.of(certificate()), now, random);
    }

    private static X509Certificate certify(
            Subject subject,
            X500Name issuer,
            KeyPair issuerPair,
            Optional<X509Certificate> issuerCertificate,
            Instant now,
            SecureRandom random) {
        try {
            var builder = new JcaX509v3CertificateBuilder(
                    issuer,
                    new BigInteger(SERIAL_BITS, random).setBit(SERIAL_BITS),
                    Date.from(now.minus(CLOCK_DIFFERENCE)),
                    Date.from(now.plus(VALIDITY)),
                    subject.name(),
                    subject.pair().getPublic());
            var identifiers = new JcaX509ExtensionUtils();
            builder.addExtension(
                    Extension.subjectKeyIdentifier,
                    false,
                    identifiers.createSubjectKeyIdentifier(subject.pair().getPublic()));
            if (issuerCertificate.isPresent()) {
                builder.addExtension(
                        Extension.authorityKeyIdentifier,
                        false,
                        identifiers.createAuthorityKeyIdentifier(issuerCertificate.get()));
            }
            addUse(builder, subject.use());
            if (subject.card().isPresent()) {
                builder.addExtension(
                        CARD_TYPE,
                        false,
                        new DERPrintableString(subject.card().get().name()));
            }
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(signer(Secret.of(issuerPair.getPrivate()))));
        } catch (GeneralSecurityException | IOException e) {
            throw new TrustUnusable("the platform makes no certificates");
        }
    }

    private static void addUse(JcaX509v3CertificateBuilder builder, Optional<DevelopmentUse> use) throws IOException {
        if (use.isEmpty()) {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            return;
        }
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(use.get().keyUsage()));
        if (use.get().extended().isPresent()) {
            builder.addExtension(
                    Extension.extendedKeyUsage,
                    use.get() == DevelopmentUse.TSA,
                    new ExtendedKeyUsage(use.get().extended().get()));
        }
        if (use.get() == DevelopmentUse.TLS) {
            builder.addExtension(Extension.subjectAlternativeName, false, LOOPBACK);
        }
    }

    private static ContentSigner signer(Secret<PrivateKey> key) throws IOException {
        try {
            return new JcaContentSignerBuilder(KeySuite.CERTIFICATE_SIGNATURE).build(key.reveal());
        } catch (OperatorCreationException e) {
            throw new TrustUnusable("the platform does not sign " + KeySuite.CERTIFICATE_SIGNATURE);
        }
    }

    private static KeyPair pair(String family, SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(family);
            if (family.equals(KeySuite.EC)) {
                generator.initialize(new ECGenParameterSpec(KeySuite.CURVE), random);
            } else {
                generator.initialize(NamedParameterSpec.X25519, random);
            }
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new TrustUnusable("the platform makes no keys for " + family);
        }
    }

    /** Who is certified; an authority when there is no use. */
    private record Subject(X500Name name, KeyPair pair, Optional<DevelopmentUse> use, Optional<CardFamily> card) {}
}
