package org.sceau.signature.author;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.sceau.signature.author.TestAuthority.NOW;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sceau.document.AuthorVerdict;
import org.sceau.document.AuthorVerdict.Documents;
import org.sceau.document.AuthorVerdict.Form;
import org.sceau.document.AuthorVerdict.Integrity;
import org.sceau.document.Coded;
import org.sceau.document.DocumentEntry;
import org.sceau.document.SignerTrust.Standing;
import org.sceau.intake.Extracted;
import org.sceau.keys.Credential;
import org.sceau.routing.configuration.NationalQualities;
import org.sceau.signature.AuthorSigners;
import org.sceau.trust.CertificateChecker;
import org.sceau.trust.TrustAnchors;
import org.sceau.vault.PayloadSink;
import org.sceau.vault.StoredPayload;
import org.sceau.vault.Vault;
import org.sceau.vault.VaultSettings;

class SignatureDocumentsTest {
    private static final String FIRST = "urn:oid:2.25.101";
    private static final String SECOND = "urn:oid:2.25.102";
    private static final String XADES = "http://uri.etsi.org/01903/v1.3.2#";
    private static final String EXCLUSIVE = "http://www.w3.org/2001/10/xml-exc-c14n#";
    private static final String DS = "http://www.w3.org/2000/09/xmldsig#";
    private static final byte[] REPORT = "a fictional report".getBytes(StandardCharsets.UTF_8);
    private static final byte[] IMAGE = bytes(600_000);
    private static final Map<String, byte[]> BOTH = both();
    private static final Instant SIGNED = NOW.minus(Duration.ofHours(2));
    private static final TestAuthority AUTHORITY = new TestAuthority();
    private static final Provider[] PROVIDERS = Security.getProviders();
    private static final Credential AUTHOR = AUTHORITY.issue(new TestAuthority.Author());

    @TempDir
    private Path directory;

    private Vault vault = new Vault(VaultSettings.in(Path.of("")), new SecureRandom());

    /** Every form in which an author may sign both documents, or the first where the form has room for one. */
    enum Way {
        DSGJ(Form.JADES, "application/json"),
        DSGJ_OVER_TEXT(Form.JADES, "application/json"),
        DSG(Form.XADES, "text/xml"),
        CADES(Form.CADES, "application/pkcs7-signature");

        private final Form form;
        private final String type;

        Way(Form form, String type) {
            this.form = form;
            this.type = type;
        }

        byte[] sign(Credential author, Map<String, byte[]> documents) {
            try {
                return switch (this) {
                    case DSGJ -> Samples.dsgj(author, documents, SIGNED, true);
                    case DSGJ_OVER_TEXT -> Samples.dsgj(author, documents, SIGNED, false);
                    case DSG -> Samples.dsg(author, documents, SIGNED, Samples.SHA256);
                    case CADES -> Samples.cades(author, REPORT, SIGNED, false, "SHA256withECDSA");
                };
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        }

        Set<Integer> signs() {
            return this == CADES ? Set.of(0) : Set.of(0, 1);
        }
    }

    @BeforeEach
    void open() throws IOException {
        vault = new Vault(VaultSettings.in(directory), new SecureRandom());
        vault.start(Set.of());
    }

    @ParameterizedTest
    @EnumSource
    void aValidSignatureOfATrustedAuthorPasses(Way way) {
        AuthorVerdict verdict = judge(way, way.sign(AUTHOR, BOTH), REPORT, IMAGE);

        assertThat(verdict.indication()).hasToString("TOTAL-PASSED");
        assertThat(verdict.form()).isEqualTo(way.form);
        assertThat(verdict.entry()).isEqualTo(2);
        assertThat(verdict.integrity()).isEqualTo(Integrity.INTACT);
        assertThat(verdict.signer().standing()).isEqualTo(Standing.TRUSTED);
        assertThat(verdict.signer().quality()).contains("-/10/-");
        assertThat(verdict.claimed()).contains(SIGNED);
        assertThat(verdict.documents()).isEqualTo(new Documents(way.signs(), Set.of(), 0));
    }

    @ParameterizedTest
    @EnumSource
    void anAlteredDocumentFailsAndIsNamed(Way way) {
        byte[] other = "another report".getBytes(StandardCharsets.UTF_8);
        byte[][] documents = way == Way.CADES ? new byte[][] {other} : new byte[][] {other, IMAGE};

        AuthorVerdict verdict = judge(way, way.sign(AUTHOR, BOTH), documents);

        assertThat(verdict.indication()).hasToString("TOTAL-FAILED (HASH_FAILURE)");
        assertThat(verdict.integrity()).isEqualTo(way == Way.CADES ? Integrity.UNCHECKED : Integrity.INTACT);
        assertThat(verdict.documents().altered()).containsExactly(0);
    }

    @ParameterizedTest
    @EnumSource
    void aMissingDocumentIsNotHeldAgainstTheSignatureButDoesNotPass(Way way) {
        byte[] unrelated = "unrelated".getBytes(StandardCharsets.UTF_8);
        List<DocumentEntry> documents =
                List.of(document(0, "urn:oid:2.25.7", unrelated), document(1, "urn:oid:2.25.8", unrelated));

        AuthorVerdict verdict = judge(documents, document(2, way, way.sign(AUTHOR, BOTH)));

        assertThat(verdict.indication()).hasToString("INDETERMINATE (SIGNED_DATA_NOT_FOUND)");
        assertThat(verdict.integrity()).isNotEqualTo(Integrity.BROKEN);
        assertThat(verdict.documents())
                .isEqualTo(new Documents(Set.of(), Set.of(), way.signs().size()));
    }

    @ParameterizedTest
    @EnumSource
    void aSignerWhoIsNotTrustedDoesNotPassAndIsSaidToBeWhat(Way way) {
        Map<String, TestAuthority.Author> authors = Map.of(
                "INDETERMINATE (CHAIN_CONSTRAINTS_FAILURE) wrong-use",
                new TestAuthority.Author().usage(KeyUsage.digitalSignature),
                "INDETERMINATE (OUT_OF_BOUNDS_NO_POE) outdated",
                new TestAuthority.Author().until(NOW.minusSeconds(60)),
                "INDETERMINATE (CRYPTO_CONSTRAINTS_FAILURE_NO_POE) weak",
                new TestAuthority.Author().signature("SHA1withECDSA"));

        authors.forEach((expected, author) -> {
            AuthorVerdict verdict = judge(way, way.sign(AUTHORITY.issue(author), BOTH), REPORT, IMAGE);

            assertThat(verdict.indication() + " " + verdict.signer().standing()).isEqualTo(expected);
            assertThat(verdict.integrity()).isEqualTo(Integrity.INTACT);
            assertThat(verdict.documents().intact()).isEqualTo(way.signs());
        });
    }

    @ParameterizedTest
    @EnumSource
    void aSignerOfAnUnknownAuthorityIsReportedAsSuch(Way way) {
        Credential stranger = new TestAuthority().issue(new TestAuthority.Author());

        AuthorVerdict verdict = judge(way, way.sign(stranger, BOTH), REPORT, IMAGE);

        assertThat(verdict.indication()).hasToString("INDETERMINATE (NO_CERTIFICATE_CHAIN_FOUND)");
        assertThat(verdict.signer().standing()).isEqualTo(Standing.UNTRUSTED);
        assertThat(verdict.integrity()).isEqualTo(Integrity.INTACT);
    }

    @ParameterizedTest
    @EnumSource
    void aSignatureByAnotherKeyThanItsCertificatesIsBroken(Way way) {
        Credential mixed =
                new Credential(org.sceau.keys.Secret.of(TestAuthority.ec().getPrivate()), AUTHOR.chain());

        AuthorVerdict verdict = judge(way, way.sign(mixed, BOTH), REPORT, IMAGE);

        assertThat(verdict.indication()).hasToString("TOTAL-FAILED (SIG_CRYPTO_FAILURE)");
        assertThat(verdict.integrity()).isEqualTo(Integrity.BROKEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ML-DSA-65", "ML-DSA-87"})
    void aSignatureWithMlDsaIsJudgedLikeAnyOther(String algorithm) throws Exception {
        Credential author = AUTHORITY.issue(new TestAuthority.Author().pair(TestAuthority.mlDsa(algorithm)));
        Credential stranger =
                new TestAuthority().issue(new TestAuthority.Author().pair(TestAuthority.mlDsa(algorithm)));
        Credential mixed = new Credential(stranger.key(), author.chain());
        byte[] signature = Samples.cades(author, REPORT, SIGNED, false, algorithm);
        byte[] other = "another report".getBytes(StandardCharsets.UTF_8);

        AuthorVerdict verdict = judge(Way.CADES, signature, REPORT);

        assertThat(verdict.indication()).hasToString("TOTAL-PASSED");
        assertThat(verdict.integrity()).isEqualTo(Integrity.INTACT);
        assertThat(verdict.signer().standing()).isEqualTo(Standing.TRUSTED);
        assertThat(verdict.claimed()).contains(SIGNED);
        assertThat(verdict.documents()).isEqualTo(Documents.of(0));
        assertThat(judge(Way.CADES, signature, other).indication()).hasToString("TOTAL-FAILED (HASH_FAILURE)");
        assertThat(judge(Way.CADES, Samples.cades(stranger, REPORT, SIGNED, false, algorithm), REPORT)
                        .signer()
                        .standing())
                .isEqualTo(Standing.UNTRUSTED);
        assertThat(judge(Way.CADES, Samples.cades(mixed, REPORT, SIGNED, false, algorithm), REPORT)
                        .indication())
                .hasToString("TOTAL-FAILED (SIG_CRYPTO_FAILURE)");
        assertThat(judge(Way.CADES, Samples.cades(author, REPORT, SIGNED, true, algorithm), REPORT)
                        .indication())
                .as("with its content")
                .hasToString("TOTAL-PASSED");
    }

    @Test
    void aSignatureWithMlDsa44IsTooWeak() throws Exception {
        Credential author = AUTHORITY.issue(new TestAuthority.Author().pair(TestAuthority.mlDsa("ML-DSA-44")));

        AuthorVerdict verdict = judge(Way.CADES, Samples.cades(author, REPORT, SIGNED, false, "ML-DSA-44"), REPORT);

        assertThat(verdict.indication()).hasToString("INDETERMINATE (CRYPTO_CONSTRAINTS_FAILURE_NO_POE)");
    }

    @Test
    void noFlippedBitOfAnAttachedSignatureWithMlDsaPasses() throws Exception {
        Credential author = AUTHORITY.issue(new TestAuthority.Author().pair(TestAuthority.mlDsa("ML-DSA-65")));
        byte[] whole = Samples.cades(author, REPORT, SIGNED, true, "ML-DSA-65");
        int value = whole.length - 3309;
        Random random = new Random(9882);
        for (int i = 0; i < 200; i++) {
            byte[] flipped = whole.clone();
            int at = i % 2 == 0 ? value + random.nextInt(3309) : random.nextInt(whole.length);
            flipped[at] ^= (byte) (1 << random.nextInt(8));
            boolean passed = judge(Way.CADES, flipped, REPORT).passed();
            assertThat(passed && at >= value).as("byte " + at).isFalse();
        }
    }

    /** The examples of RFC 9882 carry no certificate and do not sign its name: whole, but not CAdES. */
    @ParameterizedTest
    @ValueSource(strings = {"65", "87"})
    void theExamplesOfTheRfcAreWhole(String set) throws Exception {
        Path corpus = Path.of(System.getProperty("corpus", "../shared/data"), "crypto/bc/pkix");
        assumeTrue(Files.isDirectory(corpus), "corpus absent");
        byte[] signature = pem(corpus.resolve("cms/mldsa/SignedData_ML-DSA-" + set + ".pem"), "CMS");
        X509Certificate signer =
                Certificates.read(pem(corpus.resolve("cert/mldsa/ML-DSA-" + set + ".pem"), "CERTIFICATE"));
        TrustAnchors anchors = TrustAnchors.of(List.of(signer), List.of(), Duration.ofDays(7));
        Candidate candidate = CmsReader.read(signature).getFirst();

        Outcome outcome = MlDsaValidator.validate(candidate, anchors).orElseThrow();
        Outcome nobody = MlDsaValidator.validate(candidate, AUTHORITY.anchors()).orElseThrow();

        assertThat(outcome.integrity()).isEqualTo(Integrity.INTACT);
        assertThat(outcome.indication()).hasToString("INDETERMINATE (SIG_CONSTRAINTS_FAILURE)");
        assertThat(outcome.chain()).containsExactly(signer);
        assertThat(nobody.indication()).hasToString("INDETERMINATE (NO_SIGNING_CERTIFICATE_FOUND)");
        signature[signature.length - 7] ^= 1;
        assertThat(MlDsaValidator.validate(CmsReader.read(signature).getFirst(), anchors)
                        .orElseThrow()
                        .integrity())
                .isEqualTo(Integrity.BROKEN);
    }

    private static byte[] pem(Path file, String label) throws IOException {
        String text = Files.readString(file);
        int from = text.indexOf("-----BEGIN " + label + "-----") + label.length() + 16;
        return Base64.getMimeDecoder().decode(text.substring(from, text.indexOf("-----END " + label)));
    }

    @Test
    void digestsByShaOneAreNotReliedOn() throws Exception {
        AuthorVerdict verdict = judge(Way.DSG, Samples.dsg(AUTHOR, BOTH, SIGNED, Samples.SHA1), REPORT, IMAGE);
        AuthorVerdict cms =
                judge(Way.CADES, Samples.cades(AUTHOR, REPORT, SIGNED, false, "SHA1withECDSA"), REPORT, IMAGE);

        assertThat(verdict.passed()).isFalse();
        assertThat(verdict.indication().sub()).startsWith("CRYPTO_CONSTRAINTS_FAILURE");
        assertThat(cms.indication().sub()).startsWith("CRYPTO_CONSTRAINTS_FAILURE");
    }

    @Test
    void shortRsaKeysAreNotReliedOnAndUsualOnesAre() throws Exception {
        Credential small = AUTHORITY.issue(new TestAuthority.Author().pair(TestAuthority.rsa(1024)));
        Credential usual = AUTHORITY.issue(new TestAuthority.Author().pair(TestAuthority.rsa(2048)));

        assertThat(judge(Way.CADES, Samples.cades(small, REPORT, SIGNED, false, "SHA256withRSA"), REPORT)
                        .indication()
                        .sub())
                .startsWith("CRYPTO_CONSTRAINTS_FAILURE");
        assertThat(judge(Way.CADES, Samples.cades(usual, REPORT, SIGNED, false, "SHA256withRSA"), REPORT)
                        .passed())
                .isTrue();
    }

    @Test
    void aContentInTheSignatureIsWhatItSigns() throws Exception {
        Map<Way, byte[]> signatures = Map.of(
                Way.DSGJ, Samples.enveloping(AUTHOR, REPORT, SIGNED),
                Way.DSG, Samples.envelopingXml(AUTHOR, REPORT, SIGNED),
                Way.CADES, Samples.cades(AUTHOR, REPORT, SIGNED, true, "SHA256withECDSA"));

        signatures.forEach((way, signature) -> {
            AuthorVerdict verdict = judge(way, signature, IMAGE);

            assertThat(verdict.indication()).as(way.name()).hasToString("TOTAL-PASSED");
            assertThat(verdict.documents()).as(way.name()).isEqualTo(Documents.of(1));
        });
    }

    @Test
    void aSignatureOverTheBytesThemselvesWithoutTheirDigestIsOverNothingThatIsHere() throws Exception {
        String attached = text(Samples.enveloping(AUTHOR, REPORT, SIGNED));
        byte[] detached = attached.replaceFirst("\"payload\":\"[^\"]*\",", "").getBytes(StandardCharsets.UTF_8);

        AuthorVerdict verdict = judge(Way.DSGJ, detached, REPORT);

        assertThat(verdict.indication()).hasToString("INDETERMINATE (SIGNED_DATA_NOT_FOUND)");
        assertThat(verdict.documents()).isEqualTo(new Documents(Set.of(), Set.of(), 1));
    }

    @Test
    void aMissingDocumentAmongOthersKeepsTheSignatureFromPassing() {
        for (Way way : List.of(Way.DSGJ, Way.DSGJ_OVER_TEXT, Way.DSG)) {
            AuthorVerdict verdict = judge(way, way.sign(AUTHOR, BOTH), REPORT);

            assertThat(verdict.indication()).as(way.name()).hasToString("INDETERMINATE (SIGNED_DATA_NOT_FOUND)");
            assertThat(verdict.documents()).as(way.name()).isEqualTo(new Documents(Set.of(0), Set.of(), 1));
        }
    }

    @Test
    void encryptedContentIsNoSignatureWhateverItsType() throws Exception {
        byte[] enveloped = {
            0x30, 0x0d, 0x06, 0x09, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 1, 7, 3, 5, 0
        };
        byte[] signed = Samples.cades(AUTHOR, REPORT, SIGNED, false, "SHA256withECDSA");
        DocumentEntry report = document(0, FIRST, REPORT);

        assertThat(judgeAll(List.of(report, document(1, FIRST, "application/cms", Optional.empty(), enveloped))))
                .isEmpty();
        assertThat(judgeAll(List.of(report, document(1, FIRST, "application/cms", Optional.empty(), signed))))
                .singleElement()
                .matches(AuthorVerdict::passed);
    }

    /** A signature without names over what its sender encrypted is not one over the only document in clear. */
    @Test
    void whatIsEncryptedIsNotTakenForAnAlteredOther() throws Exception {
        byte[] enveloped = {
            0x30, 0x0d, 0x06, 0x09, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 1, 7, 3, 5, 0
        };
        byte[] signed = Samples.cades(AUTHOR, enveloped, SIGNED, false, "SHA256withECDSA");
        List<DocumentEntry> documents = List.of(
                document(0, FIRST, REPORT),
                document(1, SECOND, "application/cms", Optional.empty(), enveloped),
                document(2, Way.CADES, signed));

        assertThat(judgeAll(documents)).singleElement().satisfies(verdict -> {
            assertThat(verdict.indication()).hasToString("INDETERMINATE (SIG_CONSTRAINTS_FAILURE)");
            assertThat(verdict.documents().altered()).isEmpty();
        });
    }

    @Test
    void aSubmissionWithoutSignaturesOpensNothing() {
        var judge = new SignatureDocuments(
                payload -> {
                    throw new AssertionError("opened");
                },
                (chain, when) -> Standing.UNTRUSTED,
                AUTHORITY::anchors,
                InstantSource.fixed(NOW));

        assertThat(judge.judge(List.of(document(0, FIRST, REPORT), document(1, SECOND, IMAGE))))
                .isEmpty();
    }

    /** What other certificates are worth must not change with the first signature document. */
    @Test
    void theLibraryLeavesThePlatformsProvidersAsTheyAre() throws Exception {
        for (Way way : Way.values()) {
            assertThat(judge(way, way.sign(AUTHOR, BOTH), REPORT, IMAGE).passed())
                    .as(way.name())
                    .isTrue();
        }
        judge(Way.DSG, Samples.envelopingXml(AUTHOR, REPORT, SIGNED), IMAGE);

        assertThat(Security.getProviders()).containsExactly(PROVIDERS);
    }

    @Test
    void nothingThatASignatureNamesIsEverFetched() throws Exception {
        var connections = new AtomicInteger();
        try (var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread counting = Thread.ofVirtual().start(() -> count(server, connections));
            String url = "http://localhost:" + server.getLocalPort() + "/named";
            Credential author = AUTHORITY.issue(new TestAuthority.Author().url(url));
            Credential stranger = new TestAuthority().issue(new TestAuthority.Author().url(url));
            for (Credential one : List.of(author, stranger)) {
                for (Way way : Way.values()) {
                    judge(way, way.sign(one, BOTH), REPORT, IMAGE);
                }
                judge(Way.DSG, Samples.dsg(one, BOTH, SIGNED, Samples.SHA256, url), REPORT, IMAGE);
                judge(Way.DSG, Samples.dsg(one, Map.of(url, REPORT), SIGNED, Samples.SHA256), IMAGE);
                String policy = ",\"x5u\":\"" + url + "\",\"jku\":\"" + url + "\",\"sigPId\":{\"id\":{\"id\":\"" + url
                        + "\"},\"sigPQuals\":[{\"spURI\":\"" + url + "\"}]}";
                judge(Way.DSGJ, Samples.dsgj(one, BOTH, SIGNED, true, policy), REPORT, IMAGE);
                judge(Way.DSGJ, Samples.dsgj(one, Map.of(url, REPORT), SIGNED, true), IMAGE);
            }
            new java.net.Socket(server.getInetAddress(), server.getLocalPort()).close();
            counting.join();
        }

        assertThat(connections).as("that of the test itself").hasValue(1);
    }

    /** Until the test's own connection, which comes last, or one that should not be. */
    private static void count(ServerSocket server, AtomicInteger connections) {
        try (var _ = server.accept()) {
            connections.incrementAndGet();
            server.setSoTimeout(1);
            while (true) {
                server.accept().close();
                connections.incrementAndGet();
            }
        } catch (IOException ended) {
            // nobody is waiting any more
        }
    }

    @ParameterizedTest
    @MethodSource
    void badInputIsAVerdictAndNeverValid(Map.Entry<String, byte[]> bad) {
        for (Way way : List.of(Way.DSGJ, Way.CADES)) {
            assertThat(judge(way, bad.getValue(), REPORT, IMAGE).passed())
                    .as(bad.getKey())
                    .isFalse();
        }
    }

    static Stream<Map.Entry<String, byte[]>> badInputIsAVerdictAndNeverValid() throws Exception {
        String dsg = text(Way.DSG.sign(AUTHOR, BOTH));
        String dsgj = text(Way.DSGJ.sign(AUTHOR, BOTH));
        byte[] cades = Way.CADES.sign(AUTHOR, BOTH);
        String head = dsg.substring(0, dsg.indexOf("<ds:Signature"));
        String signature = dsg.substring(dsg.indexOf("<ds:Signature"));
        List<Map.Entry<String, byte[]>> table = new ArrayList<>();
        table.add(entry("nothing", new byte[0]));
        table.add(entry("larger than the limit", new byte[SignatureDocuments.MAXIMUM_BYTES + 1]));
        table.add(entry("CMS cut short", java.util.Arrays.copyOf(cades, cades.length - 1)));
        table.add(entry("CMS with more after it", java.util.Arrays.copyOf(cades, cades.length + 1)));
        table.add(entry("CMS of another content", new byte[] {0x30, 3, 6, 1, 1}));
        table.add(entry("CMS nested without end", nested()));
        table.add(entry("sequences without end", repeated("0\u0080", 400_000)));
        for (String xml : List.of(
                head + "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>" + signature.replace("fictional", "&e;"),
                head + "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;'>]>"
                        + signature,
                head + "<two>" + signature + signature + "</two>",
                head + "<wrapped Id='signed-properties'>" + signature + "</wrapped>",
                "<x xmlns:xi='http://www.w3.org/2001/XInclude'><xi:include href='file:///etc/passwd'/></x>",
                dsg.replace("<ds:KeyInfo>", "<ds:KeyInfo><ds:RetrievalMethod URI='http://localhost:1/'/>"),
                dsg.replace("xml-exc-c14n#\"/>", "xml-exc-c14n#\"/><x/>"),
                dsg.replace("http://www.w3.org/2001/10/xml-exc-c14n#", "http://www.w3.org/TR/1999/REC-xslt-19991116"),
                dsg.replace("http://www.w3.org/2001/10/xml-exc-c14n#", "http://www.w3.org/TR/1999/REC-xpath-19991116"),
                dsg.replace("#IHEManifest", "#xpointer(/)"),
                dsg.replace("</ds:Signature>", "<ds:Object><ds:Manifest Id='more'/></ds:Object></ds:Signature>"),
                dsg.replace("#IHEManifest", "file:///etc/passwd"),
                "<a>".repeat(100_000),
                "<a>" + "<b/>".repeat(50_000) + "</a>",
                "<ds:Signature xmlns:ds='http://www.w3.org/2000/09/xmldsig#'/>")) {
            table.add(entry(
                    "XML " + xml.substring(0, Math.min(60, xml.length())), xml.getBytes(StandardCharsets.UTF_8)));
        }
        for (String json : List.of(
                "{}",
                "{\"signatures\":[]}",
                "[".repeat(100_000),
                "{\"payload\":" + "[".repeat(100_000),
                "a.b",
                "a.b.c",
                "eyJhbGciOiJub25lIn0..",
                dsgj + "{}",
                dsgj.replace("{\"protected", "{\"x\":1,\"protected"),
                dsgj.replace("{\"protected", "{\"signature\":\"AA\",\"protected"),
                dsgj.replace("\"signature\":\"", "\"signature\":\"A"),
                dsgj.replaceFirst("\"}$", "=\"}"),
                unsecured("none"),
                unsecured("HS256"))) {
            table.add(entry(
                    "JSON " + json.substring(0, Math.min(60, json.length())), json.getBytes(StandardCharsets.UTF_8)));
        }
        return table.stream();
    }

    @Test
    void anEnvelopedSignatureIsOverTheDocumentAroundIt() throws Exception {
        byte[] enveloped = Samples.envelopedXml(AUTHOR, SIGNED);
        byte[] altered = bytes(text(enveloped).replace("a fictional report", "another report"));

        AuthorVerdict verdict = judge(Way.DSG, enveloped, IMAGE);

        assertThat(verdict.indication()).hasToString("TOTAL-PASSED");
        assertThat(verdict.documents()).isEqualTo(Documents.of(1));
        assertThat(judge(Way.DSG, altered, IMAGE).indication()).hasToString("TOTAL-FAILED (HASH_FAILURE)");
    }

    @Test
    void unsignedPropertiesInTheirPlaceAreTakenOff() throws Exception {
        String unsigned = "</xades:SignedProperties><xades:UnsignedProperties><xades:UnsignedSignatureProperties/>"
                + "</xades:UnsignedProperties>";
        String xml = text(Way.DSG.sign(AUTHOR, BOTH)).replace("</xades:SignedProperties>", unsigned);
        String json = "{\"signatures\":["
                + text(Way.DSGJ.sign(AUTHOR, BOTH)).replace("{\"protected", "{\"header\":{\"etsiU\":[]},\"protected")
                + "]}";

        for (String signature : List.of(xml, json)) {
            assertThat(judge(Way.DSGJ, bytes(signature), REPORT, IMAGE).passed())
                    .as(signature)
                    .isTrue();
        }
    }

    /** The signature is whole, and verifies: what was put beside it is not signed, and MUST NOT pass for it. */
    @ParameterizedTest
    @MethodSource
    void aGoodSignatureBesideWhatItDoesNotSignIsOutsideTheRules(Map.Entry<String, String> bad) {
        assertThat(judge(Way.DSGJ, bytes(bad.getValue()), REPORT, IMAGE).indication())
                .hasToString("INDETERMINATE (SIG_CONSTRAINTS_FAILURE)");
    }

    static Stream<Map.Entry<String, String>> aGoodSignatureBesideWhatItDoesNotSignIsOutsideTheRules() throws Exception {
        String forged = "<forged xmlns=''>a forged section</forged>";
        String first = text(Samples.dsg(AUTHOR, Map.of(FIRST, REPORT), SIGNED, Samples.SHA256));
        String enveloping = text(Samples.envelopingXml(AUTHOR, REPORT, SIGNED));
        String enveloped = text(Samples.envelopedXml(AUTHOR, SIGNED));
        String nothing = text(Samples.overNothing(AUTHOR, SIGNED));
        String decoded = text(Samples.envelopingXml(AUTHOR, REPORT, SIGNED, List.of(DS + "base64")));
        String dsgj = text(Way.DSGJ.sign(AUTHOR, BOTH));
        String second = reference(SECOND, "", IMAGE);
        return Stream.of(
                entry("a second SignedInfo adds a document", inside(first, unsignedInfo(second))),
                entry(
                        "a second SignedInfo calls the document around it signed",
                        around(
                                inside(
                                        enveloping,
                                        unsignedInfo(reference("", transform(DS + "enveloped-signature"), REPORT))),
                                forged)),
                entry(
                        "a second SignedInfo calls a manifest signed",
                        inside(
                                enveloping,
                                unsignedInfo(reference("#more", "", REPORT)
                                                .replace("URI='#more'", "URI='#more' Type='" + DS + "Manifest'"))
                                        + "<ds:Object><ds:Manifest Id='more'>" + second
                                        + "</ds:Manifest></ds:Object>")),
                entry(
                        "unsigned properties of no XAdES hide a section",
                        hidden(enveloped, "http://uri.etsi.org/01903/z")),
                entry("unsigned properties outside the signature hide a section", hidden(enveloped, XADES)),
                entry(
                        "unsigned properties outside qualifying properties hide a section",
                        inside(enveloped, "<ds:Object>" + unsigned(XADES) + "</ds:Object>")),
                entry("a document around a detached signature", around(first, forged)),
                entry("an object beside a manifest", inside(first, "<ds:Object>" + forged + "</ds:Object>")),
                entry(
                        "an object of other qualifying properties",
                        inside(
                                enveloping,
                                "<ds:Object><QualifyingProperties xmlns='urn:x'>" + forged
                                        + "</QualifyingProperties></ds:Object>")),
                entry(
                        "an object of second qualifying properties",
                        inside(
                                enveloping,
                                "<ds:Object><xades:QualifyingProperties xmlns:xades='" + XADES + "'/></ds:Object>")),
                entry(
                        "more than the properties in their object",
                        enveloped.replace("</xades:QualifyingProperties>", "</xades:QualifyingProperties>" + forged)),
                entry(
                        "text beside the properties in their object",
                        enveloped.replace("</xades:QualifyingProperties>", "</xades:QualifyingProperties>forged")),
                entry(
                        "more than the signed ones in the properties",
                        enveloped.replace("</xades:SignedProperties>", "</xades:SignedProperties>" + forged)),
                entry(
                        "more than the manifest in its object",
                        first.replace("</ds:Manifest>", "</ds:Manifest>" + forged)),
                entry(
                        "an object in an enveloped signature",
                        inside(enveloped, "<ds:Object Id='forged'>" + forged + "</ds:Object>")),
                entry("an element of another kind in an enveloped signature", inside(enveloped, forged)),
                entry("text in an enveloped signature", inside(enveloped, "forged")),
                entry("an element in the key's", enveloped.replace("</ds:KeyInfo>", forged + "</ds:KeyInfo>")),
                entry(
                        "words in the key's",
                        enveloped.replace("</ds:KeyInfo>", "<ds:KeyName>forged</ds:KeyName></ds:KeyInfo>")),
                entry("an instruction beside a signature", first + "<?xml-stylesheet href='forged.xsl'?>"),
                entry(
                        "an object without name signed by no name",
                        inside(
                                nothing,
                                "<ds:Object>" + signedInfo(reference("#", "", REPORT)) + forged + "</ds:Object>")),
                entry("an object of empty name", inside(first, "<ds:Object Id=''>" + forged + "</ds:Object>")),
                entry(
                        "an element where only text is signed",
                        decoded.replaceFirst("</ds:Object>", "<x a='b'/></ds:Object>")),
                entry(
                        "a fifth transformation",
                        text(Samples.envelopingXml(AUTHOR, REPORT, SIGNED, Collections.nCopies(5, EXCLUSIVE)))),
                entry(
                        "a member beside a signature",
                        "{\"signatures\":[" + dsgj.replace("{\"protected", "{\"x\":1,\"protected") + "]}"),
                entry(
                        "an unsigned header beside the signed one",
                        "{\"signatures\":[" + dsgj.replace("{\"protected", "{\"header\":{\"kid\":\"x\"},\"protected")
                                + "]}"),
                entry(
                        "an unsigned header in flattened form",
                        dsgj.replace("{\"protected", "{\"header\":{\"alg\":\"none\"},\"protected")));
    }

    private static String inside(String signature, String more) {
        return signature.replace("</ds:Signature>", more + "</ds:Signature>");
    }

    private static String around(String signature, String content) {
        return "<ClinicalDocument xmlns='urn:hl7-org:v3'>" + content
                + signature.substring(signature.indexOf("<ds:Signature")) + "</ClinicalDocument>";
    }

    private static String hidden(String document, String namespace) {
        return document.replace("<text>", unsigned(namespace) + "<text>");
    }

    private static String unsigned(String namespace) {
        return "<x:UnsignedProperties xmlns:x='" + namespace + "'><forged/></x:UnsignedProperties>";
    }

    private static String unsignedInfo(String reference) {
        return "<ds:Object Id='forged'>" + signedInfo(reference) + "</ds:Object>";
    }

    private static String signedInfo(String reference) {
        return "<ds:SignedInfo>" + reference + "</ds:SignedInfo>";
    }

    private static String transform(String algorithm) {
        return "<ds:Transforms><ds:Transform Algorithm='" + algorithm + "'/></ds:Transforms>";
    }

    private static String reference(String uri, String transforms, byte[] document) throws Exception {
        return "<ds:Reference URI='" + uri + "'>" + transforms + "<ds:DigestMethod Algorithm='" + Samples.SHA256
                + "'/><ds:DigestValue>"
                + Base64.getEncoder().encodeToString(Samples.digest("SHA-256", document))
                + "</ds:DigestValue></ds:Reference>";
    }

    @Test
    void whatIsTooLargeToBeReadAgainIsOutsideTheRulesAndNotMissing() throws Exception {
        List<DocumentEntry> documents = List.of(document(0, FIRST, REPORT), document(1, SECOND, IMAGE));
        byte[] signature = Way.DSGJ_OVER_TEXT.sign(AUTHOR, BOTH);
        DocumentEntry own = document(2, Way.DSGJ_OVER_TEXT, signature);
        Candidate candidate = JwsReader.read(signature).getFirst();

        var enough =
                new Matching(new PayloadBytes(vault::open, REPORT.length + IMAGE.length), candidate, own, documents);
        var tooLittle = new Matching(new PayloadBytes(vault::open, IMAGE.length), candidate, own, documents);

        assertThat(enough.found()).hasSize(2);
        assertThatThrownBy(tooLittle::found)
                .isInstanceOf(Unreadable.class)
                .hasMessage("INDETERMINATE (SIG_CONSTRAINTS_FAILURE)");
    }

    @Test
    void firstBytesCountAsTheWholeThatTheVaultReadsForThem() {
        StoredPayload payload = stored(REPORT);
        var bytes = new PayloadBytes(vault::open, REPORT.length);

        assertThat(bytes.first(payload, 3))
                .hasValueSatisfying(first -> assertThat(first).containsExactly('a', ' ', 'f'));
        assertThat(bytes.first(payload, 3)).isEmpty();
        assertThat(bytes.allows(payload, "SHA-512", false)).isFalse();
        assertThat(bytes.allows(payload, "SHA-256", false)).isTrue();
    }

    /** A byte that is changed makes it not pass, or was of no meaning: then the verdict says exactly what it said before. */
    @ParameterizedTest
    @EnumSource
    void noFlippedByteOfASignatureMakesAnotherOnePass(Way way) {
        byte[] signature = way.sign(AUTHOR, BOTH);
        AuthorVerdict before = judge(way, signature, REPORT, IMAGE);
        var random = new Random(way.name().length());

        for (int i = 0; i < 60; i++) {
            byte[] flipped = signature.clone();
            flipped[random.nextInt(flipped.length)] ^= (byte) (1 << random.nextInt(8));
            List<AuthorVerdict> verdicts = judgeAll(
                    List.of(document(0, FIRST, REPORT), document(1, SECOND, IMAGE), document(2, way, flipped)));

            assertThat(verdicts)
                    .allSatisfy(after -> assertThat(!after.passed() || after.equals(before))
                            .as(after.text())
                            .isTrue());
        }
    }

    @Test
    void onlySoManySignaturesAreJudgedInOneSubmission() {
        byte[] signature = Way.CADES.sign(AUTHOR, BOTH);
        List<DocumentEntry> documents = new ArrayList<>(List.of(document(0, FIRST, REPORT)));
        for (int i = 1; i <= SignatureDocuments.MAXIMUM_SIGNATURES + 1; i++) {
            documents.add(document(i, Way.CADES, signature));
        }

        List<AuthorVerdict> verdicts = judgeAll(documents);

        assertThat(verdicts).hasSize(SignatureDocuments.MAXIMUM_SIGNATURES + 1);
        assertThat(verdicts.getLast().indication()).hasToString("INDETERMINATE (SIG_CONSTRAINTS_FAILURE)");
    }

    private AuthorVerdict judge(Way way, byte[] signature, byte[]... contents) {
        List<DocumentEntry> documents = new ArrayList<>();
        List<String> names = List.of(FIRST, SECOND);
        for (int i = 0; i < contents.length; i++) {
            documents.add(document(i, names.get(i), contents[i]));
        }
        return judge(documents, document(contents.length, way, signature));
    }

    private AuthorVerdict judge(List<DocumentEntry> documents, DocumentEntry signature) {
        List<AuthorVerdict> verdicts =
                judgeAll(Stream.concat(documents.stream(), Stream.of(signature)).toList());
        assertThat(verdicts).hasSize(1);
        return verdicts.getFirst();
    }

    private List<AuthorVerdict> judgeAll(List<DocumentEntry> documents) {
        TrustAnchors anchors = AUTHORITY.anchors();
        var signers = new AuthorSigners(
                new CertificateChecker(anchors), NationalQualities.qualities(), InstantSource.fixed(NOW));
        return new SignatureDocuments(vault::open, signers, () -> anchors, InstantSource.fixed(NOW)).judge(documents);
    }

    private DocumentEntry document(int entry, String name, byte[] content) {
        return document(entry, name, "application/pdf", Optional.empty(), content);
    }

    private DocumentEntry document(int entry, Way way, byte[] content) {
        return document(
                entry,
                "urn:oid:2.25.200." + entry,
                way.type,
                Optional.of(new Coded("http://ihe.net/fhir", "urn:ihe:iti:dsg:detached:2014")),
                content);
    }

    private DocumentEntry document(int entry, String name, String type, Optional<Coded> format, byte[] content) {
        return new DocumentEntry(
                entry,
                name,
                Optional.empty(),
                List.of(),
                List.of(),
                format.stream().toList(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                type,
                List.of(),
                List.of(),
                List.of(),
                new Extracted(Extracted.Kind.BINARY, entry, "Bundle.entry", stored(content), Optional.empty()),
                "{}");
    }

    private StoredPayload stored(byte[] content) {
        try (PayloadSink sink = vault.open()) {
            sink.write(content, 0, content.length);
            return sink.finish();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String unsecured(String algorithm) {
        String header = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(("{\"alg\":\"" + algorithm + "\"}").getBytes(StandardCharsets.UTF_8));
        return header + ".YQ.YQ";
    }

    private static byte[] nested() {
        byte[] head = {0x30, (byte) 0x80, 6, 9, 0x2a, (byte) 0x86, 0x48, (byte) 0x86, (byte) 0xf7, 0x0d, 1, 7, 2};
        byte[] all = new byte[900_000];
        for (int i = 0; i < all.length; i++) {
            all[i] = i % 2 == 0 ? (byte) 0xa0 : (byte) 0x80;
        }
        System.arraycopy(head, 0, all, 0, head.length);
        return all;
    }

    private static byte[] repeated(String text, int times) {
        return text.repeat(times).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static Map<String, byte[]> both() {
        Map<String, byte[]> both = new LinkedHashMap<>();
        both.put(FIRST, REPORT);
        both.put(SECOND, IMAGE);
        return both;
    }
}
