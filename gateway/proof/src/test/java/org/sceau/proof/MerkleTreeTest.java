package org.sceau.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MerkleTreeTest {
    private static final int MOST = 300;
    private static final List<byte[]> ENTRIES = new ArrayList<>();
    private static final List<TreeHead> HEADS = new ArrayList<>();
    private static final MemoryTree TREE = new MemoryTree();
    private static final ReferenceTree REFERENCE = new ReferenceTree(ENTRIES);

    @BeforeAll
    static void grow() {
        HEADS.add(TREE.frontier().head());
        for (int i = 0; i < MOST; i++) {
            ENTRIES.add(("entry " + i).getBytes(StandardCharsets.UTF_8));
            TREE.append(MerkleTree.leafHash(ENTRIES.get(i)));
            HEADS.add(TREE.frontier().head());
        }
    }

    @Test
    void rootsOfAllSizesAreThoseOfTheStandard() {
        for (int n = 0; n <= MOST; n++) {
            Digest wanted = Digest.of(REFERENCE.mth(0, n));

            assertThat(HEADS.get(n)).isEqualTo(new TreeHead(n, wanted));
            assertThat(MerkleTree.root(n, TREE)).isEqualTo(wanted);
            assertThat(TreeFrontier.of(n, TREE).head()).isEqualTo(HEADS.get(n));
        }
    }

    @Test
    void aFrontierReadBackGoesOnAsIfItHadNeverStopped() {
        for (int n = 0; n < MOST; n++) {
            TreeFrontier resumed = TreeFrontier.of(n, TREE)
                    .append(
                            MerkleTree.leafHash(ENTRIES.get(n)),
                            (level, index, hash) -> assertThat(hash).isEqualTo(TREE.hash(level, index)));

            assertThat(resumed.head()).isEqualTo(HEADS.get(n + 1));
        }
    }

    @Test
    void allInclusionProofsAreThoseOfTheStandardAndHold() {
        for (int n = 1; n <= MOST; n++) {
            for (int m = 0; m < n; m++) {
                InclusionProof proof = InclusionProof.build(m, n, TREE);
                Digest leaf = MerkleTree.leafHash(ENTRIES.get(m));

                assertThat(proof.path()).isEqualTo(digests(REFERENCE.path(m, 0, n)));
                assertThat(ReferenceTree.rootOf(m, n, leaf.bytes(), bytes(proof.path())))
                        .isEqualTo(HEADS.get(n).root().bytes());
                assertThat(proof.verify(leaf, HEADS.get(n).root())).isEqualTo(new ProofVerdict.Holds());
            }
        }
    }

    @Test
    void allConsistencyProofsAreThoseOfTheStandardAndHold() {
        for (int n = 0; n <= MOST; n++) {
            for (int m = 0; m <= n; m++) {
                ConsistencyProof proof = ConsistencyProof.build(m, n, TREE);

                List<byte[]> wanted = m == 0 ? List.of() : REFERENCE.proof(m, n);
                assertThat(proof.path()).isEqualTo(digests(wanted));
                assertThat(proof.verify(HEADS.get(m), HEADS.get(n))).isEqualTo(new ProofVerdict.Holds());
            }
        }
    }

    @Test
    void noInclusionProofHoldsForAnotherEntryPositionSizeRootOrPath() {
        for (int n = 2; n <= 40; n++) {
            for (int m = 0; m < n; m++) {
                InclusionProof proof = InclusionProof.build(m, n, TREE);
                Digest leaf = MerkleTree.leafHash(ENTRIES.get(m));
                Digest root = HEADS.get(n).root();
                Digest other = Digest.sha256(new byte[] {1});

                assertFails(proof.verify(other, root));
                assertFails(proof.verify(leaf, other));
                for (int i = 0; i < n; i++) {
                    if (i != m) {
                        assertFails(new InclusionProof(i, n, proof.path()).verify(leaf, root));
                    }
                }
                for (int i = 0; i < proof.path().size(); i++) {
                    List<Digest> altered = new ArrayList<>(proof.path());
                    altered.set(i, other);
                    assertFails(new InclusionProof(m, n, altered).verify(leaf, root));
                    altered.remove(i);
                    assertFails(new InclusionProof(m, n, altered).verify(leaf, root));
                }
                List<Digest> longer = new ArrayList<>(proof.path());
                longer.add(root);
                assertFails(new InclusionProof(m, n, longer).verify(leaf, root));
            }
        }
    }

    @Test
    void noConsistencyProofHoldsForAnotherTreeOrPath() {
        for (int n = 1; n <= 40; n++) {
            for (int m = 1; m <= n; m++) {
                ConsistencyProof proof = ConsistencyProof.build(m, n, TREE);
                TreeHead other = new TreeHead(m, Digest.sha256(new byte[] {1}));

                assertFails(proof.verify(other, HEADS.get(n)));
                assertFails(proof.verify(HEADS.get(m), new TreeHead(n, other.root())));
                assertFails(proof.verify(HEADS.get(m - 1), HEADS.get(n)));
                List<Digest> longer = new ArrayList<>(proof.path());
                longer.add(other.root());
                assertFails(new ConsistencyProof(m, n, longer).verify(HEADS.get(m), HEADS.get(n)));
                for (int i = 0; i < proof.path().size(); i++) {
                    List<Digest> altered = new ArrayList<>(proof.path());
                    altered.set(i, other.root());
                    assertFails(new ConsistencyProof(m, n, altered).verify(HEADS.get(m), HEADS.get(n)));
                    altered.remove(i);
                    assertFails(new ConsistencyProof(m, n, altered).verify(HEADS.get(m), HEADS.get(n)));
                }
            }
        }
    }

    @Test
    void aProofReadsNoMoreHashesThanTwiceTheHeightOfTheTree() {
        for (int m = 0; m < MOST; m++) {
            TREE.reads = 0;
            InclusionProof.build(m, MOST, TREE);
            assertThat(TREE.reads).isLessThanOrEqualTo(18);

            TREE.reads = 0;
            ConsistencyProof.build(m, MOST, TREE);
            assertThat(TREE.reads).isLessThanOrEqualTo(18);
        }
    }

    @Test
    void thereIsNoProofForWhatIsNotInTheTree() {
        assertThatThrownBy(() -> InclusionProof.build(5, 5, TREE)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> InclusionProof.build(-1, 5, TREE)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ConsistencyProof.build(6, 5, TREE)).isInstanceOf(IllegalArgumentException.class);
    }

    private static void assertFails(ProofVerdict verdict) {
        assertThat(verdict).isInstanceOf(ProofVerdict.Fails.class);
    }

    private static List<Digest> digests(List<byte[]> hashes) {
        return hashes.stream().map(Digest::of).toList();
    }

    private static List<byte[]> bytes(List<Digest> hashes) {
        return hashes.stream().map(Digest::bytes).toList();
    }
}
