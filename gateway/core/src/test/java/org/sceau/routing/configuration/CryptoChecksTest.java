package org.sceau.routing.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sceau.proof.AlgorithmDates;
import org.sceau.routing.crypto.Algorithm;
import org.sceau.routing.crypto.CryptoSettings;

/** Mistakes in {@code crypto.yaml}, each with the words that an operator gets, and what it comes to without any. */
class CryptoChecksTest {
    private static final String FILE = "crypto.yaml";

    @TempDir
    private Path root;

    @ParameterizedTest(name = "{0}")
    @MethodSource({"forms", "verifying"})
    void aMistakeIsNamedWithWhatToWrite(String name, String content, String error) {
        assertThat(sample(content).errors()).containsExactly(FILE + ":" + error);
    }

    static Stream<Arguments> forms() {
        return Stream.of(
                bad(
                        "unknown key",
                        "verify: []",
                        "1:1 verify: found the unknown key \"verify\"; write one of verifying (nearest: verifying)"),
                bad(
                        "no list",
                        "verifying: {}",
                        "1:12 verifying: found a mapping; write a list, such as"
                                + " [{algorithm: sha-256, allowed-until: 2034-12-31}]"),
                bad("empty", "# nothing", " found an empty file; write keys and values"));
    }

    static Stream<Arguments> verifying() {
        return Stream.of(
                bad(
                        "unknown algorithm",
                        "verifying: [{algorithm: sha-1, allowed-until: 2034-12-31}]",
                        "1:25 verifying[0].algorithm: found the unknown word \"sha-1\"; write one of ed25519, ml-dsa,"
                                + " p-256, p-384, p-521, rsa-2048, rsa-3072, sha-256, sha-384, sha-512 (nearest: sha-512)"),
                bad(
                        "no day",
                        "verifying: [{algorithm: p-256, allowed-until: 2034-02-30}]",
                        "1:47 verifying[0].allowed-until: found the text \"2034-02-30\"; write a date such as 2028-05-15"),
                bad(
                        "a day beyond all calculation",
                        "verifying: [{algorithm: p-256, allowed-until: +999999999-12-31}]",
                        "1:47 verifying[0].allowed-until: found the text \"+999999999-12-31\"; write a date such as"
                                + " 2028-05-15"),
                bad(
                        "twice",
                        "verifying:\n  - {algorithm: p-256, allowed-until: 2034-12-31}\n"
                                + "  - {algorithm: p-256, allowed-until: 2033-12-31}",
                        "3:17 verifying[1].algorithm: found it a second time; write each once"),
                bad(
                        "later than known",
                        "verifying: [{algorithm: rsa-2048, allowed-until: 2031-01-01}]",
                        "1:50 verifying[0].allowed-until: found a day after the end that every verifier knows;"
                                + " write 2030-12-31 or an earlier day"));
    }

    @Test
    void itsLastDayCountsWholly() {
        CryptoSettings crypto = loaded("verifying: [{algorithm: p-256, allowed-until: 2034-12-31},"
                + " {algorithm: rsa-2048, allowed-until: 2030-12-31}]");

        assertThat(crypto.dates().end("p-256")).contains(Instant.parse("2035-01-01T00:00:00Z"));
        assertThat(crypto.dates().end("rsa-2048")).contains(Instant.parse("2031-01-01T00:00:00Z"));
        assertThat(crypto.dates().end("sha-256")).isEmpty();
    }

    @Test
    void withoutTheFileWhatTheProgramKnowsHolds() throws IOException {
        SampleConf sample = SampleConf.in(root);
        CryptoSettings untouched = loaded(sample);

        Files.delete(sample.directory().resolve(FILE));

        assertThat(loaded(sample)).isEqualTo(CryptoSettings.NONE).isEqualTo(untouched);
        assertThat(CryptoSettings.NONE.dates().end("rsa-2048"))
                .isEqualTo(AlgorithmDates.current().end("rsa-2048"));
    }

    /** Who meant to end an algorithm must not be left with one that goes on. */
    @Test
    void aFileThatIsMisnamedOrLeadsNowhereIsNotPassedOver() throws IOException {
        SampleConf sample = SampleConf.in(root);
        Path file = sample.directory().resolve(FILE);
        Files.move(file, sample.directory().resolve("crypto.yml"));

        assertThat(sample.errors())
                .containsExactly("crypto.yml: found a file that ends in .yml; write its name with .yaml");

        Files.delete(sample.directory().resolve("crypto.yml"));
        Files.createSymbolicLink(file, sample.directory().resolve("nowhere.yaml"));

        assertThat(sample.errors()).containsExactly("crypto.yaml: found no file that can be read; write this file");
    }

    @Test
    void everyAlgorithmHasTheNameThatVerifiersKnow() {
        assertThat(Arrays.stream(Algorithm.values()).map(Algorithm::label))
                .containsExactlyInAnyOrderElementsOf(AlgorithmDates.names());
    }

    private SampleConf sample(String content) {
        return SampleConf.in(root).write(FILE, content);
    }

    private CryptoSettings loaded(String content) {
        return loaded(sample(content));
    }

    private static CryptoSettings loaded(SampleConf sample) {
        return switch (Configuration.load(sample.directory(), InstantSource.fixed(SampleConf.NOW))) {
            case Configuration.Reading.Loaded loaded -> loaded.configuration().crypto();
            case Configuration.Reading.Rejected rejected -> throw new AssertionError(rejected.errors());
        };
    }

    private static Arguments bad(String name, String content, String error) {
        return arguments(name, content, error);
    }
}
