package org.sceau.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WitnessTest {
    private static final Witness WITNESS = Witness.of("temoin.example/w1", Samples.filled(21));
    private static final Instant AT = Instant.parse("2026-11-23T11:00:00Z");
    private static final MemoryTree TREE = new MemoryTree();
    private static final TreeHead[] HEADS = new TreeHead[41];

    static {
        HEADS[0] = TREE.frontier().head();
        for (int i = 0; i < 40; i++) {
            TREE.append(MerkleTree.leafHash(new byte[] {(byte) i}));
            HEADS[i + 1] = TREE.frontier().head();
        }
    }

    private static Checkpoint checkpoint(TreeHead head) {
        return Checkpoint.sign(Checkpoint.Body.of(Samples.LOG, head, Samples.NOTES.key()), Samples.NOTES);
    }

    private static Witness.Decision decide(Checkpoint last, Checkpoint next) {
        long first = Math.min(last.body().size(), next.body().size());
        ConsistencyProof proof = ConsistencyProof.build(first, next.body().size(), TREE);
        return WITNESS.decide(Optional.of(last), next, proof, AT);
    }

    private static void assertRefused(Witness.Decision decision, Witness.Refusal why) {
        assertThat(decision).isEqualTo(new Witness.Decision.Refused(why));
    }

    @Property(tries = 100)
    void aContinuationIsCosignedAndAnythingSmallerRefused(
            @ForAll @IntRange(min = 1, max = 40) int last, @ForAll @IntRange(min = 1, max = 40) int next) {
        Witness.Decision decision = decide(checkpoint(HEADS[last]), checkpoint(HEADS[next]));

        if (next < last) {
            assertRefused(decision, Witness.Refusal.SHRUNK);
        } else {
            assertThat(decision)
                    .isInstanceOfSatisfying(
                            Witness.Decision.Cosigned.class,
                            cosigned -> assertThat(WITNESS.key().witnessed(cosigned.checkpoint()))
                                    .contains(AT));
        }
    }

    @Test
    void aForkAnotherLogAnotherKeyAndAnUnsignedNoteAreRefused() {
        Checkpoint last = checkpoint(HEADS[10]);
        TreeHead fork = new TreeHead(20, Digest.sha256(new byte[] {9}));
        SeedNoteSigner stranger = SeedNoteSigner.of(Samples.filled(22));
        Checkpoint other =
                Checkpoint.sign(Checkpoint.Body.of("another", HEADS[20], Samples.NOTES.key()), Samples.NOTES);
        Checkpoint otherKey = Checkpoint.sign(Checkpoint.Body.of(Samples.LOG, HEADS[20], stranger.key()), stranger);
        String forged = checkpoint(HEADS[20]).note().replace("\n20\n", "\n21\n");

        assertRefused(decide(last, checkpoint(fork)), Witness.Refusal.FORKED);
        assertRefused(decide(last, checkpoint(new TreeHead(10, fork.root()))), Witness.Refusal.FORKED);
        assertRefused(decide(last, other), Witness.Refusal.OTHER_LOG);
        assertRefused(decide(last, otherKey), Witness.Refusal.OTHER_KEY);
        assertRefused(decide(last, Checkpoint.decode(forged)), Witness.Refusal.NOT_SIGNED);
    }

    @Test
    void aCosignedNoteIsReadBackAndOnlyItsWitnessIsBelieved() {
        Checkpoint next = checkpoint(HEADS[7]);
        var decision = WITNESS.decide(Optional.empty(), next, new ConsistencyProof(0, 7, List.of()), AT);
        CosignedCheckpoint cosigned = ((Witness.Decision.Cosigned) decision).checkpoint();

        CosignedCheckpoint read = CosignedCheckpoint.decode(cosigned.note());

        assertThat(read.checkpoint().note()).isEqualTo(next.note());
        assertThat(WITNESS.key().witnessed(read)).contains(AT);
        WitnessKey renamed = new WitnessKey(
                WITNESS.key().name(), SeedNoteSigner.of(Samples.filled(23)).key());
        assertThat(renamed.witnessed(read)).isEmpty();
        CosignedCheckpoint moved = new CosignedCheckpoint(checkpoint(HEADS[8]), read.others());
        assertThat(WITNESS.key().witnessed(moved)).isEmpty();
    }

    @Test
    void theMessageIsTheStandards() {
        assertThat(new String(
                        WitnessKey.message(checkpoint(HEADS[1]), 1679315147), java.nio.charset.StandardCharsets.UTF_8))
                .startsWith("cosignature/v1\ntime 1679315147\nsceau/log/" + Samples.LOG + "\n1\n");
        // key id: SHA-256(name, LF, 0x04, key), its first four bytes
        var sha256 = Digest.sha256();
        sha256.update("temoin.example/w1\n\u0004".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        String id = HexFormat.of().formatHex(sha256.digest(WITNESS.key().key().bytes()), 0, 4);
        assertThat(WITNESS.key().text()).startsWith("temoin.example/w1+" + id + "+B");
    }

    @Test
    void theKeyFileIsReadBack() {
        assertThat(Witness.decode(WITNESS.secret() + "\n").key()).isEqualTo(WITNESS.key());
        assertThat(WITNESS.toString()).doesNotContain("PRIVATE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "PRIVATE+KEY+",
                "PRIVATE+KEY+name+00000000+AAAA",
                "PRIVATE+KEY+name+00000000+BAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8g",
                "PRIVATE+KEY+a name+00000000+BAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8g",
                "name+00000000+BAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8g"
            })
    void aBadKeyFileIsRefused(String text) {
        assertThatThrownBy(() -> Witness.decode(text)).isInstanceOf(MalformedProof.class);
    }

    @Property(tries = 200)
    void noNoteMakesTheReaderThrowAnythingElse(@ForAll String tail, @ForAll @IntRange(max = 300) int cut) {
        String note = checkpoint(HEADS[3]).note();
        String text = note.substring(0, Math.min(cut, note.length())) + tail;

        try {
            assertThat(CosignedCheckpoint.decode(text).checkpoint().body().size())
                    .isEqualTo(3);
        } catch (MalformedProof e) {
            assertThat(e.part()).isNotNull();
        }
    }
}
