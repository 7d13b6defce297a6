package org.sceau.encryption;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.sceau.suites.Wycheproof;

class CmsInspectorTest {
    private static final TestReader HOSPITAL = TestReader.p256("hospital");
    private static final TestReader CLINIC = TestReader.x25519("clinic");
    private static final TestReader STRANGER = TestReader.p256("stranger");

    private final CmsInspector inspector = new CmsInspector(CmsLimits.DEFAULT);

    @Test
    void readersAreNamedWithoutAKey() throws IOException {
        for (RecipientId.Form form : RecipientId.Form.values()) {
            CmsInspection inspection =
                    inspector.inspect(new ByteArrayInputStream(Sealed.cms(new byte[1000], form, HOSPITAL, CLINIC)));

            assertThat(inspection).isInstanceOfSatisfying(CmsInspection.Envelope.class, envelope -> {
                assertThat(envelope.contentBytes()).isEqualTo(1000);
                assertThat(envelope.readers()).hasSize(2);
                assertThat(envelope.readers()).anyMatch(reader -> reader.names(HOSPITAL.certificate()));
                assertThat(envelope.readers()).anyMatch(reader -> reader.names(CLINIC.certificate()));
                assertThat(envelope.readers()).noneMatch(reader -> reader.names(STRANGER.certificate()));
            });
        }
    }

    /** Signed, enveloped with Triple-DES and RC2, digested, encrypted: well formed, and of no kind that is taken. */
    @Test
    void messagesOfRfc4134AreRefusedByPolicyNotAsBroken() throws IOException {
        Path samples = Wycheproof.corpus("bc").resolve("rfc4134");
        int read = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(samples, "[3-7].*.bin")) {
            for (Path file : files) {
                byte[] message = Files.readAllBytes(file);

                assertThat(inspector.inspect(new ByteArrayInputStream(message)))
                        .as(file.toString())
                        .isEqualTo(new CmsInspection.Refused(CmsFault.UNSUPPORTED));
                assertThat(new CmsReader(CmsLimits.DEFAULT)
                                .open(
                                        new ByteArrayInputStream(message),
                                        HOSPITAL.certificate(),
                                        HOSPITAL.key(),
                                        OutputStream.nullOutputStream()))
                        .as(file.toString())
                        .isEqualTo(new CmsOpening.Refused(CmsFault.UNSUPPORTED));
                read++;
            }
        }
        assertThat(read).isEqualTo(16);
    }

    @Test
    void certificateOfAnotherKindOrUseIsNoReader() {
        assertThat(ReaderCertificate.of(
                        new org.sceau.transfer.PartnerId("p384"),
                        TestReader.p384("p384").certificate()))
                .isEmpty();
        assertThat(ReaderCertificate.of(
                        new org.sceau.transfer.PartnerId("signer"),
                        TestReader.signerOnly("signer").certificate()))
                .isEmpty();
    }
}
