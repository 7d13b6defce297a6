package org.sceau.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JournalVerifierTest {
    private static final JournalSample SAMPLE = new JournalSample(14);
    private static final int ENTRIES = SAMPLE.entries.size();

    private static JournalVerdict verify(byte[] file, GivenCheckpoint... given) {
        try {
            Path path = Files.createTempFile("sceau", ".journal");
            try {
                Files.write(path, file);
                return JournalVerifier.verify(path, SAMPLE.anchors(), List.of(given), entries -> {});
            } finally {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JournalVerdict verify(List<String> lines, GivenCheckpoint... given) {
        return verify((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8), given);
    }

    private static List<JournalFinding> findings(JournalVerdict verdict) {
        assertThat(verdict).isInstanceOf(JournalVerdict.Refuted.class);
        return verdict instanceof JournalVerdict.Refuted refuted ? refuted.findings() : List.of();
    }

    private static void assertFirst(JournalVerdict verdict, JournalFault fault, long place) {
        JournalFinding first = findings(verdict).getFirst();
        assertThat(first.fault()).as("%s", findings(verdict)).isEqualTo(fault);
        assertThat(first.place()).isEqualTo(place);
    }

    @Test
    void aGenuineJournalIsProvedWithEveryCheckpointThatSomebodyKept() {
        GivenCheckpoint[] all = new GivenCheckpoint[SAMPLE.checkpoints.size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = SAMPLE.given(i);
        }

        JournalVerdict verdict = verify(SAMPLE.bytes(), all);

        assertThat(verdict).isInstanceOf(JournalVerdict.Proved.class);
        assertThat(verdict.claims().entries()).isEqualTo(ENTRIES);
        assertThat(verdict.claims().checkpoints()).isEqualTo(14);
        assertThat(verdict.claims().given()).isEqualTo(14);
        assertThat(verdict.claims().head())
                .contains(SAMPLE.checkpoints.getLast().body().head());
    }

    @Property(tries = 60)
    void anAlteredEntryIsNamed(@ForAll @IntRange(max = 35) int index, @ForAll @IntRange(max = 9) int digit) {
        List<String> lines = SAMPLE.lines();
        String line = lines.get(SAMPLE.line(index));
        String id = new UUID(1, index).toString();
        lines.set(SAMPLE.line(index), line.replace(id, digit + id.substring(1)));

        if (digit > 0) {
            assertFirst(verify(lines), JournalFault.ENTRY_ALTERED, index);
        } else {
            assertThat(verify(lines)).isInstanceOf(JournalVerdict.Proved.class);
        }
    }

    @Property(tries = 60)
    void aMissingEntryIsNamed(@ForAll @IntRange(max = 35) int index) {
        List<String> lines = SAMPLE.lines();
        lines.remove(SAMPLE.line(index));

        assertFirst(verify(lines), JournalFault.ENTRY_MISSING, index);
    }

    @Property(tries = 100)
    void reorderedEntriesAreNamed(@ForAll @IntRange(max = 35) int one, @ForAll @IntRange(max = 35) int other) {
        List<String> lines = SAMPLE.lines();
        Collections.swap(lines, SAMPLE.line(one), SAMPLE.line(other));

        if (one == other) {
            assertThat(verify(lines)).isInstanceOf(JournalVerdict.Proved.class);
        } else {
            JournalVerdict verdict = verify(lines);
            assertFirst(verdict, JournalFault.ENTRY_REORDERED, Math.min(one, other));
            assertThat(findings(verdict).getFirst().until()).isEqualTo(Math.max(one, other));
        }
    }

    @Property(tries = 60)
    void anAddedEntryIsNamed(@ForAll @IntRange(max = 35) int index) {
        List<String> lines = SAMPLE.lines();
        String other = lines.get(SAMPLE.line(index)).replace("\"permit\"", "\"refuse\"");
        lines.add(SAMPLE.line(index), other);

        assertFirst(verify(lines), JournalFault.ENTRY_ADDED, index);
    }

    @Property(tries = 300)
    void noByteCanBeChangedUnseen(@ForAll int place, @ForAll @IntRange(min = 1, max = 255) int by) {
        byte[] file = SAMPLE.bytes();
        file[Math.floorMod(place, file.length)] ^= (byte) by;

        assertThat(verify(file)).isInstanceOf(JournalVerdict.Refuted.class);
    }

    @Property(tries = 100)
    void noFileMakesItThrow(@ForAll byte[] content, @ForAll @IntRange(max = 4) int head) {
        String[] heads = {"", "{\"leaves\":", "{\"checkpoint\":", "{\"format\":", "{\"checkpoints\":"};
        byte[] start = heads[head].getBytes(StandardCharsets.UTF_8);
        byte[] file = Arrays.copyOf(start, start.length + content.length);
        System.arraycopy(content, 0, file, start.length, content.length);

        assertThat(verify(file)).isInstanceOf(JournalVerdict.Refuted.class);
    }

    /** A header and an end that fit each other are no journal: nobody has sealed them. */
    @Test
    void aJournalWithoutASealIsNotProved() {
        String header = SAMPLE.lines().getFirst();

        assertFirst(verify(List.of(header, "{\"checkpoints\":0,\"entries\":0}")), JournalFault.CUT_SHORT, 0);
    }

    @Test
    void whatIsTooShortForAnEntryIsBrokenAndABlockOfSuchLinesRefused() throws IOException {
        List<JournalRead> reads = new JournalLines(SAMPLE.anchors()).block("\n{}\n".getBytes(StandardCharsets.UTF_8));
        byte[] feeds = new byte[JournalBlocks.MOST_LINES + 1];
        Arrays.fill(feeds, (byte) '\n');

        assertThat(reads).hasSize(2).allSatisfy(read -> assertThat(read).isInstanceOf(JournalRead.Broken.class));
        assertThat(new JournalBlocks(new ByteArrayInputStream(feeds, 1, feeds.length - 1)).next())
                .isPresent();
        assertThatThrownBy(() -> new JournalBlocks(new ByteArrayInputStream(feeds)).next())
                .isInstanceOf(MalformedProof.class);
    }

    @Test
    void onlyAFileWithItsLastLineIsWhole() throws IOException {
        byte[] whole = SAMPLE.bytes();
        Path file = Files.createTempFile("sceau", ".journal");
        try {
            assertThat(JournalFile.isEnded(file)).as("empty").isFalse();
            Files.write(file, whole);
            assertThat(JournalFile.isEnded(file)).isTrue();
            for (int cut : new int[] {1, 2, 10, 40, 1_000, whole.length - 1}) {
                Files.write(file, Arrays.copyOf(whole, whole.length - cut));
                assertThat(JournalFile.isEnded(file)).as("%d bytes cut", cut).isFalse();
            }
        } finally {
            Files.delete(file);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 5, 20, 40, 60})
    void noLineCanBeTakenOutOrDoubledUnseen(int line) {
        List<String> without = SAMPLE.lines();
        without.remove(line);
        List<String> doubled = SAMPLE.lines();
        doubled.add(line, doubled.get(line));

        assertThat(verify(without)).isInstanceOf(JournalVerdict.Refuted.class);
        assertThat(verify(doubled)).isInstanceOf(JournalVerdict.Refuted.class);
    }

    @Test
    void aFileThatWasCutIsNotWhole() {
        List<String> lines = SAMPLE.lines();

        for (int end = 0; end < lines.size(); end++) {
            assertThat(verify(lines.subList(0, end))).isInstanceOf(JournalVerdict.Refuted.class);
        }
    }

    @Test
    void anEntryAlteredTogetherWithItsLeafHashIsNamedByItsBatch() {
        List<String> lines = SAMPLE.lines();
        int index = 6;
        String altered = lines.get(SAMPLE.line(index)).replace("\"permit\"", "\"refuse\"");
        String was = MerkleTree.leafHash(SAMPLE.entries.get(index).encode()).base64Url();
        String is =
                MerkleTree.leafHash(altered.getBytes(StandardCharsets.UTF_8)).base64Url();
        lines.set(SAMPLE.line(index), altered);
        lines.replaceAll(line -> line.startsWith("{\"leaves\"") ? line.replace(was, is) : line);

        JournalFinding first = findings(verify(lines)).getFirst();

        assertThat(first).isEqualTo(JournalFinding.among(JournalFault.ENTRIES_UNLIKE_SEAL, 4, 8));
    }

    @Test
    void aJournalCutBackToAnEarlierSealIsFoundByWhoKeptALaterCheckpoint() {
        byte[] earlier = new JournalSampleCut(SAMPLE, 5).bytes();

        assertThat(verify(earlier)).isInstanceOf(JournalVerdict.Proved.class);
        assertFirst(
                verify(earlier, SAMPLE.given(9)),
                JournalFault.GIVEN_IS_AHEAD,
                SAMPLE.checkpoints.get(9).body().size());
    }

    @Test
    void everyContradictionWithGivenCheckpointsIsFound() {
        Checkpoint.Body fork = new Checkpoint.Body(Samples.LOG, 9, Digest.sha256(new byte[1]), Samples.NOTES.key());
        Checkpoint.Body inBatch = new Checkpoint.Body(Samples.LOG, 7, Digest.sha256(new byte[2]), Samples.NOTES.key());
        SeedNoteSigner stranger = SeedNoteSigner.of(Samples.filled(33));
        TreeHead head = SAMPLE.checkpoints.get(1).body().head();
        Checkpoint unknownKey = Checkpoint.sign(Checkpoint.Body.of(Samples.LOG, head, stranger.key()), stranger);
        Checkpoint otherLog = Checkpoint.sign(Checkpoint.Body.of("another", head, Samples.NOTES.key()), Samples.NOTES);

        JournalVerdict verdict = verify(
                SAMPLE.bytes(),
                new GivenCheckpoint("fork", Checkpoint.sign(fork, Samples.NOTES)),
                new GivenCheckpoint("in-batch", Checkpoint.sign(inBatch, Samples.NOTES)),
                new GivenCheckpoint("key", unknownKey),
                new GivenCheckpoint("other", otherLog),
                SAMPLE.given(3));

        assertThat(findings(verdict))
                .extracting(JournalFinding::fault, JournalFinding::subject)
                .containsExactly(
                        tuple(JournalFault.GIVEN_CONTRADICTS, "in-batch"),
                        tuple(JournalFault.GIVEN_CONTRADICTS, "fork"),
                        tuple(JournalFault.GIVEN_KEY_UNKNOWN, "key"),
                        tuple(JournalFault.GIVEN_OF_OTHER_LOG, "other"));
    }

    @Test
    void anAlteredJournalIsStillComparedWithGivenCheckpoints() {
        Checkpoint.Body fork = new Checkpoint.Body(Samples.LOG, 20, Digest.sha256(new byte[1]), Samples.NOTES.key());
        List<String> lines = SAMPLE.lines();
        lines.set(SAMPLE.line(3), lines.get(SAMPLE.line(3)).replace("\"permit\"", "\"refuse\""));

        List<JournalFinding> findings = findings(
                verify(lines, SAMPLE.given(10), new GivenCheckpoint("fork", Checkpoint.sign(fork, Samples.NOTES))));

        assertThat(findings)
                .extracting(JournalFinding::fault)
                .containsExactly(JournalFault.ENTRY_ALTERED, JournalFault.GIVEN_CONTRADICTS);
    }

    @Test
    void sealsOfAnotherOrganisationAreNotBelieved() {
        JournalSample other = new JournalSample(3);

        assertThat(findings(verify(other.bytes())))
                .extracting(JournalFinding::fault)
                .contains(JournalFault.SEAL_INVALID);
    }

    @Test
    void anEntryThatDoesNotNameItsTransfersPreviousOneIsFound() throws IOException {
        Entry broken = SAMPLE.entries.get(2);
        Entry without = new Entry(
                broken.id(),
                broken.log(),
                broken.event(),
                broken.transfer(),
                broken.recipient(),
                broken.time(),
                broken.actor(),
                broken.rule(),
                broken.decision(),
                broken.reason(),
                broken.revisions(),
                Optional.empty(),
                broken.digests());

        byte[] file = sealed(List.of(SAMPLE.entries.get(0), SAMPLE.entries.get(1), without));

        assertFirst(verify(file), JournalFault.PREVIOUS_MISMATCH, 2);
    }

    @Test
    void sealedBytesThatAreNoEntryAreFound() throws IOException {
        byte[] spaced = (new String(SAMPLE.entries.get(0).encode(), StandardCharsets.UTF_8) + " ")
                .getBytes(StandardCharsets.UTF_8);

        assertFirst(verify(sealedBytes(List.of(spaced))), JournalFault.ENTRY_MALFORMED, 0);
    }

    private static byte[] sealed(List<Entry> entries) throws IOException {
        return sealedBytes(entries.stream().map(Entry::encode).toList());
    }

    private static byte[] sealedBytes(List<byte[]> entries) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        JournalFile file = JournalFile.begin(out, Samples.LOG);
        MemoryTree tree = new MemoryTree();
        for (byte[] entry : entries) {
            tree.append(MerkleTree.leafHash(entry));
            file.entry(entry, MerkleTree.leafHash(entry));
        }
        Checkpoint.Body body = Checkpoint.Body.of(Samples.LOG, tree.frontier().head(), Samples.NOTES.key());
        file.checkpoint(SealedCheckpoint.seal(body, Samples.NOTES, SAMPLE.pki.signer(), TestPki.NOW), Optional.empty());
        file.end();
        return out.toByteArray();
    }

    /** The sample as an operator would put it back: everything after a seal is gone, and the end says so. */
    private record JournalSampleCut(JournalSample sample, int checkpoints) {

        byte[] bytes() {
            List<String> lines = new ArrayList<>();
            int left = checkpoints;
            for (String line : sample.lines()) {
                if (left == 0) {
                    break;
                }
                lines.add(line);
                left -= line.startsWith("{\"checkpoint\"") ? 1 : 0;
            }
            long entries =
                    lines.stream().filter(line -> line.startsWith("{\"actor\"")).count();
            lines.add("{\"checkpoints\":" + checkpoints + ",\"entries\":" + entries + "}");
            return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
        }
    }
}
