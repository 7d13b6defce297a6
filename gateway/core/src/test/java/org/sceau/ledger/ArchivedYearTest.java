package org.sceau.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import eu.europa.esig.dss.diagnostic.DiagnosticData;
import eu.europa.esig.dss.diagnostic.SignatureWrapper;
import eu.europa.esig.dss.diagnostic.TimestampWrapper;
import eu.europa.esig.dss.enumerations.SignatureLevel;
import eu.europa.esig.dss.enumerations.TimestampType;
import eu.europa.esig.dss.model.DSSDocument;
import eu.europa.esig.dss.model.InMemoryDocument;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.spi.validation.CommonCertificateVerifier;
import eu.europa.esig.dss.spi.x509.CommonTrustedCertificateSource;
import eu.europa.esig.dss.validation.SignedDocumentValidator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sceau.document.Sample;
import org.sceau.evidence.ArchivedSignatures;
import org.sceau.evidence.EvidenceFile;
import org.sceau.evidence.MakeEvidence;
import org.sceau.evidence.Reader;
import org.sceau.intake.Extracted;
import org.sceau.proof.Actor;
import org.sceau.proof.AlgorithmDates;
import org.sceau.proof.Claims;
import org.sceau.proof.EtsiU;
import org.sceau.proof.EvidenceStatement.Documents;
import org.sceau.proof.Jades;
import org.sceau.proof.JadesFile;
import org.sceau.proof.Lifespan;
import org.sceau.proof.Limit;
import org.sceau.proof.SignedObject;
import org.sceau.proof.TimeStampToken;
import org.sceau.proof.TimeStamped;
import org.sceau.proof.TrustAnchors;
import org.sceau.proof.Verdict;
import org.sceau.proof.Verifier;
import org.sceau.proof.cli.VerifyMain;
import org.sceau.timestamp.Openssl;
import org.sceau.timestamp.Renewer;
import org.sceau.timestamp.SignatureStamper;
import org.sceau.timestamp.Stamper;
import org.sceau.timestamp.TimeStampAuthority;
import org.sceau.timestamp.TimeStampClient;
import org.sceau.transfer.Mode;
import org.sceau.transfer.TransferId;
import org.sceau.trust.DevelopmentPki;

/**
 * A signature through the end of its time-stamp's certificate and the end of P-256, by a clock of our own; DSS and openssl,
 * which share no code with the gateway, find what it says.
 */
class ArchivedYearTest {
    private static final AlgorithmDates DATES =
            AlgorithmDates.current().with("p-256", World.START.plus(Duration.ofDays(250)));
    private static final Duration MARGIN = Duration.ofDays(30);
    private static final Duration WEEK = Duration.ofDays(7);
    private static final List<String> CONTENTS = List.of("%PDF one", "%PDF two");

    private final List<TsaGeneration> generations = List.of(
            new TsaGeneration(1, "secp256r1", 256, day(0), day(100)),
            new TsaGeneration(2, "secp256r1", 384, day(60), day(600)),
            new TsaGeneration(3, "secp384r1", 384, day(200), day(900)));
    private final List<DevelopmentPki> pki = new ArrayList<>();

    @TempDir
    private Path directory;

    @Test
    void theSignatureIsProvedAfterTheEndOfACertificateAndOfAnAlgorithm() throws Exception {
        World.Lasting lasting = lasting();
        try (World world = new World(lasting)) {
            Acceptance accepted = accepted(world);
            try (Stamper stamper = new Stamper(
                    world.ledger.stamps(), client(lasting), Optional::empty, lasting.now()::get, WEEK, WEEK)) {
                assertThat(stamper.stamp()).isTrue();
            }
            stampSignatures(world);

            weeks(world, 13);
            assertThat(stamps(world, accepted)).as("day 91").hasSize(2);
            weeks(world, 19);
            assertThat(stamps(world, accepted)).as("day 224").hasSize(3);
            weeks(world, 3);

            Path file = evidence(world, accepted, Documents.CLEAR);
            assertProved(signature(verdict(file, lasting)));
            assertVerifyPrints(lasting, file.toString());
            assertDss(file);
            assertOpenssl(file);
            assertThat(signature(verdict(evidence(world, accepted, Documents.NONE), lasting))
                            .limits())
                    .contains(Limit.ARCHIVE_NOT_EXAMINED);

            weeks(world, 7);
            assertThat(stamps(world, accepted)).as("day 294, P-256 has ended").hasSize(3);
            Path later = evidence(world, accepted, Documents.CLEAR);
            assertThat(verdict(later, lasting)).as("the file's own seal").isInstanceOf(Verdict.Refuted.class);
            assertSignatureAlone(later, lasting);
        }
    }

    /** The seal of the container ends with P-256; what was time-stamped before does not. */
    private void assertSignatureAlone(Path file, World.Lasting lasting) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(directory.resolve("signature.json").toString()));
        List<String> without = List.copyOf(command);
        Files.write(directory.resolve("signature.json"), member(file, "signature.json"));
        for (byte[] document : documents(file)) {
            Path path = directory.resolve("document-" + command.size());
            Files.write(path, document);
            command.addAll(List.of("--document", path.toString()));
        }

        assertVerifyPrints(lasting, command.toArray(String[]::new));
        assertThat(verified(lasting, without.toArray(String[]::new)))
                .contains("What the archive time-stamps are over", "it proves no time any more")
                .doesNotContain("renewed at");
    }

    @Test
    void withoutTheJobTheTimeIsNotProvedAnyMore() throws IOException {
        World.Lasting lasting = lasting();
        try (World world = new World(lasting)) {
            Acceptance accepted = accepted(world);
            stampSignatures(world);
            world.advance(Duration.ofDays(95));
            Claims.OfSignature before = signature(verdict(evidence(world, accepted, Documents.CLEAR), lasting));
            world.advance(Duration.ofDays(10));

            assertThat(before.stamped()).isPresent();
            assertThat(signature(verdict(evidence(world, accepted, Documents.CLEAR), lasting))
                            .limits())
                    .contains(Limit.STAMP_ENDED);
            assertThat(archive(world).renew()).as("too late: nothing is due").isTrue();
            assertThat(stamps(world, accepted)).hasSize(1);
        }
    }

    /** An outage of four weeks is made good; what the gateway cannot read is given up once. */
    @Test
    void whatIsDueStaysDueAndWhatCannotBeReadDoesNot() throws IOException {
        World.Lasting lasting = lasting();
        try (World world = new World(lasting)) {
            Acceptance accepted = accepted(world, Mode.CUSTODY, "urn:oid:1.1");
            Acceptance readerOnly = accepted(world, Mode.READER_ONLY, "urn:oid:1.2");
            stampSignatures(world);
            world.advance(Duration.ofDays(72));

            try (Renewer down = renewer(world, client(lasting, false))) {
                assertThat(down.renew()).isFalse();
                assertThat(down.end()).contains(day(100));
            }
            world.advance(Duration.ofDays(26));
            var _ = archive(world).renew();
            assertThat(archive(world).renew())
                    .as("the one is covered, the other given up")
                    .isTrue();

            assertThat(stamps(world, accepted)).hasSize(2);
            assertThat(stamps(world, readerOnly)).hasSize(1);
        }
    }

    private void weeks(World world, int weeks) {
        for (int week = 0; week < weeks; week++) {
            world.advance(WEEK);
            try (Renewer journal = new Renewer(
                            "renewal",
                            world.ledger::renewals,
                            client(world.lasting),
                            world.lasting.now()::get,
                            MARGIN,
                            DATES);
                    Renewer archive = archive(world)) {
                assertThat(journal.renew()).as("at %s", world.lasting.now()).isTrue();
                assertThat(archive.renew()).as("at %s", world.lasting.now()).isTrue();
            }
        }
    }

    private Renewer archive(World world) {
        return renewer(world, client(world.lasting));
    }

    private Renewer renewer(World world, TimeStampClient client) {
        ArchivedSignatures signatures = new ArchivedSignatures(
                world.ledger.transfers(),
                world.ledger.archive(),
                world.vault,
                anchors(),
                () -> lists(world.lasting.now().get()),
                world.lasting.now()::get,
                MARGIN,
                DATES);
        return new Renewer("archive", signatures, client, world.lasting.now()::get, MARGIN, DATES);
    }

    private void stampSignatures(World world) {
        try (SignatureStamper stamper = new SignatureStamper(
                world.ledger.signatures(),
                client(world.lasting),
                () -> lists(world.lasting.now().get()),
                world.lasting.now()::get,
                WEEK,
                WEEK)) {
            assertThat(stamper.stamp()).isTrue();
        }
    }

    private static List<String> stamps(World world, Acceptance accepted) {
        return world.ledger.transfers().afterSignature(accepted.transfer()).stream()
                .flatMap(one ->
                        one instanceof AfterSignature.Stamp(String element) ? Stream.of(element) : Stream.empty())
                .toList();
    }

    private Acceptance accepted(World world) throws IOException {
        return accepted(world, Mode.CUSTODY, "urn:oid:1.1");
    }

    private static Acceptance accepted(World world, Mode mode, String set) throws IOException {
        Sample sample = new Sample(
                Sample.one("", "", "").patient(),
                set,
                List.of(set + ".1", set + ".2"),
                CONTENTS,
                List.of(),
                List.of(),
                Sample.CANARY,
                World.START);
        Acceptance plain = world.acceptance(sample, World.LABO, mode);
        List<SignedObject> objects = new ArrayList<>();
        for (Extracted payload : plain.submission().split().payloads()) {
            objects.addFirst(new SignedObject(
                    "urn:oid:1.9." + objects.size(), payload.payload().sha256(), "application/pdf"));
        }
        objects.add(new SignedObject(
                "urn:sceau:metadata", plain.submission().split().metadata().sha256(), "application/fhir+json"));
        var seal = world.lasting.keys().seal();
        byte[] jades = Jades.seal(seal, objects, world.lasting.now().get(), "1.2.840.10065.1.12.1.14");
        Instant ends = seal.chain().getFirst().getNotAfter().toInstant();
        Acceptance whole = new Acceptance(
                plain.transfer(),
                plain.caller(),
                plain.submission(),
                plain.route(),
                plain.mode(),
                plain.grounds(),
                plain.recipients(),
                Octets.of(jades),
                Optional.of(new Acceptance.Stamping(
                        JadesFile.decode(jades).stamped(),
                        ends,
                        Lifespan.ofSignature("ES256", seal.chain()).algorithmsText())),
                plain.objects());
        assertThat(world.recorder.accept(whole).join()).isInstanceOf(AcceptOutcome.Recorded.class);
        return whole;
    }

    private Path evidence(World world, Acceptance accepted, Documents form) throws IOException {
        MakeEvidence make = new MakeEvidence(
                world.ledger.transfers(),
                world.ledger.receipts(),
                world.vault,
                world.lasting.keys()::seal,
                List::of,
                anchors(),
                (TransferId transfer, String reader, String documents, Actor by) ->
                        world.recorder.evidence(transfer, reader, documents, by).join(),
                world.lasting.now()::get);
        Path file = directory.resolve("evidence-" + form + ".asice");
        try (EvidenceFile evidence =
                        make.make(accepted.transfer(), new Reader.Party(World.LABO, true), form, World.operator());
                var out = Files.newOutputStream(file)) {
            evidence.write(out);
        }
        return file;
    }

    private Verdict verdict(Path file, World.Lasting lasting) throws IOException {
        TrustAnchors now = anchors().at(new TrustAnchors.Moment(lasting.now().get(), DATES));
        return Verifier.verify(() -> Files.newInputStream(file), now, List.of());
    }

    private static Claims.OfSignature signature(Verdict verdict) {
        assertThat(verdict).isInstanceOf(Verdict.Proved.class);
        return ((Claims.OfEvidence) ((Verdict.Proved) verdict).claims())
                .signature()
                .orElseThrow();
    }

    private static void assertProved(Claims.OfSignature claims) {
        assertThat(claims.stamped().map(TimeStamped::at)).contains(World.START);
        assertThat(claims.renewals())
                .extracting(TimeStamped::authority)
                .satisfiesExactly(
                        one -> assertThat(one).contains("Horodatage 2"),
                        two -> assertThat(two).contains("Horodatage 3"));
        assertThat(claims.limits())
                .doesNotContain(
                        Limit.STAMP_ENDED,
                        Limit.ARCHIVE_NOT_EXAMINED,
                        Limit.AUTHORITY_NOT_EXAMINED,
                        Limit.REVOCATION_NOT_CHECKED);
    }

    private void assertVerifyPrints(World.Lasting lasting, String... what) throws IOException {
        String text = verified(lasting, what);
        assertThat(text.substring(Math.max(0, text.indexOf("Signature over what was submitted"))))
                .contains("Horodatage 1", "Horodatage 2", "Horodatage 3")
                .containsPattern("renewed at +2027-");
    }

    private String verified(World.Lasting lasting, String... what) throws IOException {
        Path trust = directory.resolve("roots.pem");
        StringBuilder pem = new StringBuilder();
        roots().forEach(root -> pem.append(TsaGeneration.pem(root)));
        Files.writeString(trust, pem);
        List<String> command = new ArrayList<>(List.of(what));
        command.addAll(List.of("--trust", trust.toString()));
        command.addAll(List.of("--at", lasting.now().get().toString(), "--ends", "p-256=2027-08-01"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream printed = new PrintStream(out, true, StandardCharsets.UTF_8);

        int code = VerifyMain.run(command.toArray(String[]::new), Map.of("LANG", "en_US.UTF-8"), printed, printed);

        String text = out.toString(StandardCharsets.UTF_8);
        assertThat(code).as(text).isZero();
        return text;
    }

    private void assertDss(Path file) throws IOException {
        SignatureWrapper found = dss(member(file, "signature.json"), documents(file));

        assertThat(found.getSignatureFormat()).isEqualTo(SignatureLevel.JAdES_BASELINE_LTA);
        assertThat(found.isSignatureIntact()).isTrue();
        assertThat(found.getTimestampList())
                .extracting(TimestampWrapper::getType)
                .containsExactly(
                        TimestampType.SIGNATURE_TIMESTAMP,
                        TimestampType.ARCHIVE_TIMESTAMP,
                        TimestampType.ARCHIVE_TIMESTAMP);
        assertThat(found.getTimestampList()).allSatisfy(stamp -> {
            assertThat(stamp.isMessageImprintDataFound()).isTrue();
            assertThat(stamp.isMessageImprintDataIntact()).isTrue();
            assertThat(stamp.isSignatureIntact()).isTrue();
            assertThat(stamp.isTrustedChain()).isTrue();
        });
        List<byte[]> other = new ArrayList<>(documents(file));
        other.set(1, "%PDF 1ne".getBytes(StandardCharsets.UTF_8));
        assertThat(dss(member(file, "signature.json"), other)
                        .getTimestampList()
                        .getLast()
                        .isMessageImprintDataIntact())
                .as("over another document")
                .isFalse();
    }

    /** The imprint's bytes put together here, by the standard: documents, header, value and elements, with dots. */
    private void assertOpenssl(Path file) throws IOException, InterruptedException {
        Openssl.assume(directory);
        JadesFile jades = JadesFile.decode(member(file, "signature.json"));
        int place = jades.etsiU().size() - 1;
        ByteArrayOutputStream covered = new ByteArrayOutputStream();
        for (byte[] document : documents(file)) {
            covered.write(document);
        }
        String rest = "." + jades.encodedHeader() + "." + jades.signature() + "."
                + String.join("", jades.etsiU().subList(0, place));
        covered.write(rest.getBytes(StandardCharsets.US_ASCII));
        TimeStampToken token = EtsiU.archived(jades.etsiU().get(place));
        Files.write(directory.resolve("covered.bin"), covered.toByteArray());
        covered.write('x');
        Files.write(directory.resolve("other.bin"), covered.toByteArray());
        Files.write(directory.resolve("token.der"), token.der());
        Files.writeString(directory.resolve("ca.pem"), TsaGeneration.pem(generations.get(2).root));

        assertThat(openssl("covered.bin", token)).isZero();
        assertThat(openssl("other.bin", token)).isNotZero();
    }

    private int openssl(String file, TimeStampToken token) throws IOException, InterruptedException {
        return Openssl.acceptsToken(directory, file, "ca.pem", token.info().at());
    }

    /** In the order of what is signed: payloads the other way round, then the metadata object. */
    private static List<byte[]> documents(Path file) throws IOException {
        return List.of(member(file, "payload/1"), member(file, "payload/0"), member(file, "metadata.json"));
    }

    private static byte[] member(Path file, String name) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile());
                var in = zip.getInputStream(zip.getEntry(name))) {
            return in.readAllBytes();
        }
    }

    private SignatureWrapper dss(byte[] jades, List<byte[]> documents) {
        SignedDocumentValidator validator =
                SignedDocumentValidator.fromDocument(new InMemoryDocument(jades, "signature.json"));
        var trusted = new CommonTrustedCertificateSource();
        roots().forEach(root -> trusted.addCertificate(new CertificateToken(root)));
        var verifier = new CommonCertificateVerifier();
        verifier.setTrustedCertSources(trusted);
        verifier.setAIASource(null);
        validator.setCertificateVerifier(verifier);
        List<DSSDocument> detached = List.of(
                new InMemoryDocument(documents.get(0), "urn:oid:1.9.1"),
                new InMemoryDocument(documents.get(1), "urn:oid:1.9.0"),
                new InMemoryDocument(documents.get(2), "urn:sceau:metadata"));
        validator.setDetachedContents(detached);
        DiagnosticData found = new DiagnosticData(validator.getDiagnosticData());
        return found.getSignatureById(found.getFirstSignatureId());
    }

    private TimeStampClient client(World.Lasting lasting) {
        return client(lasting, true);
    }

    /** The authority's newest certificate signs. */
    private TimeStampClient client(World.Lasting lasting, boolean up) {
        return new TimeStampClient(
                List.of(new TimeStampAuthority(URI.create("http://tsa.invalid/"), anchors(), Optional.empty())),
                (_, query) -> {
                    if (!up) {
                        throw new IOException("down");
                    }
                    Instant now = lasting.now().get();
                    return generations.stream()
                            .filter(generation -> !now.isBefore(generation.from))
                            .reduce((_, later) -> later)
                            .orElseThrow()
                            .answer(query, now);
                },
                lasting.now()::get,
                new SecureRandom(),
                Duration.ofMinutes(1));
    }

    private List<X509CRL> lists(Instant now) {
        List<X509CRL> lists = new ArrayList<>(pki.getFirst().lists());
        generations.forEach(generation -> lists.add(generation.list(now)));
        return lists;
    }

    private List<X509Certificate> roots() {
        List<X509Certificate> roots = new ArrayList<>(List.of(pki.getFirst().root()));
        generations.forEach(generation -> roots.add(generation.root));
        return roots;
    }

    private TrustAnchors anchors() {
        return TrustAnchors.of(roots(), List.of());
    }

    private World.Lasting lasting() throws IOException {
        return World.Lasting.in(directory, LedgerSettings.embedded("node-1", directory.resolve("data")), made -> {
            pki.add(made);
            return anchors();
        });
    }

    private static Instant day(int days) {
        return World.START.plus(Duration.ofDays(days));
    }
}
