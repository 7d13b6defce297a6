package org.sceau.proof;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A root, an issuing authority and a seal, made for one test run. */
final class TestPki {
    static final Instant NOW = Instant.parse("2026-11-23T10:15:30.123Z");

    final KeyPair rootKey = keyPair("secp256r1");
    final X509Certificate root = ca("O=Sceau Test,CN=Test Root", rootKey, "O=Sceau Test,CN=Test Root", rootKey, 1);
    final KeyPair issuerKey = keyPair("secp256r1");
    final X509Certificate issuer =
            ca("O=Sceau Test,CN=Test Issuing CA", issuerKey, "O=Sceau Test,CN=Test Root", rootKey, 2);
    final KeyPair sealKey = keyPair("secp256r1");
    final X509Certificate seal = seal(sealKey, KeyUsage.nonRepudiation, 3, NOW.plus(Duration.ofDays(365)));

    RawSigner signer() {
        return signer(sealKey.getPrivate(), seal);
    }

    RawSigner signer(PrivateKey key, X509Certificate certificate) {
        return new RawSigner() {
            @Override
            public byte[] sign(byte[] input) {
                return TestPki.sign("SHA256withECDSAinP1363Format", key, input);
            }

            @Override
            public List<X509Certificate> chain() {
                return List.of(certificate, issuer);
            }
        };
    }

    TrustAnchors anchors() {
        return TrustAnchors.of(List.of(root), List.of());
    }

    X509Certificate seal(KeyPair key, int usage, int serial, Instant until) {
        return seal(key, usage, serial, NOW.minus(Duration.ofDays(30)), until);
    }

    X509Certificate seal(KeyPair key, int usage, int serial, Instant from, Instant until) {
        return certificate(
                "C=FR,O=Laboratoire Fictif,CN=Cachet",
                key,
                "O=Sceau Test,CN=Test Issuing CA",
                issuerKey,
                serial,
                from,
                until,
                false,
                usage);
    }

    static byte[] sign(String algorithm, PrivateKey key, byte[] input) {
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(input);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A list of {@code authority} that revokes {@code serials} from {@code since}. */
    static byte[] crl(X509Certificate authority, KeyPair key, Instant since, int... serials) {
        return crl("SHA256withECDSA", authority, key, since, serials);
    }

    static byte[] crl(String algorithm, X509Certificate authority, KeyPair key, Instant since, int... serials) {
        return crlFor(CRLReason.keyCompromise, algorithm, authority, key, since, serials);
    }

    /** As above, for a reason; below 0 none is stated. */
    static byte[] crlFor(
            int reason, String algorithm, X509Certificate authority, KeyPair key, Instant since, int... serials) {
        Instant issued = NOW.minus(Duration.ofDays(2));
        return crlOf(issued, NOW.plus(Duration.ofDays(30)), reason, algorithm, authority, key, since, serials);
    }

    /** As above, of another day; a reason removeFromCRL makes it a delta list. */
    static byte[] crlOf(
            Instant issued,
            Instant until,
            int reason,
            String algorithm,
            X509Certificate authority,
            KeyPair key,
            Instant since,
            int... serials) {
        try {
            X509v2CRLBuilder builder = new X509v2CRLBuilder(
                    X500Name.getInstance(authority.getSubjectX500Principal().getEncoded()), Date.from(issued));
            builder.setNextUpdate(Date.from(until));
            if (reason == CRLReason.removeFromCRL) {
                builder.addExtension(Extension.deltaCRLIndicator, true, new CRLNumber(BigInteger.ONE));
            }
            for (int serial : serials) {
                if (reason < 0) {
                    builder.addCRLEntry(BigInteger.valueOf(serial), Date.from(since), 0);
                } else {
                    ExtensionsGenerator stated = new ExtensionsGenerator();
                    stated.addExtension(Extension.reasonCode, false, CRLReason.lookup(reason));
                    builder.addCRLEntry(BigInteger.valueOf(serial), Date.from(since), stated.generate());
                }
            }
            return builder.build(new JcaContentSignerBuilder(algorithm).build(key.getPrivate()))
                    .getEncoded();
        } catch (OperatorCreationException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static String pem(X509Certificate certificate) {
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                        .encodeToString(Jades.der(certificate))
                + "\n-----END CERTIFICATE-----\n";
    }

    static KeyPair keyPair(String curve) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(curve));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static X509Certificate ca(String subject, KeyPair key, String by, KeyPair byKey, int serial) {
        return certificate(
                subject,
                key,
                by,
                byKey,
                serial,
                NOW.minus(Duration.ofDays(30)),
                NOW.plus(Duration.ofDays(3650)),
                true,
                KeyUsage.keyCertSign | KeyUsage.cRLSign);
    }

    static X509Certificate certificate(
            String subject,
            KeyPair key,
            String by,
            KeyPair byKey,
            int serial,
            Instant from,
            Instant until,
            boolean ca,
            int usage) {
        try {
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    new X500Name(by),
                    BigInteger.valueOf(serial),
                    Date.from(from),
                    Date.from(until),
                    new X500Name(subject),
                    key.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(ca));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
            String algorithm = switch (byKey.getPrivate().getAlgorithm()) {
                case "RSA" -> "SHA256withRSA";
                case "EC" -> "SHA256withECDSA";
                default -> ((NamedParameterSpec) byKey.getPrivate().getParams()).getName();
            };
            byte[] der = builder.build(new JcaContentSignerBuilder(algorithm).build(byKey.getPrivate()))
                    .getEncoded();
            return Certificates.der(der);
        } catch (OperatorCreationException | IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
