package org.sceau.it.canary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CanaryTest {
    private static final String WORD = "Zéphyrine-Kowalczik";
    private final Canary canary = new Canary(new Needles().add("name", WORD));

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "ab", "abc", "abcd"})
    void findsTheWordInBase64WhateverStandsBefore(String before) {
        String text = Base64.getEncoder().encodeToString((before + WORD + "xyz").getBytes(StandardCharsets.UTF_8));

        assertThat(canary.in(text.getBytes(StandardCharsets.US_ASCII))).isNotEmpty();
    }

    @Test
    void findsTheWordInADeflatedStream() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write("head".getBytes(StandardCharsets.US_ASCII));
        try (DeflaterOutputStream out = new DeflaterOutputStream(bytes)) {
            out.write((WORD + WORD + " and more").getBytes(StandardCharsets.UTF_8));
        }

        assertThat(canary.in(bytes.toByteArray())).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "ISO-8859-1"})
    void findsTheWordInEveryCharset(String charset) throws IOException {
        Files.write(
                directory.resolve("file"), ("..." + WORD + "...").getBytes(java.nio.charset.Charset.forName(charset)));

        assertThat(canary.below(directory)).isNotEmpty();
    }

    @Test
    void findsTheWordJsonEscapedAndPercentEncoded() {
        assertThat(canary.in("\"Z\\u00e9phyrine-Kowalczik\"".getBytes(StandardCharsets.US_ASCII)))
                .isNotEmpty();
        assertThat(canary.in("?q=Z%C3%A9phyrine-Kowalczik".getBytes(StandardCharsets.US_ASCII)))
                .isNotEmpty();
    }

    @Test
    void findsNothingWhereNothingIs() {
        assertThat(canary.in("Zephyrin Kowalski went home".getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
    }
}
