package org.sceau.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.cms.CMSAlgorithm;
import org.bouncycastle.cms.CMSAuthEnvelopedData;
import org.bouncycastle.cms.CMSAuthEnvelopedDataGenerator;
import org.bouncycastle.cms.CMSAuthEnvelopedDataParser;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.KeyAgreeRecipientId;
import org.bouncycastle.cms.RecipientInformation;
import org.bouncycastle.cms.jcajce.JceCMSContentEncryptorBuilder;
import org.bouncycastle.cms.jcajce.JceKeyAgreeAuthEnvelopedRecipient;
import org.bouncycastle.cms.jcajce.JceKeyAgreeRecipientId;
import org.bouncycastle.cms.jcajce.JceKeyAgreeRecipientInfoGenerator;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OutputAEADEncryptor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sceau.proof.Digest;
import org.sceau.suites.Suites;

/** What we write others open, and what others write we open: OpenSSL 3 and Bouncy Castle's own CMS. */
class CmsExchangeTest {
    private static final TestReader HOSPITAL = TestReader.p256("hospital");
    private static final TestReader REGION = TestReader.p256("region");
    private static final TestReader CLINIC = TestReader.x25519("clinic");
    private static final BouncyCastleProvider PROVIDER = new BouncyCastleProvider();
    private static final byte[] CLEAR = clear(20_000);

    @TempDir
    Path directory;

    @Test
    void openSslOpensOurObjectAlsoWithX25519ReadersInIt() throws Exception {
        assumeOpenSsl();
        for (RecipientId.Form form : RecipientId.Form.values()) {
            byte[] cms = Sealed.cms(CLEAR, form, CLINIC, HOSPITAL, REGION);

            assertThat(openSslDecrypt(cms, HOSPITAL)).isEqualTo(CLEAR);
            assertThat(openSslDecrypt(cms, REGION)).isEqualTo(CLEAR);
        }
    }

    @Test
    void openSslRefusesOurObjectOnceAltered() throws Exception {
        assumeOpenSsl();
        byte[] cms = Sealed.cms(CLEAR, HOSPITAL);
        cms[cms.length - 1000] ^= 1;

        assertThat(openSsl(decryptCommand(cms, HOSPITAL))).isNotZero();
    }

    @Test
    void bouncyCastleOpensOurObjectForBothCurves() throws Exception {
        for (RecipientId.Form form : RecipientId.Form.values()) {
            byte[] cms = Sealed.cms(CLEAR, form, CLINIC, HOSPITAL);

            assertThat(bouncyCastleDecrypt(cms, form, HOSPITAL)).isEqualTo(CLEAR);
            assertThat(bouncyCastleDecrypt(cms, form, CLINIC)).isEqualTo(CLEAR);
        }
    }

    @Test
    void weOpenWhatOpenSslMakes() throws Exception {
        assumeOpenSsl();
        Path clear = Files.write(directory.resolve("clear"), CLEAR);
        Path certificate = Files.writeString(directory.resolve("reader.pem"), HOSPITAL.certificatePem());
        for (String[] more : new String[][] {{}, {"-stream", "-keyid"}}) {
            Path cms = directory.resolve("made.cms");
            List<String> command = Stream.concat(
                            Stream.of(
                                    "cms", "-encrypt", "-binary", "-aes-256-gcm", "-outform", "DER", "-in", "" + clear),
                            Stream.concat(
                                    Arrays.stream(more),
                                    Stream.of(
                                            "-out",
                                            "" + cms,
                                            "-recip",
                                            "" + certificate,
                                            "-keyopt",
                                            "ecdh_kdf_md:sha256")))
                    .toList();
            assertThat(openSsl(command)).isZero();

            assertThat(open(Files.readAllBytes(cms), HOSPITAL))
                    .isEqualTo(new CmsOpening.Opened(CLEAR.length, Digest.sha256(CLEAR)));
        }
    }

    @Test
    void weOpenWhatBouncyCastleMakes() throws Exception {
        for (TestReader one : List.of(HOSPITAL, CLINIC)) {
            for (byte[] ukm : new byte[][] {{}, clear(32), clear(70)}) {
                byte[] cms = bouncyCastleEncrypt(one, ukm);

                assertThat(open(cms, one)).isEqualTo(new CmsOpening.Opened(CLEAR.length, Digest.sha256(CLEAR)));
            }
        }
    }

    private byte[] bouncyCastleEncrypt(TestReader one, byte[] ukm) throws Exception {
        boolean p256 = one.equals(HOSPITAL);
        KeyPairGenerator generator = KeyPairGenerator.getInstance(p256 ? "EC" : "X25519", PROVIDER);
        generator.initialize(p256 ? new ECGenParameterSpec("secp256r1") : NamedParameterSpec.X25519);
        KeyPair ephemeral = generator.generateKeyPair();
        String scheme = p256 ? Suites.OID_ECDH_SHA256_KDF : Suites.OID_ECDH_HKDF_SHA256;
        JceKeyAgreeRecipientInfoGenerator reader = new JceKeyAgreeRecipientInfoGenerator(
                        new ASN1ObjectIdentifier(scheme),
                        ephemeral.getPrivate(),
                        ephemeral.getPublic(),
                        CMSAlgorithm.AES256_WRAP)
                .setProvider(PROVIDER);
        reader.addRecipient(one.certificate());
        if (ukm.length > 0) {
            reader.setUserKeyingMaterial(ukm);
        }
        CMSAuthEnvelopedDataGenerator envelope = new CMSAuthEnvelopedDataGenerator();
        envelope.addRecipientInfoGenerator(reader);
        CMSAuthEnvelopedData made = envelope.generate(new CMSProcessableByteArray(CLEAR), (OutputAEADEncryptor)
                new JceCMSContentEncryptorBuilder(CMSAlgorithm.AES256_GCM)
                        .setProvider(PROVIDER)
                        .build());
        return made.getEncoded();
    }

    private static byte[] bouncyCastleDecrypt(byte[] cms, RecipientId.Form form, TestReader one) throws Exception {
        CMSAuthEnvelopedDataParser parser = new CMSAuthEnvelopedDataParser(cms);
        KeyAgreeRecipientId id = switch (form) {
            case ISSUER_AND_SERIAL -> new JceKeyAgreeRecipientId(one.certificate());
            case SUBJECT_KEY -> new KeyAgreeRecipientId(RecipientId.subjectKeyIdentifier(one.certificate()));
        };
        RecipientInformation found = parser.getRecipientInfos().get(id);
        byte[] clear = found.getContent(new JceKeyAgreeAuthEnvelopedRecipient(one.key()).setProvider(PROVIDER));
        assertThat(parser.getMac()).hasSize(16);
        parser.close();
        return clear;
    }

    private byte[] openSslDecrypt(byte[] cms, TestReader one) throws Exception {
        assertThat(openSsl(decryptCommand(cms, one))).isZero();
        return Files.readAllBytes(directory.resolve("opened"));
    }

    private List<String> decryptCommand(byte[] cms, TestReader one) throws IOException {
        Path object = Files.write(directory.resolve("object.cms"), cms);
        Path key = Files.writeString(directory.resolve("key.pem"), one.keyPem());
        Path certificate = Files.writeString(directory.resolve("certificate.pem"), one.certificatePem());
        return List.of(
                "cms",
                "-decrypt",
                "-binary",
                "-inform",
                "DER",
                "-in",
                "" + object,
                "-inkey",
                "" + key,
                "-recip",
                "" + certificate,
                "-out",
                "" + directory.resolve("opened"));
    }

    private int openSsl(List<String> arguments) throws IOException, InterruptedException {
        List<String> command =
                Stream.concat(Stream.of("openssl"), arguments.stream()).toList();
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("openssl.log").toFile())
                .start()
                .waitFor();
    }

    private void assumeOpenSsl() throws InterruptedException {
        String version;
        try {
            openSsl(List.of("version"));
            version = Files.readString(directory.resolve("openssl.log"));
        } catch (IOException e) {
            version = "absent";
        }
        assumeThat(version).as("needs the openssl command, version 3").startsWith("OpenSSL 3.");
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
}
