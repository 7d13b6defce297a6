package org.sceau.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One signature for several submissions: each proves its own documents, and tells nothing of the others. */
class BatchSealTest {
    private static final TestPki PKI = new TestPki();
    private static final JadesVerifier VERIFIER = new JadesVerifier(PKI.anchors());
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<byte[]> FIVE = sealed(5);

    @Property(tries = 60)
    void eachFileProvesItsOwnDocumentsUnderTheOneSignature(@ForAll @IntRange(min = 2, max = 130) int size)
            throws IOException {
        List<byte[]> files = sealed(size);

        Set<String> signatures = new HashSet<>();
        for (int i = 0; i < size; i++) {
            int which = i;
            assertThat(VERIFIER.verify(files.get(i))).isInstanceOfSatisfying(JadesVerdict.Valid.class, valid -> {
                assertThat(valid.objects()).isEqualTo(objects(which));
                assertThat(valid.claimed()).containsExactly("CPS/" + which + "/-");
                assertThat(valid.commitments()).containsExactly("urn:oid:1.2.840.10065.1.12.1.14");
            });
            JsonNode file = JSON.readTree(files.get(i));
            signatures.add(file.get("signature").asText());
            assertThat(rootByAnotherReader(file, size))
                    .isEqualTo(header(file).at("/sigD/hashV/0").asText());
        }
        assertThat(files).hasSize(size);
        assertThat(signatures).hasSize(1);
    }

    @Test
    void oneAloneIsSealedAsEverAndTooManyAreNotSealed() {
        byte[] alone = sealed(1).getFirst();
        List<BatchSeal.Submitted> many = IntStream.range(0, BatchSeal.MOST + 1)
                .mapToObj(BatchSealTest::submitted)
                .toList();

        assertThat(new String(alone, StandardCharsets.UTF_8)).doesNotContain("batch");
        assertThat(VERIFIER.verify(alone))
                .isInstanceOfSatisfying(
                        JadesVerdict.Valid.class,
                        valid -> assertThat(valid.objects()).isEqualTo(objects(0)));
        assertThatThrownBy(() -> seal(many)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> seal(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new BatchSeal.Submitted(objects(0), "half a character: \ud800"))
                .as("it would fail for all")
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(seal(many.subList(0, BatchSeal.MOST)))
                .last()
                .satisfies(last -> assertThat(VERIFIER.verify(last)).isInstanceOf(JadesVerdict.Valid.class));
    }

    /** The same documents twice have different leaves: whoever holds one file cannot tell whether another is of the same. */
    @Test
    void nothingOfTheOthersIsShown() throws IOException {
        List<byte[]> files = seal(List.of(submitted(0), submitted(0), submitted(1)));

        JsonNode first = JSON.readTree(files.get(0)).at("/header/batch");
        JsonNode second = JSON.readTree(files.get(1)).at("/header/batch");
        assertThat(first.get("pars")).isEqualTo(second.get("pars"));
        assertThat(first.get("salt")).isNotEqualTo(second.get("salt"));
        assertThat(first.at("/path/0")).isNotEqualTo(second.at("/path/0"));
        assertThat(new String(files.get(0), StandardCharsets.UTF_8)).doesNotContain("urn:oid:1.2.3.1");
    }

    @Property(tries = 3000)
    void aFileWithAnyOneByteChangedIsNotValid(@ForAll int place, @ForAll byte mask) {
        byte[] altered = FIVE.get(2).clone();
        altered[Math.floorMod(place, altered.length)] ^= mask == 0 ? 1 : mask;

        assertThat(VERIFIER.verify(altered)).isInstanceOf(JadesVerdict.NotValid.class);
    }

    /** Every other place in every tree: size and place have one spelling for each leaf. */
    @Test
    void noOtherPlaceLeadsToTheNode() throws IOException {
        List<byte[]> files = sealed(7);
        for (byte[] file : files) {
            int own = JSON.readTree(file).at("/header/batch/index").asInt();
            for (int index = 0; index < 7; index++) {
                int at = index;
                byte[] moved = changed(file, batch -> batch.put("index", at));
                assertThat(VERIFIER.verify(moved) instanceof JadesVerdict.Valid).isEqualTo(index == own);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "index | -1 | VALUE_INVALID",
                "index | 5 | VALUE_INVALID",
                "index | 9007199254740991 | VALUE_INVALID",
                "index | \"2\" | VALUE_INVALID",
                "index | - | MEMBER_MISSING",
                "path | [] | PATH_INVALID",
                "path | [\"AAAA\"] | VALUE_INVALID",
                "path | \"AAAA\" | VALUE_INVALID",
                "path | - | MEMBER_MISSING",
                "salt | \"AAAA\" | VALUE_INVALID",
                "salt | \"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA\" | ROOT_MISMATCH",
                "salt | - | MEMBER_MISSING",
                "quality | \"CPS/10/-\" | ROOT_MISMATCH",
                "quality | 7 | VALUE_INVALID",
                "quality | - | MEMBER_MISSING",
                "pars | [\"urn:oid:1.2.3.9\",\"urn:sceau:2\"] | ROOT_MISMATCH",
                "pars | [\"urn:oid:1.2.3.9\"] | VALUE_INVALID",
                "pars | [] | VALUE_INVALID",
                "hashV | - | MEMBER_MISSING",
                "ctys | - | MEMBER_MISSING",
                "size | 5 | MEMBER_UNKNOWN"
            })
    void anotherLeafOrPathIsRefusedForItsReason(String member, String value, Reason reason) throws IOException {
        JsonNode read = value == null ? null : JSON.readTree(value);
        byte[] altered = changed(
                FIVE.get(2), batch -> (ObjectNode) (read == null ? without(batch, member) : batch.set(member, read)));

        assertRefused(altered, reason);
    }

    @Test
    void aLeafOfAnotherFileOrWithoutASignatureOverItsNodeIsRefused() throws IOException {
        JsonNode foreign = JSON.readTree(sealed(5).get(2)).at("/header/batch");
        byte[] plain = sealed(1).getFirst();

        assertRefused(changed(FIVE.get(2), _ -> (ObjectNode) foreign), Reason.ROOT_MISMATCH);
        assertRefused(withHeader(plain, "batch", foreign), Reason.VALUE_INVALID);
        assertRefused(withHeader(FIVE.get(2), "other", foreign), Reason.MEMBER_MISSING);
        assertRefused(withHeader(FIVE.get(2), "etsiU", JSON.readTree("[]")), Reason.NOT_CANONICAL);
        assertRefused(
                Samples.bytes("{"
                        + new String(FIVE.get(2), StandardCharsets.UTF_8)
                                .replaceAll("^.*\"protected\"", "\"protected\"")),
                Reason.MEMBER_MISSING);
    }

    @Test
    void nothingButASubmissionIsSealedSo() {
        assertThat(VERIFIER.verify(Part.SEAL, FIVE.getFirst()))
                .isInstanceOfSatisfying(
                        JadesVerdict.NotValid.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.MEMBER_UNKNOWN));
    }

    /** What a name under which somebody has documents signed could be made to look like. */
    @ParameterizedTest
    @CsvSource({
        "urn:sceau:batch:1",
        "urn:sceau:batch:0",
        "urn:sceau:batch:02",
        "urn:sceau:batch:10000",
        "urn:sceau:batch:1025",
        "urn:sceau:batch:x",
        "urn:sceau:batch:",
        "urn:sceau:batch:9",
        "urn:oid:1.2.3.4"
    })
    void anotherNameOfTheNodeIsRefused(String name) throws IOException {
        JsonNode batch = JSON.readTree(FIVE.get(2)).at("/header/batch");
        Digest root = Digest.of(Base64.getUrlDecoder()
                .decode(header(JSON.readTree(FIVE.get(2))).at("/sigD/hashV/0").asText()));
        byte[] named = Jades.seal(
                PKI.signer(),
                List.of(new SignedObject(name, root, "application/octet-stream")),
                TestPki.NOW,
                "1.2.840.10065.1.12.1.14");

        assertThat(VERIFIER.verify(withHeader(named, "batch", batch))).isInstanceOf(JadesVerdict.NotValid.class);
    }

    /** Archive time-stamps are over the leaf, too: that of one file is none of its neighbour's with the same documents. */
    @Test
    void timeStampsAreKeptBesideTheLeafAndCoverIt() {
        EvidenceSamples samples = new EvidenceSamples(PKI);
        List<SignedObject> same = objectsOf(samples);
        List<byte[]> files =
                seal(List.of(new BatchSeal.Submitted(same, "CPS/10/-"), new BatchSeal.Submitted(same, "CPS/10/-")));
        JadesFile first = archived(JadesFile.decode(files.get(0)));
        JadesFile second = JadesFile.decode(files.get(1)).with(first.etsiU());

        assertThat(JadesFile.asSigned(first.encode())).isEqualTo(Digest.sha256(files.get(0)));
        assertThat(Verifier.verify(first.encode(), PKI.anchors(), documents()))
                .isInstanceOfSatisfying(
                        Verdict.Proved.class,
                        proved -> assertThat(((Claims.OfSignature) proved.claims()).renewals())
                                .hasSize(1));
        assertThat(Verifier.verify(second.encode(), PKI.anchors(), documents()))
                .isInstanceOfSatisfying(
                        Verdict.Refuted.class,
                        refuted -> assertThat(refuted.reason()).isEqualTo(Reason.IMPRINT_MISMATCH));
    }

    private static JadesFile archived(JadesFile plain) {
        List<byte[]> lists = List.of(
                TestPki.crl(PKI.root, PKI.rootKey, TestPki.NOW), TestPki.crl(PKI.issuer, PKI.issuerKey, TestPki.NOW));
        TimeStampToken stamp = TimeStampToken.decode(new TestTsa(PKI).token(plain.stamped()));
        JadesFile asked =
                ValidationValues.add(plain.and(EtsiU.sigTst(stamp)), lists).and(ValidationValues.tstVD(stamp, lists));
        Digest imprint = ArchiveImprint.next(asked, HashAlgorithm.SHA_512, Verifier.bytes(documents()))
                .orElseThrow();
        TestTsa lasting = new TestTsa(PKI, Duration.ofDays(2000));
        return asked.and(EtsiU.arcTst(lasting.token(imprint, TestTsa.AT.plus(Duration.ofDays(20)))));
    }

    private static List<SignedObject> objectsOf(EvidenceSamples samples) {
        return VERIFIER.verify(samples.jades()) instanceof JadesVerdict.Valid valid ? valid.objects() : List.of();
    }

    private static List<SuppliedDocument> documents() {
        List<SuppliedDocument> all = new ArrayList<>();
        for (byte[] content : List.of(Samples.PDF, Samples.XML, EvidenceSamples.METADATA)) {
            all.add(new SuppliedDocument(
                    "", "file", Digest.sha256(content), Optional.of(() -> new ByteArrayInputStream(content))));
        }
        return all;
    }

    private static void assertRefused(byte[] file, Reason reason) {
        assertThat(VERIFIER.verify(file)).isInstanceOfSatisfying(JadesVerdict.NotValid.class, refused -> {
            assertThat(refused.part()).isEqualTo(Part.SIGNATURE);
            assertThat(refused.reason()).isEqualTo(reason);
        });
    }

    private static List<byte[]> sealed(int size) {
        return seal(IntStream.range(0, size).mapToObj(BatchSealTest::submitted).toList());
    }

    private static List<byte[]> seal(List<BatchSeal.Submitted> all) {
        return BatchSeal.seal(PKI.signer(), all, TestPki.NOW, "1.2.840.10065.1.12.1.14", RANDOM);
    }

    private static BatchSeal.Submitted submitted(int which) {
        return new BatchSeal.Submitted(objects(which), "CPS/" + which + "/-");
    }

    private static List<SignedObject> objects(int which) {
        return List.of(
                new SignedObject("urn:oid:1.2.3." + which, Digest.sha256(Samples.PDF), "application/pdf"),
                new SignedObject("urn:sceau:" + which, Digest.sha256(Samples.bytes("{}")), "application/fhir+json"));
    }

    private static JsonNode header(JsonNode file) throws IOException {
        return JSON.readTree(Base64.getUrlDecoder().decode(file.get("protected").asText()));
    }

    private static ObjectNode without(ObjectNode batch, String member) {
        batch.remove(member);
        return batch;
    }

    private static byte[] changed(byte[] file, UnaryOperator<ObjectNode> change) throws IOException {
        ObjectNode batch = (ObjectNode) JSON.readTree(file).at("/header/batch");
        return withHeader(file, "batch", change.apply(batch));
    }

    /** In the one order that JCS has for names of ASCII. */
    private static byte[] withHeader(byte[] file, String name, JsonNode value) throws IOException {
        ObjectNode all = (ObjectNode) JSON.readTree(file);
        ObjectNode header = all.has("header") ? (ObjectNode) all.get("header") : JSON.createObjectNode();
        header.set(name, value);
        all.set("header", header);
        return JSON.writeValueAsBytes(sorted(all));
    }

    private static JsonNode sorted(JsonNode node) {
        if (!node.isObject()) {
            return node;
        }
        TreeMap<String, JsonNode> members = new TreeMap<>();
        node.fieldNames().forEachRemaining(name -> members.put(name, sorted(node.get(name))));
        ObjectNode again = JSON.createObjectNode();
        members.forEach(again::set);
        return again;
    }

    /** RFC 9162 section 2.1.3.2 over again, on the JDK's SHA-256 and Jackson. */
    private static String rootByAnotherReader(JsonNode file, int size) throws IOException {
        JsonNode batch = file.at("/header/batch");
        ObjectNode leaf = JSON.createObjectNode();
        for (String name : List.of("ctys", "hashV", "pars", "quality", "salt")) {
            leaf.set(name, batch.get(name));
        }
        byte[] hash = sha256(new byte[] {0}, JSON.writeValueAsBytes(leaf));
        int node = batch.get("index").asInt();
        int last = size - 1;
        for (JsonNode one : batch.get("path")) {
            byte[] sibling = Base64.getUrlDecoder().decode(one.asText());
            boolean right = node % 2 == 1;
            while (node == last && node % 2 == 0 && node > 0) {
                node /= 2;
                last /= 2;
                right = true;
            }
            hash = right ? sha256(new byte[] {1}, sibling, hash) : sha256(new byte[] {1}, hash, sibling);
            node /= 2;
            last /= 2;
        }
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    }

    private static byte[] sha256(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
