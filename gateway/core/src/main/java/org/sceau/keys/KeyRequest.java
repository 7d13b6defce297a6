package org.sceau.keys;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;
import org.bouncycastle.pkcs.PKCS10CertificationRequestBuilder;
import org.sceau.proof.Digest;
import org.sceau.suites.HeldKey;
import org.sceau.suites.KeySuite;

/** What a key signs before it has its certificate: a request for one (PKCS#10, RFC 2986), and the stand-in that holds its place. */
final class KeyRequest {
    /** Nobody relies on the stand-in; the form wants an end. */
    private static final Duration STAND_IN = Duration.ofDays(3650);

    private KeyRequest() {}

    /** The request, DER, with the usage of the role, and the names of {@code former}, if there is one. */
    static byte[] of(
            KeyRole role, X500Principal subject, PublicKey publicKey, Signing key, Optional<X509Certificate> former) {
        try {
            var extensions = new ExtensionsGenerator();
            extensions.addExtension(Extension.keyUsage, true, new KeyUsage(role.usage()));
            if (role.extended().isPresent()) {
                extensions.addExtension(
                        Extension.extendedKeyUsage,
                        false,
                        new ExtendedKeyUsage(role.extended().get()));
            }
            Optional<byte[]> names =
                    former.map(known -> known.getExtensionValue(Extension.subjectAlternativeName.getId()));
            if (names.isPresent()) {
                extensions.addExtension(
                        Extension.subjectAlternativeName,
                        false,
                        ASN1OctetString.getInstance(names.get()).getOctets());
            }
            return new PKCS10CertificationRequestBuilder(
                            X500Name.getInstance(subject.getEncoded()),
                            SubjectPublicKeyInfo.getInstance(publicKey.getEncoded()))
                    .addAttribute(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, extensions.generate())
                    .build(new Signer(key))
                    .getEncoded();
        } catch (IOException e) {
            throw new KeyUnusable("no request can be made for " + role.word());
        }
    }

    /** A certificate that a key gives itself, because keys are kept with certificates only. */
    static X509Certificate standIn(PublicKey publicKey, Signing key, Instant now) {
        var name = new X500Name("CN=waits for its certificate");
        var builder = new X509v3CertificateBuilder(
                name,
                new BigInteger(1, Digest.sha256(publicKey.getEncoded()).bytes()).shiftRight(128),
                Date.from(now),
                Date.from(now.plus(STAND_IN)),
                name,
                SubjectPublicKeyInfo.getInstance(publicKey.getEncoded()));
        try {
            return new JcaX509CertificateConverter().getCertificate(builder.build(new Signer(key)));
        } catch (GeneralSecurityException e) {
            throw new KeyUnusable("no certificate can be made");
        }
    }

    /** Whose key it is, in hexadecimal digits. */
    static String thumbprint(PublicKey publicKey) {
        return HexFormat.of().formatHex(Digest.sha256(publicKey.getEncoded()).bytes());
    }

    /** Signs by {@link KeySuite#CERTIFICATE_SIGNATURE}. */
    @FunctionalInterface
    interface Signing {
        byte[] sign(byte[] input) throws GeneralSecurityException;
    }

    /** With a key in memory or in a token. */
    static Signing signing(PrivateKey key) {
        return input -> {
            if (key instanceof HeldKey held) {
                return held.sign(KeySuite.CERTIFICATE_SIGNATURE, input);
            }
            Signature signature = Signature.getInstance(KeySuite.CERTIFICATE_SIGNATURE);
            signature.initSign(key);
            signature.update(input);
            return signature.sign();
        };
    }

    /** As the builders want it. */
    private record Signer(Signing signing, ByteArrayOutputStream input) implements ContentSigner {

        Signer(Signing signing) {
            this(signing, new ByteArrayOutputStream());
        }

        @Override
        public AlgorithmIdentifier getAlgorithmIdentifier() {
            return new DefaultSignatureAlgorithmIdentifierFinder().find(KeySuite.CERTIFICATE_SIGNATURE);
        }

        @Override
        public OutputStream getOutputStream() {
            return input;
        }

        @Override
        public byte[] getSignature() {
            try {
                return signing.sign(input.toByteArray());
            } catch (GeneralSecurityException e) {
                throw new KeyUnusable("a key does not sign");
            }
        }
    }
}
