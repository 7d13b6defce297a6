package org.sceau.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sceau.document.Sample;
import org.sceau.proof.AlgorithmDates;
import org.sceau.proof.Claims;
import org.sceau.proof.Digest;
import org.sceau.proof.DocumentFinding;
import org.sceau.proof.EventName;
import org.sceau.proof.Limit;
import org.sceau.proof.Receipt;
import org.sceau.proof.Renewal;
import org.sceau.proof.Renewed;
import org.sceau.proof.SuppliedDocument;
import org.sceau.proof.TimeStampToken;
import org.sceau.proof.TimeStamped;
import org.sceau.proof.TrustAnchors;
import org.sceau.proof.Verdict;
import org.sceau.proof.Verifier;
import org.sceau.timestamp.Openssl;
import org.sceau.timestamp.Renewer;
import org.sceau.timestamp.Stamper;
import org.sceau.timestamp.TimeStampAuthority;
import org.sceau.timestamp.TimeStampClient;
import org.sceau.transfer.ReceiptId;
import org.sceau.transfer.TransferId;
import org.sceau.vault.Opening;

/**
 * Twenty years of a clock: three certificates of the time-stamp authority, SHA-256 ends and P-256 ends, the seal's own
 * certificate after a year, the process starts anew every five; the acceptance of the first document is proved at the end,
 * and opened to that document, whose stored bytes nothing has touched.
 */
class TwentyYearsTest {
    private static final Instant END = World.START.plus(Duration.ofDays(7305));
    private static final Duration WEEK = Duration.ofDays(7);
    private static final AlgorithmDates DATES =
            AlgorithmDates.current().with("sha-256=2032-01-01").with("p-256=2040-01-01");

    private final List<TsaGeneration> generations = List.of(
            new TsaGeneration(1, "secp256r1", 256, World.START, Instant.parse("2033-11-23T00:00:00Z")),
            new TsaGeneration(
                    2, "secp256r1", 384, Instant.parse("2031-06-01T00:00:00Z"), Instant.parse("2043-06-01T00:00:00Z")),
            new TsaGeneration(
                    3, "secp384r1", 384, Instant.parse("2039-06-01T00:00:00Z"), Instant.parse("2050-06-01T00:00:00Z")));

    private static final byte[] REPORT = "%PDF of the first day".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path directory;

    @Test
    void theFirstDocumentsReceiptIsProvedAfterTwentyYears() throws IOException, InterruptedException {
        World.Lasting lasting = lasting();
        Acknowledgement accepted;
        try (World world = new World(lasting)) {
            accepted = world.accepted(
                    Sample.one("urn:oid:1.1", "urn:oid:1.1.1", new String(REPORT, StandardCharsets.UTF_8)));
            try (Stamper stamper = new Stamper(
                    world.ledger.stamps(), client(lasting), Optional::empty, lasting.now()::get, WEEK, WEEK)) {
                assertThat(stamper.stamp()).isTrue();
            }
        }
        Map<Path, Digest> stored = stored(lasting);
        byte[] file = new byte[0];
        while (lasting.now().get().isBefore(END)) {
            file = fiveYears(lasting, accepted.receipt());
        }

        assertProved(file, lasting);
        assertEachRenewalCounts(Receipt.decode(file), lasting);
        EveryReceiptInFhirTest.conforms(Receipt.decode(file));
        assertThat(stored(lasting)).isNotEmpty().isEqualTo(stored);
        assertOpens(accepted.transfer(), lasting);
        assertOpensslAcceptsEachRenewal(Receipt.decode(file));
    }

    /** Whatever lies in the vault, byte for byte. */
    private static Map<Path, Digest> stored(World.Lasting lasting) throws IOException {
        Map<Path, Digest> stored = new TreeMap<>();
        try (Stream<Path> files = Files.walk(lasting.vaultDirectory())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                stored.put(file, Digest.sha256(Files.readAllBytes(file)));
            }
        }
        return stored;
    }

    private static void assertOpens(TransferId transfer, World.Lasting lasting) throws IOException {
        try (World world = new World(lasting)) {
            StoredObject object = world.ledger
                    .transfers()
                    .open(transfer)
                    .orElseThrow()
                    .objects()
                    .getFirst();
            assertThat(world.vault.open(
                            object.location(),
                            object.nonce(),
                            object.tag(),
                            object.ciphertextSha256(),
                            object.key().orElseThrow()))
                    .isInstanceOfSatisfying(
                            Opening.Opened.class,
                            opened -> assertThat(opened.clear().stream()).hasBinaryContent(REPORT));
        }
    }

    /** Week by week; every year the receipt, as it is then given out, is proved by what is known then. */
    private byte[] fiveYears(World.Lasting lasting, ReceiptId first) throws IOException {
        try (World world = new World(lasting);
                Renewer renewer = new Renewer(
                        "renewal",
                        world.ledger::renewals,
                        client(lasting),
                        lasting.now()::get,
                        Duration.ofDays(30),
                        DATES)) {
            byte[] file = new byte[0];
            for (int week = 1; week <= 261; week++) {
                world.advance(WEEK);
                var _ = renewer.renew();
                if (week % 29 == 0) {
                    file = world.ledger
                            .receipts()
                            .find(first, World.LABO)
                            .orElseThrow()
                            .content();
                    assertThat(Verifier.verify(file, now(lasting), supplied(REPORT)))
                            .as("in %s", lasting.now().get())
                            .isInstanceOf(Verdict.Proved.class);
                }
            }
            assertThat(renewer.end().orElseThrow()).isAfter(lasting.now().get());
            return file;
        }
    }

    private static void assertProved(byte[] file, World.Lasting lasting) {
        assertThat(Verifier.verify(
                        file, now(lasting), supplied("%PDF of another day".getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(Verdict.Refuted.class);
        assertThat(Verifier.verify(file, now(lasting), supplied(REPORT)))
                .isInstanceOfSatisfying(Verdict.Proved.class, proved -> {
                    Claims.OfReceipt claims = (Claims.OfReceipt) proved.claims();
                    assertThat(claims.entry().event()).isEqualTo(EventName.SUBMISSION_ACCEPTANCE);
                    assertThat(claims.documents())
                            .filteredOn(finding -> finding.state() == DocumentFinding.State.INTACT)
                            .extracting(DocumentFinding::name)
                            .containsExactly("payload/0");
                    assertThat(claims.stamped().map(TimeStamped::at)).contains(World.START);
                    assertThat(claims.renewals())
                            .extracting(TimeStamped::authority)
                            .satisfiesExactly(
                                    one -> assertThat(one).contains("Horodatage 1"),
                                    two -> assertThat(two).contains("Horodatage 2"),
                                    three -> assertThat(three).contains("Horodatage 3"));
                    assertThat(claims.limits()).contains(Limit.HASH_ENDED);
                });
    }

    /** Without any one of them the verdict says what had ended, and when. */
    private static void assertEachRenewalCounts(Receipt receipt, World.Lasting lasting) {
        List<String> reasons = List.of(
                "seal/not-renewed certificate 2027-11-2",
                "renewal/not-renewed sha-256 2032-01-01T00:00:00Z",
                "renewal/not-renewed p-256 2040-01-01T00:00:00Z");
        for (int without = 0; without < reasons.size(); without++) {
            List<Renewed> left = new ArrayList<>(receipt.renewals());
            left.remove(without);
            Receipt shorter = new Receipt(
                    receipt.entry(), receipt.openings(), receipt.proof(), receipt.sealed(), receipt.stamp(), left);

            assertThat(Verifier.verify(shorter.encode(), now(lasting), List.of()))
                    .as("without renewal %d", without)
                    .isInstanceOfSatisfying(
                            Verdict.Refuted.class,
                            refuted -> assertThat(refuted.part().code() + "/"
                                            + refuted.reason().code() + " " + refuted.where())
                                    .startsWith(reasons.get(refutedBy(receipt, left))));
        }
    }

    /** What an authority stamps to renew is the statement as it stands in the receipt, by the hash that it names. */
    private void assertOpensslAcceptsEachRenewal(Receipt receipt) throws IOException, InterruptedException {
        Openssl.assume(directory);
        for (Renewed renewed : receipt.renewals()) {
            Renewal renewal = renewed.renewal();
            TimeStampToken token = renewal.token();
            Files.write(directory.resolve("statement.json"), renewal.statement().encode());
            Files.write(
                    directory.resolve("other.json"),
                    new String(renewal.statement().encode(), StandardCharsets.UTF_8)
                            .replaceFirst("\"size\":", "$01")
                            .getBytes(StandardCharsets.UTF_8));
            Files.write(directory.resolve("token.der"), token.der());
            Files.writeString(
                    directory.resolve("roots.pem"),
                    generations.stream().map(one -> TsaGeneration.pem(one.root)).collect(Collectors.joining()));

            assertThat(Openssl.run(directory, "ts", "-reply", "-in", "token.der", "-token_in", "-text"))
                    .isZero();
            assertThat(Files.readString(directory.resolve("openssl.log"))).contains("Hash Algorithm: sha512");
            assertThat(Openssl.acceptsToken(
                            directory,
                            "statement.json",
                            "roots.pem",
                            token.info().at()))
                    .as(renewal.statement().hash().label())
                    .isZero();
            assertThat(Openssl.acceptsToken(
                            directory, "other.json", "roots.pem", token.info().at()))
                    .isNotZero();
        }
    }

    private static int refutedBy(Receipt receipt, List<Renewed> left) {
        int missing = 0;
        while (missing < left.size() && receipt.renewals().get(missing).equals(left.get(missing))) {
            missing++;
        }
        return missing;
    }

    private static List<SuppliedDocument> supplied(byte[] content) {
        return List.of(new SuppliedDocument("", "report.pdf", Digest.sha256(content)));
    }

    private static TrustAnchors now(World.Lasting lasting) {
        return lasting.anchors().at(new TrustAnchors.Moment(lasting.now().get(), DATES));
    }

    /** The authority's newest certificate signs; for three weeks before the end of 2031 it does not answer. */
    private TimeStampClient client(World.Lasting lasting) {
        Instant back = Instant.parse("2031-12-24T00:00:00Z");
        return new TimeStampClient(
                List.of(new TimeStampAuthority(URI.create("http://tsa.invalid/"), lasting.anchors(), Optional.empty())),
                (_, query) -> {
                    Instant now = lasting.now().get();
                    if (now.isBefore(back) && now.isAfter(back.minus(Duration.ofDays(21)))) {
                        throw new IOException("down");
                    }
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

    private World.Lasting lasting() throws IOException {
        return World.Lasting.in(directory, LedgerSettings.embedded("node-1", directory.resolve("data")), pki -> {
            List<X509Certificate> roots = new ArrayList<>(List.of(pki.root()));
            generations.forEach(generation -> roots.add(generation.root));
            return TrustAnchors.of(roots, List.of());
        });
    }
}
