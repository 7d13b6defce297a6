package org.sceau.proof;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Seals several submissions with one signature: a key of few signatures a second then does not hold them up. Each submission
 * is a leaf of an RFC 9162 tree; what is signed is the node at its top, an object of 65 bytes (0x01, left, right) whose
 * SHA-256 is the tree's root. Each gets a JAdES file of its own, with the same signature and its own leaf and path
 * ({@link BatchLeaf}): it proves its own objects and shows nothing of the others.
 *
 * <p>Without state; thread safe if signer and random source are.
 */
public final class BatchSeal {
    /** Most submissions under one signature. */
    public static final int MOST = 1024;

    private BatchSeal() {}

    /**
     * One submission. Throws IllegalArgumentException on texts that no file can hold, so that it fails alone.
     *
     * @param objects what is sealed of it
     * @param claimedQuality signer attribute as claimed by the signer ({@code srAts})
     */
    public record Submitted(List<SignedObject> objects, String claimedQuality) {

        /** Copies. */
        public Submitted {
            objects = List.copyOf(objects);
            var _ = CanonicalJson.encode(
                    Jades.named(objects).put("quality", claimedQuality).done());
        }
    }

    /**
     * Seals them: one alone as {@link Jades#seal} does.
     *
     * @param seal a P-256 key
     * @param all 1 to {@value #MOST}
     * @param iat claimed signing time; whole seconds count
     * @param commitmentOid what the seal commits to, an OID with or without {@code urn:oid:}
     * @return the JSON files, in their order
     */
    public static List<byte[]> seal(
            RawSigner seal, List<Submitted> all, Instant iat, String commitmentOid, SecureRandom random) {
        if (all.isEmpty() || all.size() > MOST) {
            throw new IllegalArgumentException("a batch has 1 to " + MOST + " submissions");
        }
        if (all.size() == 1) {
            Submitted alone = all.getFirst();
            return List.of(Jades.seal(seal, alone.objects(), iat, commitmentOid, alone.claimedQuality()));
        }
        List<BatchLeaf> leaves = new ArrayList<>();
        List<List<Digest>> subtrees = new ArrayList<>();
        TreeFrontier tree = TreeFrontier.EMPTY;
        for (Submitted one : all) {
            BatchLeaf leaf = new BatchLeaf(one.objects(), one.claimedQuality(), Salt.random(random));
            leaves.add(leaf);
            tree = tree.append(leaf.hash(), (level, _, hash) -> {
                if (subtrees.size() == level) {
                    subtrees.add(new ArrayList<>());
                }
                subtrees.get(level).add(hash);
            });
        }
        JadesFile file = JadesFile.decode(Jades.seal(seal, List.of(BatchLeaf.node(tree.head())), iat, commitmentOid));
        HashReader hashes = (level, index) -> subtrees.get(level).get((int) index);
        List<byte[]> files = new ArrayList<>();
        for (int i = 0; i < leaves.size(); i++) {
            InclusionProof proof = InclusionProof.build(i, leaves.size(), hashes);
            files.add(file.under(leaves.get(i).toJson(proof)).encode());
        }
        return files;
    }
}
