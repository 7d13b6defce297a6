package org.sceau.encryption;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.ASN1TaggedObject;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERTaggedObject;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cms.CMSAlgorithm;
import org.bouncycastle.cms.CMSAuthEnvelopedData;
import org.bouncycastle.cms.CMSAuthEnvelopedDataGenerator;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.KEMRecipientId;
import org.bouncycastle.cms.jcajce.JceCMSContentEncryptorBuilder;
import org.bouncycastle.cms.jcajce.JceKEMAuthEnvelopedRecipient;
import org.bouncycastle.cms.jcajce.JceKEMRecipientId;
import org.bouncycastle.cms.jcajce.JceKEMRecipientInfoGenerator;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OutputAEADEncryptor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.sceau.proof.Digest;
import org.sceau.suites.EncodedKey;
import org.sceau.suites.KeySuite;
import org.sceau.suites.Wycheproof;
import org.sceau.transfer.PartnerId;

/** Recipients with ML-KEM, alone and together with P-256, beside those with elliptic curves. */
class KemRecipientTest {
    private static final TestReader HOSPITAL = TestReader.p256("hospital");
    private static final TestReader CLINIC = TestReader.x25519("clinic");
    private static final TestReader REGION = TestReader.mlKem768("region");
    private static final TestReader ARCHIVE = TestReader.mlKem1024("archive");
    private static final TestReader ARMY = TestReader.hybrid("army");
    private static final BouncyCastleProvider PROVIDER = new BouncyCastleProvider();
    private static final byte[] CLEAR = clear(20_000);
    private static final String MLKEM768 = "060960864801650304" + "0402";
    private static final String MLKEM1024 = "060960864801650304" + "0403";

    static Stream<TestReader> kems() {
        return Stream.of(REGION, ARCHIVE, ARMY);
    }

    @ParameterizedTest
    @EnumSource(RecipientId.Form.class)
    void everyReaderOpensTheSameObjectAndIsNamed(RecipientId.Form form) throws IOException {
        TestReader[] readers = {HOSPITAL, REGION, CLINIC, ARCHIVE, ARMY};
        byte[] cms = Sealed.cms(CLEAR, form, readers);

        CmsInspection inspection = new CmsInspector(CmsLimits.DEFAULT).inspect(new ByteArrayInputStream(cms));

        assertThat(inspection).isInstanceOf(CmsInspection.Envelope.class);
        List<RecipientId> named = ((CmsInspection.Envelope) inspection).readers();
        assertThat(named).hasSize(readers.length);
        for (TestReader reader : readers) {
            assertThat(open(cms, reader)).isEqualTo(opened());
            assertThat(named).anyMatch(id -> id.names(reader.certificate()));
        }
        assertThat(open(cms, TestReader.mlKem768("stranger"))).isEqualTo(new CmsOpening.NotAddressed());
    }

    @ParameterizedTest
    @MethodSource("kems")
    void bouncyCastleOpensWhatWeMake(TestReader reader) throws Exception {
        for (RecipientId.Form form : RecipientId.Form.values()) {
            CMSAuthEnvelopedData parsed = new CMSAuthEnvelopedData(Sealed.cms(CLEAR, form, HOSPITAL, reader));
            KEMRecipientId id = switch (form) {
                case ISSUER_AND_SERIAL -> new JceKEMRecipientId(reader.certificate());
                case SUBJECT_KEY -> new KEMRecipientId(RecipientId.subjectKeyIdentifier(reader.certificate()));
            };

            byte[] clear = RegisteredProvider.during(() -> parsed.getRecipientInfos()
                    .get(id)
                    .getContent(new JceKEMAuthEnvelopedRecipient(inBouncyCastle(reader)).setProvider(PROVIDER)));

            assertThat(clear).isEqualTo(CLEAR);
        }
    }

    @ParameterizedTest
    @MethodSource("kems")
    void weOpenWhatBouncyCastleMakes(TestReader reader) throws Exception {
        for (byte[] ukm : new byte[][] {{}, clear(32)}) {
            JceKEMRecipientInfoGenerator recipient = recipient(reader)
                    .setKDF(new org.bouncycastle.asn1.x509.AlgorithmIdentifier(
                            new ASN1ObjectIdentifier("1.2.840.113549.1.9.16.3.28")))
                    .setProvider(PROVIDER);
            if (ukm.length > 0) {
                recipient.setUserKeyingMaterial(ukm);
            }
            CMSAuthEnvelopedDataGenerator envelope = new CMSAuthEnvelopedDataGenerator();
            envelope.addRecipientInfoGenerator(recipient);
            byte[] made = RegisteredProvider.during(() -> envelope.generate(
                            new CMSProcessableByteArray(CLEAR),
                            (OutputAEADEncryptor) new JceCMSContentEncryptorBuilder(CMSAlgorithm.AES256_GCM)
                                    .setProvider(PROVIDER)
                                    .build())
                    .getEncoded());

            assertThat(open(made, reader)).isEqualTo(opened());
        }
    }

    private static JceKEMRecipientInfoGenerator recipient(TestReader reader) throws Exception {
        if (!reader.name().equals("army")) {
            return new JceKEMRecipientInfoGenerator(reader.certificate(), CMSAlgorithm.AES256_WRAP);
        }
        // the platform's certificate holds the composite key as bytes: it must be Bouncy Castle's own
        PublicKey key = RegisteredProvider.during(
                () -> KeyFactory.getInstance("MLKEM768-ECDH-P256-SHA3-256", BouncyCastleProvider.PROVIDER_NAME)
                        .generatePublic(new X509EncodedKeySpec(
                                reader.certificate().getPublicKey().getEncoded())));
        return new JceKEMRecipientInfoGenerator(
                RecipientId.subjectKeyIdentifier(reader.certificate()), key, CMSAlgorithm.AES256_WRAP);
    }

    @Test
    void readerWrittenFromTheRfcsOpensWhatWeMake() throws Exception {
        for (RecipientId.Form form : RecipientId.Form.values()) {
            byte[] cms = Sealed.cms(CLEAR, form, HOSPITAL, REGION, ARCHIVE);

            assertThat(RfcKemReader.open(cms, REGION.key(), MLKEM768)).isEqualTo(CLEAR);
            assertThat(RfcKemReader.open(cms, ARCHIVE.key(), MLKEM1024)).isEqualTo(CLEAR);
        }
        assertThatExceptionOfType(GeneralSecurityException.class)
                .isThrownBy(() -> RfcKemReader.open(
                        Sealed.cms(CLEAR, REGION), TestReader.mlKem768("thief").key(), MLKEM768));
    }

    /** The hybrid with both of its keys on the JDK alone; each of them alone, with another beside it, opens nothing. */
    @Test
    void hybridNeedsBothKeys() throws Exception {
        TestReader lattice = TestReader.mlKem768("lattice");
        TestReader curve = TestReader.p256("curve");
        byte[] point = bits(curve.certificate().getPublicKey());
        TestReader both = TestReader.of("both", Composite.of(lattice, curve), KeyUsage.keyEncipherment);
        byte[] cms = Sealed.cms(CLEAR, both);
        RfcKemReader.Ephemeral points = bytes -> point(curve, bytes);

        assertThat(RfcKemReader.open(cms, lattice.key(), curve.key(), points, point))
                .isEqualTo(CLEAR);
        TestReader thief = TestReader.p256("thief");
        assertThatExceptionOfType(GeneralSecurityException.class)
                .isThrownBy(() -> RfcKemReader.open(cms, lattice.key(), thief.key(), points, point));
        assertThatExceptionOfType(GeneralSecurityException.class)
                .isThrownBy(() ->
                        RfcKemReader.open(cms, TestReader.mlKem768("thief").key(), curve.key(), points, point));
        assertThat(open(cms, new TestReader("both", lattice.key(), both.certificate())))
                .isEqualTo(new CmsOpening.Refused(CmsFault.UNSUPPORTED));
        assertThat(open(cms, new TestReader("both", curve.key(), both.certificate())))
                .isEqualTo(new CmsOpening.Refused(CmsFault.UNSUPPORTED));
    }

    /** The certificates of the IETF's examples (RFC 9935), with the private key in whatever form it comes. */
    @Test
    void certificatesOfOthersAreReaders() throws Exception {
        for (String name : List.of("768", "1024")) {
            String text = Files.readString(Wycheproof.corpus("bc").resolve("pkix/cert/mlkem/ML-KEM-" + name + ".pem"));
            X509Certificate certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(pem(text, "CERTIFICATE")));
            byte[] encoded = pem(text, "PRIVATE KEY");

            byte[] cms = Sealed.cms(CLEAR, new TestReader(name, HOSPITAL.key(), certificate));

            assertThat(open(cms, new TestReader(name, new EncodedKey(encoded), certificate)))
                    .isEqualTo(opened());
        }
        String small = Files.readString(Wycheproof.corpus("bc").resolve("pkix/cert/mlkem/ML-KEM-512.pem"));
        X509Certificate certificate = (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(pem(small, "CERTIFICATE")));
        assertThat(ReaderCertificate.of(new PartnerId("small"), certificate)).isEmpty();
    }

    @Test
    void certificateForAnythingElseIsNoReader() {
        PartnerId id = new PartnerId("reader");

        assertThat(ReaderCertificate.of(id, REGION.certificate())).isPresent();
        assertThat(ReaderCertificate.of(
                        id, TestReader.mlKemForAgreement("agreeing").certificate()))
                .isEmpty();
    }

    /** Every bit of the hybrid, and of the others one of every byte. */
    @ParameterizedTest
    @MethodSource("kems")
    void everyFlippedBitIsRefused(TestReader reader) throws IOException {
        byte[] clear = "fictional report".getBytes(UTF_8);
        byte[] cms = Sealed.cms(clear, reader);
        assertThat(open(cms, reader)).isInstanceOf(CmsOpening.Opened.class);
        int step = reader.equals(ARMY) ? 1 : 7;
        for (int bit = 0; bit < cms.length * 8; bit += step) {
            byte[] altered = cms.clone();
            altered[bit / 8] ^= (byte) (1 << (bit % 8));

            assertThat(open(altered, reader)).as("bit " + bit).isNotInstanceOf(CmsOpening.Opened.class);
        }
    }

    @Test
    void anotherPrivateKeyIsRefused() throws IOException {
        byte[] cms = Sealed.cms(CLEAR, REGION, ARMY);

        assertThat(open(
                        cms,
                        new TestReader("region", TestReader.mlKem768("thief").key(), REGION.certificate())))
                .isEqualTo(new CmsOpening.Refused(CmsFault.ALTERED));
        assertThat(open(cms, new TestReader("army", TestReader.hybrid("thief").key(), ARMY.certificate())))
                .isEqualTo(new CmsOpening.Refused(CmsFault.ALTERED));
        for (TestReader other : List.of(ARCHIVE, HOSPITAL, ARMY)) {
            assertThat(open(cms, new TestReader("region", other.key(), REGION.certificate())))
                    .isEqualTo(new CmsOpening.Refused(CmsFault.UNSUPPORTED));
        }
    }

    /** One change of a KEMRecipientInfo, and what it comes to. */
    record Change(String what, CmsOpening outcome, UnaryOperator<ASN1EncodableVector> change) {
        @Override
        public String toString() {
            return what;
        }
    }

    static Stream<Change> changes() {
        CmsOpening malformed = new CmsOpening.Refused(CmsFault.MALFORMED);
        CmsOpening unsupported = new CmsOpening.Refused(CmsFault.UNSUPPORTED);
        CmsOpening altered = new CmsOpening.Refused(CmsFault.ALTERED);
        return Stream.of(
                new Change("version 1", malformed, set(0, new ASN1Integer(1))),
                new Change("no identifier", malformed, set(1, new ASN1Integer(1))),
                new Change(
                        "another reader",
                        new CmsOpening.NotAddressed(),
                        set(1, new DERTaggedObject(false, 0, new DEROctetString(new byte[20])))),
                new Change("ML-KEM-1024", unsupported, set(2, algorithm("2.16.840.1.101.3.4.4.3"))),
                new Change("ML-KEM-512", unsupported, set(2, algorithm("2.16.840.1.101.3.4.4.1"))),
                new Change("parameters of the KEM", unsupported, set(2, new DERSequence(new ASN1Encodable[] {
                    new ASN1ObjectIdentifier("2.16.840.1.101.3.4.4.2"), DERNull.INSTANCE
                }))),
                new Change("empty ciphertext", malformed, set(3, new DEROctetString(new byte[0]))),
                new Change("short ciphertext", malformed, set(3, new DEROctetString(new byte[1087]))),
                new Change("long ciphertext", malformed, set(3, new DEROctetString(new byte[1089]))),
                new Change("zero ciphertext", altered, set(3, new DEROctetString(new byte[1088]))),
                new Change("ciphertext of another type", malformed, set(3, new ASN1Integer(1))),
                new Change("HKDF with SHA-512", unsupported, set(4, algorithm("1.2.840.113549.1.9.16.3.30"))),
                new Change("key of 16 bytes", unsupported, set(5, new ASN1Integer(16))),
                new Change("AES-128 wrap", unsupported, set(6, algorithm("2.16.840.1.101.3.4.1.5"))),
                new Change(
                        "keying material added",
                        altered,
                        insert(6, new DERTaggedObject(true, 0, new DEROctetString(new byte[32])))),
                new Change("keying material untagged", malformed, insert(6, new DEROctetString(new byte[32]))),
                new Change("short key", altered, set(7, new DEROctetString(new byte[24]))),
                new Change("long key", altered, set(7, new DEROctetString(new byte[48]))),
                new Change("no key", malformed, fields -> cut(fields, 7)),
                new Change("nothing", malformed, fields -> cut(fields, 0)),
                new Change("more", malformed, insert(8, DERNull.INSTANCE)),
                new Change(
                        "much more",
                        malformed,
                        fields -> insert(8, DERNull.INSTANCE)
                                .apply(insert(8, DERNull.INSTANCE).apply(fields))));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void everyOtherFormIsRefusedByItsFault(Change change) throws IOException {
        byte[] cms = changed(Sealed.cms(CLEAR, REGION), change.change(), Suites9629.KEM);

        assertThat(open(cms, REGION)).isEqualTo(change.outcome());
    }

    @Test
    void otherRecipientOfAnotherTypeNamesNobody() throws IOException {
        byte[] cms = changed(Sealed.cms(CLEAR, REGION), fields -> fields, new ASN1ObjectIdentifier("1.2.3"));

        assertThat(open(cms, REGION)).isEqualTo(new CmsOpening.NotAddressed());
        assertThat(new CmsInspector(CmsLimits.DEFAULT).inspect(new ByteArrayInputStream(cms)))
                .isEqualTo(new CmsInspection.Envelope(List.of(new RecipientId.WithoutCertificate()), CLEAR.length));
    }

    @Property(tries = 1000)
    void splicedObjectIsNeverOpenedAndNeverThrows(
            @ForAll @Size(min = 1, max = 40) byte[] splice, @ForAll long place, @ForAll boolean insert)
            throws IOException {
        byte[] altered = Sealed.spliced(Spliced.BASE, splice, place, insert);

        if (!Arrays.equals(altered, Spliced.BASE)) {
            assertThat(open(altered, ARMY)).isNotInstanceOf(CmsOpening.Opened.class);
        }
        var _ = new CmsInspector(CmsLimits.DEFAULT).inspect(new ByteArrayInputStream(altered));
    }

    private static final class Spliced {
        private static final byte[] BASE = Sealed.cms("fictional report".getBytes(UTF_8), ARMY);
    }

    private static final class Suites9629 {
        private static final ASN1ObjectIdentifier KEM = new ASN1ObjectIdentifier("1.2.840.113549.1.9.16.13.3");
    }

    /** Two keys as one of the draft's, as a certificate and a private key hold it. */
    private static final class Composite {
        static java.security.KeyPair of(TestReader lattice, TestReader curve) throws Exception {
            byte[] first = bits(lattice.certificate().getPublicKey());
            byte[] second = bits(curve.certificate().getPublicKey());
            byte[] joined = Arrays.copyOf(first, first.length + second.length);
            System.arraycopy(second, 0, joined, first.length, second.length);
            byte[] info = new org.bouncycastle.asn1.x509.SubjectPublicKeyInfo(
                            new org.bouncycastle.asn1.x509.AlgorithmIdentifier(
                                    new ASN1ObjectIdentifier("1.3.6.1.5.5.7.6.59")),
                            joined)
                    .getEncoded();
            return new java.security.KeyPair(encoded(info), lattice.key());
        }

        private static PublicKey encoded(byte[] info) {
            return new PublicKey() {
                private static final long serialVersionUID = 1;

                @Override
                public String getAlgorithm() {
                    return "1.3.6.1.5.5.7.6.59";
                }

                @Override
                public String getFormat() {
                    return "X.509";
                }

                @Override
                public byte[] getEncoded() {
                    return info.clone();
                }
            };
        }
    }

    private static byte[] bits(PublicKey key) {
        return org.bouncycastle.asn1.x509.SubjectPublicKeyInfo.getInstance(key.getEncoded())
                .getPublicKeyData()
                .getOctets();
    }

    private static PublicKey point(TestReader any, byte[] point) throws GeneralSecurityException {
        assertThat(any.certificate().getPublicKey()).isInstanceOf(ECPublicKey.class);
        byte[] info = any.certificate().getPublicKey().getEncoded();
        System.arraycopy(point, 0, info, info.length - point.length, point.length);
        return KeyFactory.getInstance("EC").generatePublic(new X509EncodedKeySpec(info));
    }

    private static PrivateKey inBouncyCastle(TestReader reader) throws GeneralSecurityException {
        return reader.name().equals("army")
                ? reader.key()
                : KeyFactory.getInstance("ML-KEM", PROVIDER)
                        .generatePrivate(new PKCS8EncodedKeySpec(reader.key().getEncoded()));
    }

    private static byte[] pem(String text, String label) {
        Matcher found =
                Pattern.compile("-----BEGIN " + label + "-----([^-]*)-----END").matcher(text);
        assertThat(found.find()).isTrue();
        return java.util.Base64.getMimeDecoder().decode(found.group(1));
    }

    private static byte[] changed(byte[] cms, UnaryOperator<ASN1EncodableVector> change, ASN1ObjectIdentifier type)
            throws IOException {
        ASN1Sequence content = ASN1Sequence.getInstance(cms);
        ASN1Sequence enveloped = ASN1Sequence.getInstance((ASN1TaggedObject) content.getObjectAt(1), true);
        ASN1Set recipients = ASN1Set.getInstance(enveloped.getObjectAt(1));
        ASN1Sequence other = ASN1Sequence.getInstance((ASN1TaggedObject) recipients.getObjectAt(0), false);
        ASN1EncodableVector fields = new ASN1EncodableVector();
        ASN1Sequence.getInstance(other.getObjectAt(1)).forEach(fields::add);
        DERSequence kem = new DERSequence(new ASN1Encodable[] {type, new DERSequence(change.apply(fields))});
        ASN1EncodableVector parts = new ASN1EncodableVector();
        parts.add(enveloped.getObjectAt(0));
        parts.add(new DERSet(new DERTaggedObject(false, 4, kem)));
        parts.add(enveloped.getObjectAt(2));
        parts.add(ASN1OctetString.getInstance(enveloped.getObjectAt(3)));
        return new DERSequence(new ASN1Encodable[] {
                    content.getObjectAt(0), new DERTaggedObject(true, 0, new DERSequence(parts))
                })
                .getEncoded("DER");
    }

    private static UnaryOperator<ASN1EncodableVector> set(int field, ASN1Encodable value) {
        return fields -> {
            ASN1EncodableVector changed = new ASN1EncodableVector();
            for (int i = 0; i < fields.size(); i++) {
                changed.add(i == field ? value : fields.get(i));
            }
            return changed;
        };
    }

    private static UnaryOperator<ASN1EncodableVector> insert(int field, ASN1Encodable value) {
        return fields -> {
            ASN1EncodableVector changed = cut(fields, field);
            changed.add(value);
            for (int i = field; i < fields.size(); i++) {
                changed.add(fields.get(i));
            }
            return changed;
        };
    }

    private static ASN1EncodableVector cut(ASN1EncodableVector fields, int length) {
        ASN1EncodableVector changed = new ASN1EncodableVector();
        for (int i = 0; i < length; i++) {
            changed.add(fields.get(i));
        }
        return changed;
    }

    private static ASN1Encodable algorithm(String oid) {
        return new DERSequence(new ASN1ObjectIdentifier(oid));
    }

    private static CmsOpening opened() {
        return new CmsOpening.Opened(CLEAR.length, Digest.sha256(CLEAR));
    }

    private static CmsOpening open(byte[] cms, TestReader one) throws IOException {
        return new CmsReader(CmsLimits.DEFAULT)
                .open(new ByteArrayInputStream(cms), one.certificate(), one.key(), new ByteArrayOutputStream());
    }

    private static byte[] clear(int size) {
        byte[] clear = new byte[size];
        new Random(size).nextBytes(clear);
        return clear;
    }

    /** A provider of whoever else lives in the process names keys as it likes. */
    @Test
    void whatACertificateMustStateIsReadFromTheKeyItself() throws Exception {
        byte[] der = TestReader.hybrid("hopital").certificate().getEncoded();

        assertThat(KeySuite.isEnciphering(parsed(der).getPublicKey())).isTrue();
        assertThat(RegisteredProvider.during(
                        () -> KeySuite.isEnciphering(parsed(der).getPublicKey())))
                .isTrue();
        assertThat(KeySuite.isEnciphering(
                        TestReader.p256("hopital").certificate().getPublicKey()))
                .isFalse();
    }

    private static X509Certificate parsed(byte[] der) throws CertificateException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
    }
}
