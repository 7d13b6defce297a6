package org.sceau.suites;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ContentDecryptionTest {
    private static final HexFormat HEX = HexFormat.of();

    /** McGrew and Viega, "The Galois/Counter Mode of Operation", test case 15 (AES-256, no associated data). */
    private static final byte[] KEY = HEX.parseHex("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308");

    private static final byte[] NONCE = HEX.parseHex("cafebabefacedbaddecaf888");
    private static final byte[] CLEAR = HEX.parseHex("d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
            + "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b391aafd255");
    private static final byte[] CIPHERTEXT =
            HEX.parseHex("522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
                    + "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662898015ad");
    private static final byte[] TAG = HEX.parseHex("b094dac5d93471bdec1a502270e3cc6c");

    @Test
    void streamedDecryptionKeepsTheKnownAnswer() {
        byte[] bytes = CIPHERTEXT.clone();
        ContentDecryption decryption = ContentDecryption.start(KEY, NONCE);

        decryption.update(bytes, 0, 7);
        decryption.update(bytes, 7, 57);
        decryption.verify(TAG);

        assertThat(bytes).isEqualTo(CLEAR);
    }

    @Test
    void wholeDecryptionKeepsTheKnownAnswer() {
        assertThat(ContentDecryption.whole(KEY, NONCE, TAG, CIPHERTEXT)).isEqualTo(CLEAR);
    }

    @Test
    void everyFlippedBitOfCiphertextAndTagIsRefusedByBothWays() {
        byte[] all = Arrays.copyOf(CIPHERTEXT, 80);
        System.arraycopy(TAG, 0, all, 64, 16);
        for (int bit = 0; bit < 80 * 8; bit++) {
            byte[] altered = all.clone();
            altered[bit / 8] ^= (byte) (1 << (bit % 8));
            byte[] ciphertext = Arrays.copyOf(altered, 64);
            byte[] tag = Arrays.copyOfRange(altered, 64, 80);
            ContentDecryption streamed = ContentDecryption.start(KEY, NONCE);
            streamed.update(ciphertext.clone(), 0, 64);

            assertThatExceptionOfType(SealBroken.class).isThrownBy(() -> streamed.verify(tag));
            assertThatExceptionOfType(SealBroken.class)
                    .isThrownBy(() -> ContentDecryption.whole(KEY, NONCE, tag, ciphertext));
        }
    }

    @Test
    void nonceOrTagOfAnotherLengthIsRefused() {
        assertThatExceptionOfType(SealBroken.class).isThrownBy(() -> ContentDecryption.start(KEY, new byte[16]));
        assertThatExceptionOfType(SealBroken.class)
                .isThrownBy(() -> ContentDecryption.whole(KEY, NONCE, Arrays.copyOf(TAG, 12), CIPHERTEXT));
    }

    @Property(tries = 200)
    void whateverTheSlicesTheStreamGivesWhatTheWholeGives(
            @ForAll @Size(max = 2000) byte[] clear, @ForAll @IntRange(min = 1, max = 300) int slice) {
        byte[] ciphertext = new byte[clear.length + 32];
        ContentEncryption encryption = ContentEncryption.start(KEY, NONCE);
        int written = 0;
        for (int at = 0; at < clear.length; at += slice) {
            written += encryption.update(clear, at, Math.min(slice, clear.length - at), ciphertext, written);
        }
        ContentEncryption.Last last = encryption.finish();
        System.arraycopy(last.held(), 0, ciphertext, written, last.held().length);
        byte[] exact = Arrays.copyOf(ciphertext, clear.length);

        byte[] streamed = exact.clone();
        ContentDecryption decryption = ContentDecryption.start(KEY, NONCE);
        for (int at = 0; at < streamed.length; at += slice) {
            decryption.update(streamed, at, Math.min(slice, streamed.length - at));
        }
        decryption.verify(last.tag());

        assertThat(streamed).isEqualTo(clear);
        assertThat(ContentDecryption.whole(KEY, NONCE, last.tag(), exact)).isEqualTo(clear);
    }
}
