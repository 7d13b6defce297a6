package org.sceau.encryption;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.sceau.transfer.PartnerId;

/** A fictional reader with a certificate for confidentiality, issued by a fictional authority. */
record TestReader(String name, PrivateKey key, X509Certificate certificate) {

    static TestReader p256(String name) {
        return of(name, "EC", new ECGenParameterSpec("secp256r1"), KeyUsage.keyAgreement);
    }

    static TestReader p384(String name) {
        return of(name, "EC", new ECGenParameterSpec("secp384r1"), KeyUsage.keyAgreement);
    }

    static TestReader signerOnly(String name) {
        return of(name, "EC", new ECGenParameterSpec("secp256r1"), KeyUsage.nonRepudiation);
    }

    static TestReader x25519(String name) {
        return of(name, "X25519", NamedParameterSpec.X25519, KeyUsage.keyAgreement);
    }

    static TestReader mlKem768(String name) {
        return of(name, "ML-KEM", NamedParameterSpec.ML_KEM_768, KeyUsage.keyEncipherment);
    }

    static TestReader mlKem1024(String name) {
        return of(name, "ML-KEM", NamedParameterSpec.ML_KEM_1024, KeyUsage.keyEncipherment);
    }

    static TestReader mlKemForAgreement(String name) {
        return of(name, "ML-KEM", NamedParameterSpec.ML_KEM_768, KeyUsage.keyEncipherment | KeyUsage.keyAgreement);
    }

    /** ML-KEM-768 and P-256 in one key, made by Bouncy Castle, whose own code for it is none of ours. */
    static TestReader hybrid(String name) {
        try {
            return of(
                    name,
                    RegisteredProvider.during(() -> KeyPairGenerator.getInstance(
                                    "MLKEM768-ECDH-P256-SHA3-256", BouncyCastleProvider.PROVIDER_NAME)
                            .generateKeyPair()),
                    KeyUsage.keyEncipherment);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    ReaderCertificate reader() {
        return ReaderCertificate.of(new PartnerId(name), certificate).orElseThrow();
    }

    String keyPem() {
        return pem("PRIVATE KEY", key.getEncoded());
    }

    String certificatePem() {
        try {
            return pem("CERTIFICATE", certificate.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static String pem(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END " + label + "-----\n";
    }

    private static TestReader of(
            String name, String algorithm, java.security.spec.AlgorithmParameterSpec parameters, int usage) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(parameters);
            return of(name, generator.generateKeyPair(), usage);
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    static TestReader of(String name, KeyPair pair, int usage) {
        try {
            KeyPairGenerator authority = KeyPairGenerator.getInstance("EC");
            authority.initialize(new ECGenParameterSpec("secp256r1"));
            X509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    new X500Principal("C=FR,O=Fictional Authority,CN=Test Confidentiality"),
                    BigInteger.valueOf(name.hashCode()).abs().add(BigInteger.TWO.pow(70)),
                    Date.from(Instant.parse("2026-01-01T00:00:00Z")),
                    Date.from(Instant.parse("2036-01-01T00:00:00Z")),
                    new X500Principal("C=FR,O=Fictional " + name + ",CN=" + name),
                    pair.getPublic());
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
            builder.addExtension(
                    Extension.subjectKeyIdentifier,
                    false,
                    new JcaX509ExtensionUtils()
                            .createSubjectKeyIdentifier(SubjectPublicKeyInfo.getInstance(
                                    pair.getPublic().getEncoded())));
            byte[] encoded = builder.build(new JcaContentSignerBuilder("SHA256withECDSA")
                            .build(authority.generateKeyPair().getPrivate()))
                    .getEncoded();
            X509Certificate certificate = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(encoded));
            return new TestReader(name, pair.getPrivate(), certificate);
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new AssertionError(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
