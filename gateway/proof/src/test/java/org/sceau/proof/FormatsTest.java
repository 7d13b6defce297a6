package org.sceau.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Golden files and bad input of entry, openings and checkpoint. A golden file that must change is a new version. */
class FormatsTest {

    @Test
    void anEntryHasExactlyTheBytesOfTheGoldenFile() throws IOException {
        assertThat(new String(Samples.entry().encode(), StandardCharsets.UTF_8))
                .isEqualTo(new String(golden("entry.json"), StandardCharsets.UTF_8));
        assertThat(Entry.decode(golden("entry.json"))).isEqualTo(Samples.entry());
    }

    @Test
    void anEntryWithoutOptionalMembersIsReadBack() {
        Entry entry = new Entry(
                new UUID(1, 2),
                "log",
                EventName.LOG_OPENED,
                Optional.empty(),
                Optional.empty(),
                Instant.EPOCH,
                new Actor(Digest.of(Samples.filled(1)), "-", "gateway"),
                "start",
                "done",
                Optional.of("SC-7002"),
                new TreeMap<>(),
                Optional.empty(),
                new TreeMap<>());

        assertThat(Entry.decode(entry.encode())).isEqualTo(entry);
        assertThat(entry.digest()).isEqualTo(Digest.sha256(entry.encode()));
    }

    @Test
    void theTimeOfAnEntryIsKeptToTheMillisecond() {
        Entry entry = withTime(Instant.parse("2026-11-23T10:15:30.123999999Z"));

        assertThat(entry.time()).isEqualTo(Instant.parse("2026-11-23T10:15:30.123Z"));
        assertThat(new String(withTime(Instant.parse("2026-01-01T00:00:00Z")).encode(), StandardCharsets.UTF_8))
                .contains("\"time\":\"2026-01-01T00:00:00.000Z\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"v\":1 | \"v\":2 | VALUE_INVALID",
                "\"v\":1 | \"v\":\"1\" | VALUE_INVALID",
                "\"v\":1} | \"v\":1,\"w\":1} | MEMBER_UNKNOWN",
                "SubmissionAcceptance | Submission | VALUE_INVALID",
                ".123Z | .1230Z | VALUE_INVALID",
                ".123Z | Z | VALUE_INVALID",
                "2026-11-23T | 2026-11-31T | VALUE_INVALID",
                "T10: | T24: | VALUE_INVALID",
                "5d3c1f6a | 5D3C1F6A | VALUE_INVALID",
                "5d3c1f6a- | - | VALUE_INVALID",
                "\"permit\" | \"a\u202eb\" | VALUE_INVALID",
                "\"permit\" | \"\" | VALUE_INVALID",
                "\"permit\" | null | VALUE_INVALID",
                "\"permit\" | 1 | VALUE_INVALID",
                ",\"rule\" | ,\"ruly\" | MEMBER_MISSING",
                "\"CDE/-/1B0000001\" | \"Dupont Zoë\" | VALUE_INVALID",
                "payload/0 | payloäd/0 | NOT_CANONICAL",
                "\"log\":\"11 | \"log\":\"/11 | VALUE_INVALID"
            })
    void anEntryOfAnotherFormIsRefused(String from, String to, Reason reason) throws IOException {
        byte[] bad = Samples.replaced(golden("entry.json"), from, to);

        assertThatThrownBy(() -> Entry.decode(bad)).isInstanceOfSatisfying(MalformedProof.class, e -> {
            assertThat(e.part()).isEqualTo(Part.ENTRY);
            assertThat(e.reason()).isEqualTo(reason);
            assertThat(e).hasMessageNotContaining("Dupont");
        });
    }

    @Test
    void aDigestWithStrayBitsOrOfAnotherLengthIsRefused() {
        String digest = Samples.openings().all().getFirst().digest().base64Url();
        char last = digest.charAt(42);
        String stray = digest.substring(0, 42) + (char) (last + 1);

        assertThatThrownBy(() -> Entry.decode(Samples.replaced(Samples.entry().encode(), digest, stray)))
                .isInstanceOf(MalformedProof.class);
        assertThatThrownBy(
                        () -> Entry.decode(Samples.replaced(Samples.entry().encode(), digest, digest.substring(0, 40))))
                .isInstanceOf(MalformedProof.class);
    }

    @Test
    void aSaltedDigestIsTheHashOfSaltLengthAndValue() {
        byte[] value = Samples.bytes("urn:oid:1.2.3.4");
        byte[] hashed = ByteBuffer.allocate(32 + 8 + value.length)
                .put(Samples.filled(4))
                .putLong(value.length)
                .put(value)
                .array();

        assertThat(Opening.of("document/0", Salt.of(Samples.filled(4)), value).digest())
                .isEqualTo(Digest.sha256(hashed));
    }

    @Test
    void openingsAreReadBackInTheirOneOrder() {
        byte[] encoded = Samples.openings().encode();

        assertThat(Openings.decode(encoded)).isEqualTo(Samples.openings());
        assertThat(Samples.openings().toString())
                .doesNotContain(Digest.sha256(Samples.PDF).base64Url());
        Opening one = Samples.openings().all().getFirst();
        assertThatThrownBy(() -> new Openings(List.of(one, one))).isInstanceOf(MalformedProof.class);
        assertThatThrownBy(() -> Openings.decode(CanonicalJson.encode(new JsonValue.JsonArray(
                        Samples.openings().toJson().items().reversed()))))
                .isInstanceOf(MalformedProof.class);
        assertThatThrownBy(() -> Opening.of("payload/0", one.salt(), new byte[31]))
                .isInstanceOf(MalformedProof.class);
    }

    @Test
    void aCheckpointHasExactlyTheBytesOfTheGoldenFile() throws IOException {
        Checkpoint.Body body =
                Checkpoint.Body.of(Samples.LOG, new TreeHead(11, Digest.sha256(Samples.PDF)), Samples.NOTES.key());
        Checkpoint checkpoint = Checkpoint.sign(body, Samples.NOTES);
        String golden = new String(golden("checkpoint.txt"), StandardCharsets.UTF_8);

        assertThat(checkpoint.note()).isEqualTo(golden);
        assertThat(Checkpoint.decode(golden).body()).isEqualTo(body);
        assertThat(Checkpoint.decode(golden).verify()).isEqualTo(new ProofVerdict.Holds());
    }

    /** RFC 8032 section 7.1, test 2: the signer and the verifier of notes are Ed25519. */
    @Test
    void theNoteKeyIsEd25519() {
        SeedNoteSigner signer =
                SeedNoteSigner.of(hex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"));

        assertThat(signer.key().bytes())
                .isEqualTo(hex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"));
        assertThat(signer.sign(new byte[] {0x72}))
                .isEqualTo(hex("92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                        + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"));
        assertThat(signer.key().verify(new byte[] {0x73}, signer.sign(new byte[] {0x72})))
                .isEqualTo(new ProofVerdict.Fails(Reason.NOTE_SIGNATURE_INVALID));
    }

    @Property(tries = 3000)
    void anAlteredNoteIsRefusedOrNotVerified(@ForAll int place, @ForAll char other) throws IOException {
        StringBuilder note = new StringBuilder(new String(golden("checkpoint.txt"), StandardCharsets.UTF_8));
        int at = Math.floorMod(place, note.length());
        char changed = note.charAt(at) == other ? '#' : other;
        note.setCharAt(at, changed);

        boolean refused;
        try {
            refused = Checkpoint.decode(note.toString()).verify() instanceof ProofVerdict.Fails;
        } catch (MalformedProof e) {
            refused = e.part() == Part.CHECKPOINT;
        }

        assertThat(refused).isTrue();
    }

    /** In the table a slash stands for a line feed. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/11/ | /011/",
                "/11/ | /-1/",
                "/11/ | //",
                "/11/ | /9999999999999999999/",
                "sceau | other",
                "/11/ | /12x/",
                "ed25519 | ed448",
                "// | /",
                "ed25519 | extra/ed25519",
                "// | //x/",
                "/11/ | /11 /",
                "= | ==",
                "\u2014 | -"
            })
    void aNoteOfAnotherFormIsRefused(String from, String to) throws IOException {
        String golden = new String(golden("checkpoint.txt"), StandardCharsets.UTF_8);
        String bad = golden.replace(from.replace('/', '\n'), to.replace('/', '\n'));

        assertThat(bad).isNotEqualTo(golden);
        assertThatThrownBy(() -> Checkpoint.decode(bad)).isInstanceOf(MalformedProof.class);
    }

    @Test
    void aSecondSignatureLineOrATailIsRefused() throws IOException {
        String golden = new String(golden("checkpoint.txt"), StandardCharsets.UTF_8);

        assertThatThrownBy(() -> Checkpoint.decode(golden + "\u2014 other AAAA\n"))
                .isInstanceOf(MalformedProof.class);
        assertThatThrownBy(() -> Checkpoint.decode(golden + " ")).isInstanceOf(MalformedProof.class);
        assertThatThrownBy(() -> Checkpoint.decode("")).isInstanceOf(MalformedProof.class);
    }

    static byte[] golden(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(FormatsTest.class.getResourceAsStream(name))) {
            return in.readAllBytes();
        }
    }

    private static Entry withTime(Instant time) {
        Entry e = Samples.entry();
        return new Entry(
                e.id(),
                e.log(),
                e.event(),
                e.transfer(),
                e.recipient(),
                time,
                e.actor(),
                e.rule(),
                e.decision(),
                e.reason(),
                e.revisions(),
                e.previous(),
                e.digests());
    }

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text);
    }
}
