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
import org.junit.jupiter.params.provider.ValueSource;
import org.sceau.proof.AlgorithmDates;
import org.sceau.routing.crypto.Algorithm;
import org.sceau.routing.crypto.CryptoSettings;
import org.sceau.routing.crypto.ReaderSuite;
import org.sceau.suites.Suite;

/** Mistakes in {@code crypto.yaml}, each with the words that an operator gets, and what it comes to without any. */
class CryptoChecksTest {
    private static final String FILE = "crypto.yaml";

    @TempDir
    private Path root;

    @ParameterizedTest(name = "{0}")
    @MethodSource({"forms", "encrypting", "partners", "signing", "verifying"})
    void aMistakeIsNamedWithWhatToWrite(String name, String content, String error) {
        assertThat(sample(content).errors()).containsExactly(FILE + ":" + error);
    }

    static Stream<Arguments> forms() {
        return Stream.of(
                bad(
                        "unknown key",
                        "verify: []",
                        "1:1 verify: found the unknown key \"verify\"; write one of encrypting, partners, signing, verifying"
                                + " (nearest: verifying)"),
                bad(
                        "no list",
                        "verifying: {}",
                        "1:12 verifying: found a mapping; write a list, such as"
                                + " [{algorithm: sha-256, allowed-until: 2034-12-31}]"),
                bad("empty", "# nothing", " found an empty file; write keys and values"));
    }

    static Stream<Arguments> encrypting() {
        return Stream.of(
                bad(
                        "a suite for no reader",
                        "encrypting: [{suite: content-1, allowed-until: 2034-12-31}]",
                        "1:22 encrypting[0].suite: found the unknown word \"content-1\"; write one of reader-p256-1,"
                                + " reader-x25519-1, reader-mlkem768-1, reader-mlkem1024-1, reader-mlkem768-p256-1"),
                bad(
                        "no day",
                        "encrypting: [{suite: reader-p256-1}]",
                        "1:14 encrypting[0]: found values that do not fit; write allowed-from, allowed-until or both, the"
                                + " first not after the second"),
                bad(
                        "backwards",
                        "encrypting: [{suite: reader-x25519-1, allowed-from: 2030-01-02, allowed-until: 2030-01-01}]",
                        "1:14 encrypting[0]: found values that do not fit; write allowed-from, allowed-until or both, the"
                                + " first not after the second"),
                bad(
                        "twice",
                        "encrypting:\n  - {suite: reader-p256-1, allowed-until: 2034-12-31}\n"
                                + "  - {suite: reader-p256-1, allowed-from: 2026-01-01}",
                        "3:13 encrypting[1].suite: found it a second time; write each once"));
    }

    static Stream<Arguments> signing() {
        return Stream.of(
                bad(
                        "a stop without a day",
                        "signing: [{algorithm: p-256, allowed-from: 2026-01-01, after-end: stop}]",
                        "1:11 signing[0]: found values that do not fit; write after-end: stop with allowed-until"),
                bad(
                        "another word",
                        "signing: [{algorithm: p-256, allowed-until: 2034-12-31, after-end: halt}]",
                        "1:68 signing[0].after-end: found the unknown word \"halt\"; write one of warn, stop"));
    }

    static Stream<Arguments> partners() {
        return Stream.of(
                bad(
                        "unknown partner",
                        "partners: [{partner: hospital, encrypting: [reader-p256-1]}]",
                        "1:22 partners[0].partner: found the unknown partner \"hospital\"; write one of hebergeur, hopital,"
                                + " labo (nearest: hopital)"),
                bad(
                        "no suite",
                        "partners: [{partner: hopital, encrypting: []}]",
                        "1:12 partners[0]: found values that do not fit; write at least one suite, or no line for the"
                                + " partner"),
                bad(
                        "twice",
                        "partners:\n  - {partner: hopital, encrypting: [reader-p256-1]}\n"
                                + "  - {partner: hopital, encrypting: [reader-p256-1, reader-x25519-1]}",
                        "3:15 partners[1].partner: found it a second time; write each once"),
                bad(
                        "one without a key",
                        "partners: [{partner: labo, encrypting: [reader-p256-1]}]",
                        "1:22 partners[0].partner: found a partner that nothing is encrypted for; write the id of one with"
                                + " reader-certificate or reader-in-directory"));
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
                        "signing backwards",
                        "signing: [{algorithm: p-256, allowed-from: 2030-01-02, allowed-until: 2030-01-01}]",
                        "1:11 signing[0]: found values that do not fit; write allowed-from, allowed-until or both, the first"
                                + " not after the second"),
                bad(
                        "signing twice",
                        "signing:\n  - {algorithm: p-256, allowed-until: 2034-12-31}\n"
                                + "  - {algorithm: p-256, allowed-from: 2026-01-01}",
                        "3:17 signing[1].algorithm: found it a second time; write each once"),
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
    void documentsInClearDoNotKeepToASuite() {
        SampleConf sample = sample("partners: [{partner: hopital, encrypting: [reader-p256-1]}]");
        assertThat(sample.errors()).isEmpty();

        sample.replace("partners/hopital.yaml", "carries: cms", "carries: clear");

        assertThat(sample.errors())
                .containsExactly("crypto.yaml:1:22 partners[0].partner: found a partner that is sent its documents in"
                        + " clear; write the id of one whose channel carries cms");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "partners: [{partner: hopital, encrypting: [reader-mlkem768-p256-1, reader-mlkem768-1]}]",
                "encrypting: [{suite: reader-p256-1, allowed-until: 2026-05-31},"
                        + " {suite: reader-x25519-1, allowed-until: 2026-05-31},"
                        + " {suite: reader-mlkem1024-1, allowed-from: 2026-06-02}]",
                "encrypting: [{suite: reader-p256-1, allowed-until: 2026-05-31}]\n"
                        + "partners: [{partner: hopital, encrypting: [reader-p256-1]}]"
            })
    void aCertificateThatNothingMayBeEncryptedForNowKeepsNobodyElseFromAnything(String content) {
        assertThat(sample(content).errors()).isEmpty();
    }

    @Test
    void aPartnerThatCannotBeReadIsKnownAllTheSame() {
        SampleConf sample = sample("partners: [{partner: labo, encrypting: [reader-p256-1]}]")
                .replace("partners/labo.yaml", "may: [submit", "may: [sumbit");

        assertThat(sample.errors()).noneMatch(error -> error.startsWith(FILE));
    }

    @Test
    void everySuiteForReadersHasItsOwnWord() {
        assertThat(Arrays.stream(ReaderSuite.values()).map(ReaderSuite::suite))
                .containsExactlyInAnyOrderElementsOf(Suite.READERS);
        assertThat(ReaderSuite.values())
                .allSatisfy(suite ->
                        assertThat(suite.word()).isEqualTo(suite.suite().id()));
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
