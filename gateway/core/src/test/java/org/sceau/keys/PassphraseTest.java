package org.sceau.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PassphraseTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"épée", "épée\n", "épée\r\n"})
    void lineEndIsNoPartOfThePassphrase(String content) throws IOException {
        Path file = Files.writeString(directory.resolve("p"), content);

        assertThat(Passphrase.read(file).reveal()).isEqualTo("épée".toCharArray());
    }

    @ParameterizedTest
    @MethodSource("unusable")
    void unusableFilesAreRefusedWithoutQuotingThem(byte[] content, String reason) throws IOException {
        Path file = Files.write(directory.resolve("p"), content);

        assertThatThrownBy(() -> Passphrase.read(file))
                .isInstanceOf(KeyUnusable.class)
                .hasMessageContaining(reason)
                .hasMessageNotContaining("abra");
    }

    static Stream<Arguments> unusable() {
        return Stream.of(
                Arguments.of(new byte[0], "empty"),
                Arguments.of("\n".getBytes(StandardCharsets.US_ASCII), "empty"),
                Arguments.of("abra\ncadabra\n".getBytes(StandardCharsets.US_ASCII), "more than one line"),
                Arguments.of("abra\rcadabra".getBytes(StandardCharsets.US_ASCII), "more than one line"),
                Arguments.of(new byte[] {'a', (byte) 0xc0, (byte) 0x80}, "not UTF-8"),
                Arguments.of(new byte[Passphrase.MAXIMUM_BYTES + 1], "longer"));
    }

    @Test
    void missingFileIsNamed() {
        assertThatThrownBy(() -> Passphrase.read(directory.resolve("absent")))
                .isInstanceOf(KeyUnusable.class)
                .hasMessageContaining("absent");
    }
}
