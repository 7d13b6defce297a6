package org.sceau.proof;

import java.io.IOException;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.function.Consumer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.DigestCalculator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampTokenGenerator;
import org.jspecify.annotations.Nullable;

/** A time-stamp authority of {@link TestPki}'s issuing CA, made with Bouncy Castle, that can be made wrong. */
final class TestTsa {
    static final String POLICY = "1.2.3.4.1";
    static final String SHA_256 = "2.16.840.1.101.3.4.2.1";
    static final String SHA_1 = "1.3.14.3.2.26";
    static final Instant AT = TestPki.NOW.plusSeconds(60);

    private static final int SERIAL = 77;

    private final TestPki pki;
    private final KeyPair key;
    private final X509Certificate certificate;

    TestTsa(TestPki pki) {
        this(pki, true, KeyPurposeId.id_kp_timeStamping);
    }

    TestTsa(TestPki pki, boolean critical, KeyPurposeId... purposes) {
        this(pki, SERIAL, Duration.ofDays(100), critical, purposes);
    }

    /** One whose certificate lasts so long. */
    TestTsa(TestPki pki, Duration lasting) {
        this(pki, SERIAL, lasting, true, KeyPurposeId.id_kp_timeStamping);
    }

    /** One whose certificate has another number. */
    TestTsa(TestPki pki, int serial) {
        this(pki, serial, Duration.ofDays(100), true, KeyPurposeId.id_kp_timeStamping);
    }

    private TestTsa(TestPki pki, int serial, Duration lasting, boolean critical, KeyPurposeId... purposes) {
        this.pki = pki;
        this.key = TestPki.keyPair("secp256r1");
        this.certificate = certificate(serial, lasting, critical, purposes);
    }

    X509Certificate certificate() {
        return certificate;
    }

    /** A token over {@code digest} with its own and the issuing CA's certificate. */
    byte[] token(Digest digest) {
        return token(digest, SHA_256, AT, List.of(certificate, pki.issuer), generator -> {});
    }

    /** A token of another time. */
    TimeStampToken token(Digest digest, Instant at) {
        return TimeStampToken.decode(token(digest, SHA_256, at, List.of(certificate, pki.issuer), generator -> {}));
    }

    /** A token with an ESSCertID by the hash {@code certificateHash}. */
    byte[] token(
            Digest digest,
            String certificateHash,
            Instant at,
            Collection<X509Certificate> certificates,
            Consumer<TimeStampTokenGenerator> change) {
        return token(digest, certificateHash, at, certificates, change, null);
    }

    /** A token whose statement has {@code extensions}. */
    byte[] token(Extensions extensions, Digest digest) {
        return token(digest, SHA_256, AT, List.of(certificate, pki.issuer), generator -> {}, extensions);
    }

    private byte[] token(
            Digest digest,
            String certificateHash,
            Instant at,
            Collection<X509Certificate> certificates,
            Consumer<TimeStampTokenGenerator> change,
            @Nullable Extensions extensions) {
        try {
            DigestCalculator calculator = new JcaDigestCalculatorProviderBuilder()
                    .build()
                    .get(new AlgorithmIdentifier(new ASN1ObjectIdentifier(certificateHash)));
            TimeStampTokenGenerator generator = new TimeStampTokenGenerator(
                    new JcaSimpleSignerInfoGeneratorBuilder().build("SHA256withECDSA", key.getPrivate(), certificate),
                    calculator,
                    new ASN1ObjectIdentifier(POLICY));
            generator.addCertificates(new JcaCertStore(certificates));
            change.accept(generator);
            TimeStampRequestGenerator requests = new TimeStampRequestGenerator();
            requests.setCertReq(true);
            TimeStampRequest request = requests.generate(
                    new ASN1ObjectIdentifier(HashAlgorithm.of(digest).oid()), digest.bytes(), BigInteger.valueOf(42));
            return generator
                    .generate(request, BigInteger.TEN, Date.from(at), extensions)
                    .toCMSSignedData()
                    .getEncoded("DER");
        } catch (OperatorCreationException | TSPException | CertificateException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private X509Certificate certificate(int serial, Duration lasting, boolean critical, KeyPurposeId... purposes) {
        try {
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    new X500Name("O=Sceau Test,CN=Test Issuing CA"),
                    BigInteger.valueOf(serial),
                    Date.from(TestPki.NOW.minus(Duration.ofDays(1))),
                    Date.from(TestPki.NOW.plus(lasting)),
                    new X500Name("C=FR,O=Tiers Horodateur Fictif,CN=Horodatage"),
                    key.getPublic());
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
            if (purposes.length > 0) {
                builder.addExtension(Extension.extendedKeyUsage, critical, new ExtendedKeyUsage(purposes));
            }
            return Certificates.der(
                    builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(pki.issuerKey.getPrivate()))
                            .getEncoded());
        } catch (OperatorCreationException | IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
