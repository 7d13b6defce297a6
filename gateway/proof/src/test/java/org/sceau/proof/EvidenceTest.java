package org.sceau.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sceau.proof.EvidenceStatement.Documents;
import org.sceau.proof.EvidenceStatement.Role;

class EvidenceTest {
    private static final TestPki PKI = new TestPki();
    private static final EvidenceSamples SAMPLES = new EvidenceSamples(PKI);
    private static final SecondPki SECOND = new SecondPki(PKI, MlDsa.ML_DSA_65);
    private static final TrustAnchors ANCHORS = PKI.anchors();
    /** Flips for each kind; {@code -Dflips=5000} for the whole run. */
    private static final int FLIPS = Integer.getInteger("flips", 500);

    /** The kinds of evidence that there are. */
    static final class Kind {
        static final Kind SENDER = new Kind("sender", SAMPLES.ofSender());
        static final Kind RECIPIENT = new Kind("recipient", SAMPLES.ofRecipient());
        static final Kind AUDITOR = new Kind("auditor", SAMPLES.ofAuditor());
        static final Kind RECEIPT = new Kind("receipt", SAMPLES.receipt().encode());
        static final Kind SIGNATURE = new Kind("signature", SAMPLES.jades());
        static final Kind STAMPED_SIGNATURE = new Kind("stamped signature", SAMPLES.stampedJades());
        static final Kind TWICE_SEALED =
                new Kind("twice sealed", SECOND.samples().ofAuditor());
        static final Kind STAMPED = new Kind("sender, signature stamped", SAMPLES.ofSender(SAMPLES.stampedJades()));

        private final String name;
        private final byte[] file;

        private Kind(String name, byte[] file) {
            this.name = name;
            this.file = file;
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Kind> kinds() {
        return Stream.of(
                Kind.SENDER,
                Kind.RECIPIENT,
                Kind.AUDITOR,
                Kind.RECEIPT,
                Kind.SIGNATURE,
                Kind.STAMPED_SIGNATURE,
                Kind.STAMPED,
                Kind.TWICE_SEALED);
    }

    @Test
    void aSendersFileIsProvedWithItsDocumentsAndItsOutcomes() {
        Claims.OfEvidence claims = proved(Kind.SENDER.file);

        assertThat(claims.statement().role()).isEqualTo(Role.SENDER);
        assertThat(claims.statement().outcomes()).hasSize(2);
        assertThat(claims.receipts()).hasSize(1);
        assertThat(claims.signature()).isPresent();
        assertThat(claims.documents())
                .extracting(finding -> finding.name() + " " + finding.state().code())
                .containsExactlyInAnyOrder(
                        "payload/0 intact", "payload/1 intact", "metadata intact", "signature intact");
        assertThat(claims.limits())
                .isEqualTo(EnumSet.of(
                        Limit.MAKING_NOT_STAMPED,
                        Limit.TIME_NOT_STAMPED,
                        Limit.REVOCATION_NOT_CHECKED,
                        Limit.LOG_NOT_WITNESSED,
                        Limit.NOT_THE_SENDERS_SIGNATURE,
                        Limit.OUTCOMES_STATED_ONLY,
                        Limit.OTHER_RECEIPTS,
                        Limit.LATER_EVENTS));
    }

    @Test
    void theReceiptsSignatureIsTheOneInTheFileAlsoOnceThatIsTimeStamped() {
        Claims.OfEvidence claims = proved(Kind.STAMPED.file);

        assertThat(claims.documents())
                .extracting(finding -> finding.name() + " " + finding.state().code())
                .contains("signature intact");
        assertThat(claims.signature().flatMap(Claims.OfSignature::stamped))
                .map(TimeStamped::at)
                .contains(TestTsa.AT.truncatedTo(ChronoUnit.SECONDS));
        assertThat(claims.limits()).doesNotContain(Limit.TIME_NOT_STAMPED);
    }

    @Test
    void documentsEncryptedForTheReaderAreComparedOnceTheReaderHasOpenedThem() {
        Claims.OfEvidence closed = proved(Kind.RECIPIENT.file);
        Verdict opened = verify(
                Kind.RECIPIENT.file, ANCHORS, Samples.supplied(Samples.PDF, Samples.XML, EvidenceSamples.METADATA));
        Verdict other = verify(Kind.RECIPIENT.file, ANCHORS, Samples.supplied(new byte[1]));

        assertThat(closed.limits()).contains(Limit.DOCUMENT_ENCRYPTED);
        assertThat(opened)
                .isInstanceOfSatisfying(
                        Verdict.Proved.class,
                        verdict -> assertThat(verdict.claims().limits()).doesNotContain(Limit.DOCUMENT_ENCRYPTED));
        assertRefuted(other, Part.DOCUMENT, Reason.DOCUMENT_ALTERED);
        assertThat(SignatureResults.of(other))
                .isEqualTo(new SignatureResults(
                        SignatureResults.State.HOLDS, SignatureResults.State.HOLDS, SignatureResults.State.FAILS));
        assertThat(Indication.of(other)).hasToString("TOTAL-FAILED (HASH_FAILURE)");
    }

    @Test
    void listsInTheFileAnswerForRevocation() {
        byte[] revoked = SAMPLES.bytes(writer(Role.AUDITOR, Documents.NONE)
                .receipt(SAMPLES.receipt().encode())
                .revocationList(TestPki.crl(PKI.root, PKI.rootKey, TestPki.NOW))
                .revocationList(TestPki.crl(PKI.issuer, PKI.issuerKey, TestPki.NOW.minus(Duration.ofDays(1)), 3)));
        byte[] silent = SAMPLES.bytes(
                writer(Role.AUDITOR, Documents.NONE).revocationList(TestPki.crl(PKI.root, PKI.rootKey, TestPki.NOW)));

        byte[] stolen = SAMPLES.bytes(writer(Role.AUDITOR, Documents.NONE)
                .receipt(SAMPLES.receipt().encode())
                .revocationList(TestPki.crl(PKI.root, PKI.rootKey, TestPki.NOW))
                .revocationList(TestPki.crl(PKI.issuer, PKI.issuerKey, TestTsa.AT.plusSeconds(10), 77)));
        byte[] unstamped = SAMPLES.bytes(writer(Role.AUDITOR, Documents.NONE)
                .receipt(SAMPLES.unstamped().encode())
                .revocationList(TestPki.crl(PKI.root, PKI.rootKey, TestPki.NOW))
                .revocationList(TestPki.crl(PKI.issuer, PKI.issuerKey, TestPki.NOW)));

        assertThat(proved(unstamped).limits()).doesNotContain(Limit.REVOCATION_NOT_CHECKED);
        assertThat(proved(Kind.AUDITOR.file).limits())
                .as("they answer for the time-stamp authority, too")
                .contains(Limit.OTHER_RECEIPTS)
                .doesNotContain(Limit.REVOCATION_NOT_CHECKED);
        assertRefuted(verify(stolen), Part.STAMP, Reason.CHAIN_REVOKED);
        assertThat(proved(unstampedBy(CRLReason.superseded)).limits())
                .as("the sealer's certificate was replaced since")
                .contains(Limit.REVOCATION_NOT_CHECKED);
        assertRefuted(verify(unstampedBy(CRLReason.keyCompromise)), Part.SEAL, Reason.CHAIN_REVOKED);
        assertRefuted(verify(revoked), Part.CERTIFICATE, Reason.CHAIN_REVOKED);
        assertThat(proved(silent).limits()).contains(Limit.REVOCATION_NOT_CHECKED);
    }

    /** Evidence with a receipt that has no time-stamp, whose sealer's certificate was revoked, by a successor. */
    private static byte[] unstampedBy(int reason) {
        KeyPair key = TestPki.keyPair("secp256r1");
        X509Certificate next = PKI.seal(key, KeyUsage.nonRepudiation, 4, TestPki.NOW.plus(Duration.ofDays(365)));
        Instant replaced = TestPki.NOW.plusSeconds(60);
        return new EvidenceSamples(PKI, PKI.signer(key.getPrivate(), next))
                .bytes(writer(Role.AUDITOR, Documents.NONE)
                        .receipt(SAMPLES.unstamped().encode())
                        .revocationList(TestPki.crl(PKI.root, PKI.rootKey, TestPki.NOW))
                        .revocationList(
                                TestPki.crlFor(reason, "SHA256withECDSA", PKI.issuer, PKI.issuerKey, replaced, 3)));
    }

    @Test
    void anotherAnchorBelievesNothingOfIt() {
        Verdict verdict = verify(Kind.SENDER.file, new TestPki().anchors(), List.of());

        assertRefuted(verdict, Part.CERTIFICATE, Reason.CHAIN_UNTRUSTED);
        assertThat(Indication.of(verdict)).hasToString("INDETERMINATE (NO_CERTIFICATE_CHAIN_FOUND)");
        assertThat(SignatureResults.of(verdict))
                .isEqualTo(new SignatureResults(
                        SignatureResults.State.HOLDS, SignatureResults.State.FAILS, SignatureResults.State.OPEN));
    }

    /** Altered content is never called intact, whoever sealed it: the manifest is judged before the chain. */
    @Test
    void alteredContentUnderAnotherAnchorIsNotCalledIntact() {
        Map<String, byte[]> members = members(Kind.SENDER.file);
        members.put("payload/1", new byte[9]);

        Verdict verdict = verify(zipped(members), new TestPki().anchors(), List.of());

        assertRefuted(verdict, Part.MANIFEST, Reason.MANIFEST_MISMATCH);
        assertThat(SignatureResults.of(verdict).integrity()).isEqualTo(SignatureResults.State.FAILS);
    }

    /** Two digits of a year: 50 to 99 are of no century that this profile has. */
    @Test
    void aSigningTimeOfAnyOtherYearIsRefutedWithoutThrowing() {
        byte[] signingTime = DerWriter.oid(CadesForm.SIGNING_TIME);
        Map<String, byte[]> members = members(Kind.SENDER.file);
        byte[] signature = Objects.requireNonNull(members.get(EvidenceMember.SIGNATURE_FILE));
        int year = indexOf(signature, signingTime) + signingTime.length + 4;
        int own = (signature[year] - '0') * 10 + signature[year + 1] - '0';
        for (int other = 0; other < 100; other++) {
            signature[year] = (byte) ('0' + other / 10);
            signature[year + 1] = (byte) ('0' + other % 10);

            Verdict verdict = verify(zipped(members));

            if (other == own) {
                assertThat(verdict).isInstanceOf(Verdict.Proved.class);
            } else {
                assertRefuted(verdict, Part.SIGNATURE, other < 50 ? Reason.SIGNATURE_INVALID : Reason.VALUE_INVALID);
            }
        }
    }

    /** Promise: every byte of a file of every kind is covered by a digest, or fixed by form. */
    @ParameterizedTest
    @MethodSource("kinds")
    void aFlippedByteIsRefutedAndThePartIsNamed(Kind kind) {
        Random random = new Random(20261127);
        Map<String, Integer> parts = new TreeMap<>();
        boolean all = kind.file.length <= FLIPS;
        for (int flip = 0; flip < (all ? kind.file.length : FLIPS); flip++) {
            int at = all ? flip : random.nextInt(kind.file.length);
            byte[] altered = kind.file.clone();
            altered[at] ^= (byte) (1 << random.nextInt(8));

            Verdict verdict = verify(altered);

            assertThat(verdict).as("%s: byte %d", kind, at).isInstanceOfSatisfying(Verdict.Refuted.class, refuted -> {
                assertThat(refuted.part().code()).isNotEmpty();
                parts.merge(refuted.part().code() + "/" + refuted.reason().code(), 1, Integer::sum);
            });
        }
        assertThat(parts.values().stream().mapToInt(Integer::intValue).sum())
                .isEqualTo(Math.min(FLIPS, kind.file.length));
        if (FLIPS > 500) {
            System.out.println(kind + ", " + kind.file.length + " bytes: " + parts);
        }
    }

    /** As above with the checksums of the ZIP made good again, as whoever alters on purpose would. */
    @Test
    void aFlippedByteIsRefutedAlsoUnderAGoodChecksum() {
        Random random = new Random(7);
        for (int flip = 0; flip < FLIPS; flip++) {
            Map<String, byte[]> members = members(Kind.SENDER.file);
            List<String> names = new ArrayList<>(members.keySet());
            String name = names.get(1 + random.nextInt(names.size() - 1));
            byte[] content = Objects.requireNonNull(members.get(name));
            content[random.nextInt(content.length)] ^= (byte) (1 << random.nextInt(8));

            assertThat(verify(zipped(members))).as(name).isInstanceOf(Verdict.Refuted.class);
        }
    }

    @Test
    void anAlteredMemberIsNamed() {
        for (String name : List.of("evidence.json", "receipts/000.json", "signature.json", "payload/1")) {
            Map<String, byte[]> members = members(Kind.SENDER.file);
            members.computeIfPresent(name, (_, content) -> Arrays.copyOf(content, content.length + 1));

            assertThat(verify(zipped(members))).isInstanceOfSatisfying(Verdict.Refuted.class, refuted -> {
                assertThat(refuted.part()).isEqualTo(Part.CONTAINER);
                assertThat(refuted.reason()).isEqualTo(Reason.DIGEST_MISMATCH);
                assertThat(refuted.where()).isEqualTo(name);
            });
        }
    }

    @Test
    void whatTheManifestDoesNotNameOrTheFileDoesNotHaveIsRefuted() {
        Map<String, byte[]> more = ordered(members(Kind.SENDER.file), Map.of("payload/2", new byte[1]));
        Map<String, byte[]> fewer = members(Kind.SENDER.file);
        fewer.remove("payload/1");

        assertRefuted(verify(zipped(more)), Part.MANIFEST, Reason.MANIFEST_MISMATCH);
        assertRefuted(verify(zipped(fewer)), Part.MANIFEST, Reason.MANIFEST_MISMATCH);
    }

    @Test
    void collectionsThatContradictThemselvesAreRefuted() {
        Openings openings = Samples.openings();
        Receipt elsewhere = SAMPLES.receipt(openings, Optional.of(new UUID(1, 2)));
        Receipt other = SAMPLES.receipt(
                new Openings(List.of(
                        Opening.ofContent("payload/0", Salt.of(Samples.filled(1)), Digest.sha256(new byte[9])))),
                Samples.entry().transfer());
        byte[] receipt = SAMPLES.receipt().encode();

        assertRefuted(
                verify(SAMPLES.bytes(writer(Role.OPERATOR, Documents.NONE).receipt(elsewhere.encode()))),
                Part.ENTRY,
                Reason.TRANSFER_MISMATCH);
        assertRefuted(
                verify(SAMPLES.bytes(
                        writer(Role.OPERATOR, Documents.NONE).receipt(receipt).receipt(other.encode()))),
                Part.OPENING,
                Reason.RECEIPTS_CONTRADICT);
        assertRefuted(
                verify(SAMPLES.bytes(writer(Role.OPERATOR, Documents.NONE)
                        .receipt(other.encode())
                        .signature(SAMPLES.jades()))),
                Part.SIGNATURE,
                Reason.SEALED_OBJECT_MISMATCH);
        assertRefuted(
                verify(SAMPLES.bytes(writer(Role.SENDER, Documents.CLEAR)
                        .receipt(receipt)
                        .payload(0, false, () -> new ByteArrayInputStream(Samples.XML)))),
                Part.DOCUMENT,
                Reason.DOCUMENT_ALTERED);
        assertRefuted(
                verify(SAMPLES.bytes(writer(Role.SENDER, Documents.CLEAR)
                        .receipt(receipt)
                        .payload(7, false, () -> new ByteArrayInputStream(Samples.XML)))),
                Part.DOCUMENT,
                Reason.DOCUMENT_UNKNOWN);
        assertRefuted(
                verify(SAMPLES.bytes(writer(Role.SENDER, Documents.NONE)
                        .payload(0, false, () -> new ByteArrayInputStream(Samples.PDF)))),
                Part.STATEMENT,
                Reason.VALUE_INVALID);
        assertRefuted(
                verify(SAMPLES.bytes(writer(Role.SENDER, Documents.NONE).receipt(SAMPLES.jades()))),
                Part.CONTAINER,
                Reason.FORMAT_UNKNOWN);
        assertRefuted(
                verify(SAMPLES.bytes(writer(Role.SENDER, Documents.NONE).revocationList(new byte[] {0x30, 1, 2}))),
                Part.REVOCATION,
                Reason.VALUE_INVALID);
    }

    @Test
    void aZipOfAnotherFormIsRefused() throws IOException {
        Map<String, UnaryOperator<byte[]>> wrong = new TreeMap<>();
        wrong.put("something behind it", file -> Arrays.copyOf(file, file.length + 1));
        wrong.put("its end cut off", file -> Arrays.copyOf(file, file.length - 1));
        wrong.put("its directory cut off", file -> Arrays.copyOf(file, file.length / 2));
        wrong.put("only its beginning", file -> Arrays.copyOf(file, 4));
        wrong.put("a member twice", file -> twice(file));
        wrong.put("a comment", file -> withComment(file));
        wrong.put("an extra field", file -> edited(file, 28, (byte) 4));
        wrong.put("encrypted", file -> edited(file, 6, (byte) 1));
        wrong.put("sizes behind the content", file -> edited(file, 6, (byte) 8));
        wrong.put("deflated", file -> edited(file, 8, (byte) 8));
        wrong.put("another time", file -> edited(file, 10, (byte) 1));
        wrong.put("a name out of its directory", file -> renamed(file, "../../etc/passwd"));
        wrong.put("an absolute name", file -> renamed(file, "/etc/passwd"));
        wrong.put("a name with a zero", file -> renamed(file, "payload/0\0"));
        wrong.put("a name of nobody", file -> renamed(file, "readme.txt"));
        wrong.put("a long name", file -> renamed(file, "payload/" + "0".repeat(500)));
        wrong.put("a size of four gigabytes", file -> sized(file, 0xffffffffL));
        wrong.put("a size beyond its end", file -> sized(file, 1_000));
        wrong.put("another media type", file -> {
            Map<String, byte[]> members = members(file);
            members.put("mimetype", Samples.bytes("application/zip"));
            return zipped(members);
        });
        wrong.put("made by another program", file -> deflated(members(file)));
        wrong.put("a bomb", file -> deflated(Map.of("mimetype", new byte[50_000_000])));

        for (Map.Entry<String, UnaryOperator<byte[]>> one : wrong.entrySet()) {
            assertThat(verify(one.getValue().apply(Kind.SENDER.file.clone())))
                    .as(one.getKey())
                    .isInstanceOfSatisfying(
                            Verdict.Refuted.class,
                            refuted -> assertThat(refuted.part()).isIn(Part.CONTAINER, Part.FILE));
        }
    }

    @Property(tries = 2_000)
    void anyBytesThatBeginLikeAContainerAreRefutedWithoutThrowing(@ForAll byte[] tail, @ForAll boolean header) {
        byte[] head = header ? ZipForm.local("mimetype", tail.length, 0) : new byte[] {'P', 'K', 3, 4};
        byte[] file = Arrays.copyOf(head, head.length + tail.length);
        System.arraycopy(tail, 0, file, head.length, tail.length);

        assertThat(verify(file)).isInstanceOf(Verdict.Refuted.class);
    }

    @Property(tries = 500)
    void partsOfAContainerPutTogetherInAnotherWayAreRefuted(@ForAll int from, @ForAll int length, @ForAll int to) {
        byte[] file = Kind.AUDITOR.file;
        int start = Math.floorMod(from, file.length);
        int size = 1 + Math.floorMod(length, file.length - start);
        int at = Math.floorMod(to, file.length);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(file, 0, at);
        out.write(file, start, size);
        out.write(file, at, file.length - at);

        assertThat(verify(out.toByteArray())).isInstanceOf(Verdict.Refuted.class);
    }

    @Test
    void aLargeDocumentIsWrittenAndReadInTheSameMemory() throws IOException {
        long size = 200_000_000;
        Digest digest = digest(size);
        Openings openings = new Openings(List.of(Opening.ofContent("payload/0", Salt.of(Samples.filled(1)), digest)));
        EvidenceWriter writer = writer(Role.SENDER, Documents.CLEAR)
                .receipt(SAMPLES.receipt(openings, Samples.entry().transfer()).encode())
                .payload(0, false, () -> zeros(size));
        Path file = Files.createTempFile("evidence", ".asice");
        try (OutputStream out = Files.newOutputStream(file)) {
            long before = allocated();
            writer.write(out, PKI.signer(), TestPki.NOW.plusSeconds(90));
            assertThat(allocated() - before).isLessThan(16_000_000);
        }
        try (InputStream in = Files.newInputStream(file)) {
            long before = allocated();
            assertThat(Verifier.verify(in, ANCHORS, List.of())).isInstanceOf(Verdict.Proved.class);
            assertThat(allocated() - before).isLessThan(16_000_000);
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void aMemberThatChangesWhileItIsWrittenEndsTheWriting() {
        int[] opened = {0};
        EvidenceWriter writer = writer(Role.SENDER, Documents.CLEAR)
                .payload(0, false, () -> new ByteArrayInputStream(new byte[] {(byte) opened[0]++}));

        assertThatThrownBy(() -> writer.write(OutputStream.nullOutputStream(), PKI.signer(), TestPki.NOW))
                .isInstanceOf(IOException.class);
    }

    @Test
    void theZipOfThePlatformReadsIt() throws IOException {
        List<String> names = new ArrayList<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(Kind.SENDER.file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                names.add(entry.getName());
                zip.transferTo(OutputStream.nullOutputStream());
            }
        }

        assertThat(names).startsWith("mimetype", "evidence.json").endsWith("META-INF/signature.p7s");
    }

    private static EvidenceWriter writer(Role role, Documents documents) {
        return new EvidenceWriter(EvidenceSamples.statement(role, documents));
    }

    private static Claims.OfEvidence proved(byte[] file) {
        assertThat(verify(file)).isInstanceOf(Verdict.Proved.class);
        return (Claims.OfEvidence) ((Verdict.Proved) verify(file)).claims();
    }

    private static Verdict verify(byte[] file) {
        return verify(file, ANCHORS, List.of());
    }

    private static Verdict verify(byte[] file, TrustAnchors anchors, List<SuppliedDocument> documents) {
        try {
            return Verifier.verify(new ByteArrayInputStream(file), anchors, documents);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void assertRefuted(Verdict verdict, Part part, Reason reason) {
        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.Refuted.class,
                        refuted -> assertThat(refuted.part().code() + "/"
                                        + refuted.reason().code())
                                .isEqualTo(part.code() + "/" + reason.code()));
    }

    private static Map<String, byte[]> members(byte[] file) {
        Map<String, byte[]> members = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                members.put(entry.getName(), zip.readAllBytes());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return members;
    }

    /** With {@code more} before the manifest. */
    private static Map<String, byte[]> ordered(Map<String, byte[]> members, Map<String, byte[]> more) {
        Map<String, byte[]> all = new LinkedHashMap<>();
        members.forEach((name, content) -> {
            if (name.equals("META-INF/ASiCManifest.xml")) {
                all.putAll(more);
            }
            all.put(name, content);
        });
        return all;
    }

    /** A ZIP of our form of any members. */
    private static byte[] zipped(Map<String, byte[]> members) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<ZipForm.Place> places = new ArrayList<>();
        members.forEach((name, content) -> {
            CRC32 crc = new CRC32();
            crc.update(content);
            places.add(new ZipForm.Place(name, content.length, (int) crc.getValue(), out.size()));
            out.writeBytes(ZipForm.local(name, content.length, (int) crc.getValue()));
            out.writeBytes(content);
        });
        out.writeBytes(ZipForm.directory(places, out.size()));
        return out.toByteArray();
    }

    private static byte[] deflated(Map<String, byte[]> members) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> member : members.entrySet()) {
                zip.putNextEntry(new ZipEntry(member.getKey()));
                zip.write(member.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    private static byte[] twice(byte[] file) {
        Map<String, byte[]> members = members(file);
        byte[] payload = Objects.requireNonNull(members.get("payload/1"));
        byte[] header = ZipForm.local("payload/1", payload.length, 0);
        int at = indexOf(file, header, 14);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int length = header.length + payload.length;
        out.write(file, 0, at + length);
        out.write(file, at, file.length - at);
        return out.toByteArray();
    }

    private static int indexOf(byte[] file, byte[] wanted, int bytes) {
        for (int i = 0; ; i++) {
            boolean name = Arrays.equals(file, i + 30, i + wanted.length, wanted, 30, wanted.length);
            if (name && Arrays.equals(file, i, i + bytes, wanted, 0, bytes)) {
                return i;
            }
        }
    }

    private static int indexOf(byte[] in, byte[] wanted) {
        int at = 0;
        while (!Arrays.equals(in, at, at + wanted.length, wanted, 0, wanted.length)) {
            at++;
        }
        return at;
    }

    private static byte[] withComment(byte[] file) {
        byte[] longer = Arrays.copyOf(file, file.length + 3);
        longer[file.length - 2] = 3;
        return longer;
    }

    /** Another byte in the header of the second member. */
    private static byte[] edited(byte[] file, int at, byte value) {
        int second = 30 + 8 + EvidenceWriter.MEDIA_TYPE.length();
        file[second + at] = value;
        return file;
    }

    private static byte[] renamed(byte[] file, String name) {
        return zipped(Stream.of(name)
                .collect(
                        () -> new LinkedHashMap<>(Map.of(
                                "mimetype", Objects.requireNonNull(members(file).get("mimetype")))),
                        (all, one) -> all.put(one, new byte[1]),
                        (one, other) -> one.putAll(other)));
    }

    private static byte[] sized(byte[] file, long size) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(file, 0, 30 + 8 + EvidenceWriter.MEDIA_TYPE.length());
        out.writeBytes(ZipForm.local("payload/0", size, 0));
        return out.toByteArray();
    }

    private static InputStream zeros(long size) {
        return new InputStream() {
            private long left = size;

            @Override
            public int read() {
                return left-- > 0 ? 0 : -1;
            }

            @Override
            public int read(byte[] into, int from, int length) {
                if (left <= 0) {
                    return -1;
                }
                int n = (int) Math.min(length, left);
                left -= n;
                Arrays.fill(into, from, from + n, (byte) 0);
                return n;
            }
        };
    }

    private static Digest digest(long size) throws IOException {
        MessageDigest sha256 = Digest.sha256();
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = zeros(size)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                sha256.update(buffer, 0, n);
            }
        }
        return Digest.of(sha256.digest());
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }
}
