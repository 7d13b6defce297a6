package org.sceau.encryption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.bouncycastle.asn1.ASN1Primitive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CmsEnvelopeTest {
    private static final String NONCE = "0102030405060708090a0b0c";
    private static final String TAG = "f0".repeat(16);
    private static final RecipientInfo READER = new RecipientInfo(new byte[] {(byte) 0xA1, 0});

    /** Written out by hand from RFC 5083, RFC 5084 and X.690. */
    @Test
    void smallEnvelopeKeepsTheKnownAnswer() throws Exception {
        CmsEnvelope envelope = CmsEnvelope.of(List.of(READER), NONCE, TAG, 3);

        byte[] written = envelope.asStream(new ByteArrayInputStream(new byte[] {7, 8, 9}))
                .readAllBytes();

        assertThat(written)
                .asHexString()
                .isEqualToIgnoringCase("305c" + "060b2a864886f70d0109100117" + "a04d" + "304b" + "020100" + "3102a100"
                        + "3030" + "06092a864886f70d010701"
                        + "301e" + "060960864801650304012e" + "3011" + "040c" + NONCE + "020110"
                        + "8003070809" + "0410" + TAG);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 40, 60, 100, 127, 128, 200, 255, 256, 65_400, 65_535, 65_536, 70_000})
    void announcedLengthIsExactAndEveryLengthInsideIsDer(int size) throws Exception {
        CmsEnvelope envelope = CmsEnvelope.of(List.of(READER), NONCE, TAG, size);

        byte[] written =
                envelope.asStream(new ByteArrayInputStream(new byte[size])).readAllBytes();

        assertThat(envelope.lengthBytes()).isEqualTo(written.length);
        assertThat(ASN1Primitive.fromByteArray(written).getEncoded("DER")).isEqualTo(written);
    }

    @Test
    void recipientsAreSortedAsDerAsks() throws Exception {
        RecipientInfo second = new RecipientInfo(new byte[] {(byte) 0xA1, 1, 2});

        CmsEnvelope one = CmsEnvelope.of(List.of(READER, second), NONCE, TAG, 0);
        CmsEnvelope two = CmsEnvelope.of(List.of(second, READER), NONCE, TAG, 0);

        assertThat(one.asStream(InputStream.nullInputStream()).readAllBytes())
                .isEqualTo(two.asStream(InputStream.nullInputStream()).readAllBytes());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 9, 11})
    void ciphertextOfAnotherLengthIsRefused(int size) {
        CmsEnvelope envelope = CmsEnvelope.of(List.of(READER), NONCE, TAG, 10);

        assertThatExceptionOfType(EnvelopeBroken.class)
                .isThrownBy(() ->
                        envelope.writeTo(new ByteArrayInputStream(new byte[size]), OutputStream.nullOutputStream()));
    }

    @Test
    void envelopeWithoutReaderOrWithAShortTagIsNeverMade() {
        assertThatIllegalArgumentException().isThrownBy(() -> CmsEnvelope.of(List.of(), NONCE, TAG, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CmsEnvelope.of(List.of(READER), NONCE, "f0".repeat(12), 1));
        assertThatIllegalArgumentException().isThrownBy(() -> CmsEnvelope.of(List.of(READER), "00", TAG, 1));
    }

    /** Five terabytes are announced, and composed as far as they are read, without being held. */
    @Test
    void lengthsBeyondFourGigabytesAreWritten() throws Exception {
        CmsEnvelope envelope = CmsEnvelope.of(List.of(READER), NONCE, TAG, 5_000_000_000_000L);

        byte[] first =
                envelope.asStream(new ByteArrayInputStream(new byte[100])).readNBytes(8);

        assertThat(first).asHexString().startsWith("3086048C2739");
        assertThat(envelope.lengthBytes()).isGreaterThan(5_000_000_000_000L);
    }
}
