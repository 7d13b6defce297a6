package org.sceau.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.bouncycastle.asn1.tsp.EvidenceRecord;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.ers.ERSByteData;
import org.bouncycastle.tsp.ers.ERSEvidenceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What others made: read as what it is, refused by policy with that reason, never by an error of the program. */
class ForeignFormTest {
    private static final Path CORPUS = Path.of(System.getProperty("corpus", "absent"), "crypto/bc");
    private static final TestPki PKI = new TestPki();
    private static final TrustAnchors ANCHORS = PKI.anchors();
    private static final byte[] SIGNED = new TestTsa(PKI).token(Digest.sha256(new byte[1]));

    /** The messages of RFC 4134, by the sections that show them. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    3.1  | FORMAT_NOT_JUDGED | CMS Data
                    3.2  | FORMAT_NOT_JUDGED | CMS Data
                    4.1  | ALGORITHM_EXPIRED | CMS SignedData, SHA-1
                    4.2  | ALGORITHM_EXPIRED | CMS SignedData, SHA-1
                    4.3  | ALGORITHM_EXPIRED | CMS SignedData, SHA-1
                    4.4  | ALGORITHM_EXPIRED | CMS SignedData, SHA-1
                    4.5  | ALGORITHM_EXPIRED | CMS SignedData, SHA-1
                    4.6  | ALGORITHM_EXPIRED | CMS SignedData, SHA-1
                    4.7  | ALGORITHM_EXPIRED | CMS SignedData, SHA-1
                    4.10 | ALGORITHM_EXPIRED | CMS SignedData, SHA-1
                    4.11 | ALGORITHM_EXPIRED | CMS SignedData, DSA with SHA-1
                    5.1  | ALGORITHM_EXPIRED | CMS EnvelopedData, Triple-DES
                    5.2  | ALGORITHM_EXPIRED | CMS EnvelopedData, RC2
                    6.0  | ALGORITHM_EXPIRED | CMS DigestedData, SHA-1
                    7.1  | ALGORITHM_EXPIRED | CMS EncryptedData, Triple-DES
                    7.2  | ALGORITHM_EXPIRED | CMS EncryptedData, Triple-DES
                    """)
    void messagesOfRfc4134AreReadAndRefusedForWhatTheyRestOn(String section, Reason reason, String where)
            throws IOException {
        assertThat(verdict(sample("rfc4134/" + section + ".bin")))
                .isEqualTo(new Verdict.Refuted(Part.FILE, reason, where, List.of()));
    }

    @Test
    void evidenceRecordsOfOthersAreNamedAndNotJudged() throws Exception {
        assumeTrue(Files.isDirectory(CORPUS), "the corpus is not there");
        int read = 0;
        try (var files = Files.walk(CORPUS.resolve("tsp"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".ers")).toList()) {
                byte[] der = Files.readAllBytes(file);

                assertThat(EvidenceRecord.getInstance(der)
                                .getArchiveTimeStampSequence()
                                .size())
                        .as(file.toString())
                        .isPositive();
                assertThat(verdict(der))
                        .as(file.toString())
                        .isEqualTo(
                                file.endsWith("testRenewal.ers") // its last time-stamp is by an authority with SHA-1
                                        ? new Verdict.Refuted(
                                                Part.FILE,
                                                Reason.ALGORITHM_EXPIRED,
                                                "EvidenceRecord (RFC 4998), SHA-1",
                                                List.of())
                                        : new Verdict.Refuted(
                                                Part.FILE,
                                                Reason.FORMAT_NOT_JUDGED,
                                                "EvidenceRecord (RFC 4998)",
                                                List.of()));
                read++;
            }
        }
        assertThat(read).isGreaterThan(8);
        byte[] genuine = sample("tsp/BIN_ER.ers");
        new ERSEvidenceRecord(genuine, new JcaDigestCalculatorProviderBuilder().build())
                .validatePresent(
                        new ERSByteData(sample("tsp/BIN.bin")), Date.from(Instant.parse("2018-01-01T00:00:00Z")));
    }

    @Test
    void timeStampedDataIsNamed() throws IOException {
        assertThat(verdict(sample("tsp/FileDaFirmare.txt.tsd.der")).reason())
                .isIn(Reason.FORMAT_NOT_JUDGED, Reason.ALGORITHM_EXPIRED);
    }

    /** OpenSSL says in every message that it reads Triple-DES and RC2, too. */
    @Test
    void whatASignerCouldReadIsNotWhatItsSignatureRestsOn(@TempDir Path directory) throws Exception {
        Path message = Files.writeString(directory.resolve("message"), "contenu");
        Path out = directory.resolve("signed.der");
        String make = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -sha256 -subj /CN=Fictif"
                + " -keyout k.pem -out c.pem -days 2 && openssl cms -sign -md sha256 -in " + message
                + " -signer c.pem -inkey k.pem -outform DER -nodetach -out " + out;
        Process made = new ProcessBuilder("sh", "-c", make)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assumeTrue(made.waitFor() == 0, "openssl");

        assertThat(verdict(Files.readAllBytes(out)))
                .isEqualTo(new Verdict.Refuted(Part.FILE, Reason.FORMAT_NOT_JUDGED, "CMS SignedData", List.of()));
    }

    @Test
    void aTokenThatStandsAloneIsNotCalledAReceipt() {
        assertThat(verdict(SIGNED))
                .isEqualTo(new Verdict.Refuted(Part.FILE, Reason.FORMAT_NOT_JUDGED, "CMS SignedData", List.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "1.3.14.3.2.26, ALGORITHM_EXPIRED",
        "1.2.840.113549.2.5, ALGORITHM_EXPIRED",
        "1.2.3, ALGORITHM_UNSUPPORTED"
    })
    void aTimeStampByAHashThatWasGoodOnceIsRefusedForThat(String hash, Reason reason) {
        assertThatThrownBy(() -> StampAlgorithms.digest(hash, new byte[0], "digestAlgorithm"))
                .isInstanceOfSatisfying(
                        MalformedProof.class,
                        refusal -> assertThat(refusal.reason()).isEqualTo(reason));
    }

    @Property(tries = 2_000)
    void whatIsAlteredOrCutShortIsRefusedToo(
            @ForAll @IntRange(max = 4_000) int position, @ForAll byte value, @ForAll @IntRange(max = 4_000) int end) {
        byte[] altered = Arrays.copyOf(SIGNED, end % 3 == 0 ? Math.min(end, SIGNED.length) : SIGNED.length);
        if (altered.length > 0) {
            altered[position % altered.length] = value;
        }
        assertThat(Verifier.verify(altered, ANCHORS, List.of())).isInstanceOf(Verdict.Refuted.class);
    }

    @Property(tries = 1_000)
    void anyBytesBehindASequenceAreRefused(@ForAll byte[] bytes) {
        byte[] file = new byte[bytes.length + 2];
        file[0] = DerReader.SEQUENCE;
        file[1] = (byte) (bytes.length % 3 == 0 ? 0x80 : bytes.length);
        System.arraycopy(bytes, 0, file, 2, bytes.length);

        assertThat(Verifier.verify(file, ANCHORS, List.of())).isInstanceOf(Verdict.Refuted.class);
    }

    @Test
    void nestingWithoutEndIsRefused() {
        byte[] deep = new byte[100_000];
        for (int i = 0; i + 1 < deep.length; i += 2) {
            deep[i] = DerReader.SEQUENCE;
            deep[i + 1] = (byte) 0x80;
        }
        assertThat(Verifier.verify(deep, ANCHORS, List.of())).isInstanceOf(Verdict.Refuted.class);
    }

    private static Verdict.Refuted verdict(byte[] file) {
        return (Verdict.Refuted) Verifier.verify(file, ANCHORS, List.of());
    }

    private static byte[] sample(String name) throws IOException {
        assumeTrue(Files.isDirectory(CORPUS), "the corpus is not there");
        return Files.readAllBytes(CORPUS.resolve(name));
    }
}
