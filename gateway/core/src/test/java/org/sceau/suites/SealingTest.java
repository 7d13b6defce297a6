package org.sceau.suites;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.SecretKey;
import org.junit.jupiter.api.Test;

class SealingTest {
    private final SecureRandom random = new SecureRandom();
    private final SecretKey key = key(7);

    @Test
    void sealedValueOpensUnderItsKeyAndPlaceOnly() {
        byte[] clear = "fictional column".getBytes(US_ASCII);
        byte[] place = "transfer.metadata/1".getBytes(US_ASCII);

        byte[] sealed = Sealing.seal(key, clear, place, random);

        assertThat(Sealing.open(key, sealed, place)).isEqualTo(clear);
        assertThat(sealed).hasSize(clear.length + 29);
        assertThatExceptionOfType(SealBroken.class).isThrownBy(() -> Sealing.open(key(8), sealed, place));
        assertThatExceptionOfType(SealBroken.class)
                .isThrownBy(() -> Sealing.open(key, sealed, "transfer.metadata/2".getBytes(US_ASCII)));
    }

    @Test
    void everyFlippedBitIsRefused() {
        byte[] place = new byte[0];
        byte[] sealed = Sealing.seal(key, new byte[5], place, random);

        for (int bit = 0; bit < sealed.length * 8; bit++) {
            byte[] altered = sealed.clone();
            altered[bit / 8] ^= (byte) (1 << (bit % 8));

            assertThatExceptionOfType(SealBroken.class).isThrownBy(() -> Sealing.open(key, altered, place));
        }
    }

    @Test
    void everyTruncationIsRefused() {
        byte[] sealed = Sealing.seal(key, new byte[5], new byte[0], random);

        for (int length = 0; length < sealed.length; length++) {
            byte[] shorter = java.util.Arrays.copyOf(sealed, length);

            assertThatExceptionOfType(SealBroken.class).isThrownBy(() -> Sealing.open(key, shorter, new byte[0]));
        }
    }

    @Test
    void equalValuesAreSealedDifferently() {
        byte[] first = Sealing.seal(key, new byte[16], new byte[0], random);
        byte[] second = Sealing.seal(key, new byte[16], new byte[0], random);

        assertThat(first).isNotEqualTo(second);
    }

    /** RFC 3394 section 4.6: 256 bits of key data with a 256-bit key. */
    @Test
    void keyWrapKeepsTheKnownAnswer() {
        HexFormat hex = HexFormat.of();
        SecretKey wrapping =
                Suites.aesKey(hex.parseHex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"));
        byte[] data = hex.parseHex("00112233445566778899aabbccddeeff000102030405060708090a0b0c0d0e0f");

        byte[] wrapped = Sealing.wrap(wrapping, data);

        assertThat(hex.formatHex(wrapped))
                .isEqualTo("28c9f404c4b810f4cbccb35cfb87f8263f5786e2d80ed326cbc7f0e71a99f43bfb988b9b7a02dd21");
        assertThat(Sealing.unwrap(wrapping, wrapped)).isEqualTo(data);
    }

    @Test
    void alteredOrForeignWrapIsRefused() {
        byte[] wrapped = Sealing.wrap(key, new byte[32]);
        wrapped[39] ^= 1;

        assertThatExceptionOfType(SealBroken.class).isThrownBy(() -> Sealing.unwrap(key, wrapped));
        assertThatExceptionOfType(SealBroken.class).isThrownBy(() -> Sealing.unwrap(key, new byte[40]));
        assertThatExceptionOfType(SealBroken.class).isThrownBy(() -> Sealing.unwrap(key, new byte[0]));
    }

    private static SecretKey key(int value) {
        byte[] key = new byte[32];
        java.util.Arrays.fill(key, (byte) value);
        return Suites.aesKey(key);
    }
}
