package org.sceau.trust;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** An authority that lists what a test wants. */
final class GeneratedList {
    static final Instant ISSUED = Instant.parse("2026-11-23T10:00:00Z");

    private static final Instant END = ISSUED.plus(Duration.ofDays(365));

    private final X500Name name;
    private final KeyPair pair;
    private final X509Certificate certificate;

    GeneratedList() throws Exception {
        this("C=FR,O=Fictif,CN=AC FICTIVE");
    }

    GeneratedList(String distinguished) throws Exception {
        name = new X500Name(distinguished);
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        pair = generator.generateKeyPair();
        var builder = new JcaX509v3CertificateBuilder(
                name,
                BigInteger.ONE,
                Date.from(ISSUED.minus(Duration.ofDays(1))),
                Date.from(ISSUED.plus(Duration.ofDays(365))),
                name,
                pair.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
        certificate = new JcaX509CertificateConverter().getCertificate(builder.build(signer("SHA256withECDSA")));
    }

    TrustAnchors anchors() {
        return TrustAnchors.of(List.of(certificate), List.of(), Duration.ofDays(7));
    }

    X509Certificate certificate() {
        return certificate;
    }

    /** A certificate with this number. */
    X509Certificate issued(BigInteger serial) throws Exception {
        JcaX509v3CertificateBuilder builder = subject(serial, pair);
        return new JcaX509CertificateConverter().getCertificate(builder.build(signer("SHA256withECDSA")));
    }

    /** A certificate whose distribution point has this address. */
    X509Certificate naming(String address) throws Exception {
        JcaX509v3CertificateBuilder builder = subject(BigInteger.TWO, pair);
        var names = new GeneralNames(new GeneralName(GeneralName.uniformResourceIdentifier, address));
        var point = new org.bouncycastle.asn1.x509.DistributionPoint(new DistributionPointName(names), null, null);
        builder.addExtension(
                Extension.cRLDistributionPoints,
                false,
                new CRLDistPoint(new org.bouncycastle.asn1.x509.DistributionPoint[] {point}));
        return new JcaX509CertificateConverter().getCertificate(builder.build(signer("SHA256withECDSA")));
    }

    X509v2CRLBuilder builder(long number) throws Exception {
        var builder = new X509v2CRLBuilder(name, Date.from(ISSUED));
        builder.setNextUpdate(Date.from(ISSUED.plus(Duration.ofDays(7))));
        builder.addExtension(Extension.cRLNumber, false, new CRLNumber(BigInteger.valueOf(number)));
        return builder;
    }

    byte[] signed(X509v2CRLBuilder builder) throws Exception {
        return signed(builder, "SHA256withECDSA");
    }

    byte[] signed(X509v2CRLBuilder builder, String algorithm) throws Exception {
        return builder.build(signer(algorithm)).getEncoded();
    }

    /** A list of {@code entries} numbers that {@link #serial} gives. */
    byte[] of(int entries) throws Exception {
        X509v2CRLBuilder builder = builder(1);
        Date since = Date.from(ISSUED);
        for (int i = 0; i < entries; i++) {
            builder.addCRLEntry(serial(i), since, CRLReason.keyCompromise);
        }
        return signed(builder);
    }

    /** Numbers of 16 bytes, as authorities draw them, in no order. */
    static BigInteger serial(int i) {
        long mixed = (i + 1) * 0x9e37_79b9_7f4a_7c15L;
        return BigInteger.valueOf(mixed >>> 2).shiftLeft(64).or(BigInteger.valueOf(i));
    }

    RevocationList read(byte[] der) {
        return read(new ByteArrayInputStream(der));
    }

    RevocationList read(InputStream der) {
        return RevocationListReader.read(der, anchors(), "generated.crl");
    }

    /** A certificate with this number that names a responder. */
    X509Certificate asking(BigInteger serial, String responder) throws Exception {
        var access = new AuthorityInformationAccess(
                AccessDescription.id_ad_ocsp, new GeneralName(GeneralName.uniformResourceIdentifier, responder));
        JcaX509v3CertificateBuilder builder = subject(serial, pair);
        builder.addExtension(Extension.authorityInfoAccess, false, access);
        return new JcaX509CertificateConverter().getCertificate(builder.build(signer("SHA256withECDSA")));
    }

    /** One who may list in another's name, for so many days. */
    X509Certificate lister(GeneratedList other, int days) throws Exception {
        var builder = new JcaX509v3CertificateBuilder(
                name,
                BigInteger.valueOf(11),
                Date.from(ISSUED.minus(Duration.ofDays(1))),
                Date.from(ISSUED.plus(Duration.ofDays(days))),
                other.name,
                other.pair.getPublic());
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.cRLSign));
        return new JcaX509CertificateConverter().getCertificate(builder.build(signer("SHA256withECDSA")));
    }

    /** A certificate of another key, with extensions. */
    X509Certificate appointed(KeyPair other, Extending extending) throws Exception {
        return appointed(other, END, extending);
    }

    /** The same with another end. */
    X509Certificate appointed(KeyPair other, Instant end, Extending extending) throws Exception {
        JcaX509v3CertificateBuilder builder = subject(BigInteger.TEN, other, end);
        extending.extend(builder);
        return new JcaX509CertificateConverter().getCertificate(builder.build(signer("SHA256withECDSA")));
    }

    KeyPair pair() {
        return pair;
    }

    private JcaX509v3CertificateBuilder subject(BigInteger serial, KeyPair of) {
        return subject(serial, of, END);
    }

    private JcaX509v3CertificateBuilder subject(BigInteger serial, KeyPair of, Instant end) {
        return new JcaX509v3CertificateBuilder(
                name,
                serial,
                Date.from(ISSUED.minus(Duration.ofDays(1))),
                Date.from(end),
                new X500Name("CN=Fictive"),
                of.getPublic());
    }

    private ContentSigner signer(String algorithm) throws Exception {
        return signer(pair, algorithm);
    }

    static ContentSigner signer(KeyPair pair, String algorithm) throws Exception {
        return new JcaContentSignerBuilder(algorithm).build(pair.getPrivate());
    }

    @FunctionalInterface
    interface Extending {
        void extend(JcaX509v3CertificateBuilder builder) throws Exception;
    }
}
