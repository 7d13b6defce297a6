package org.sceau.proof;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one submission adds to a signature that it shares with others ({@link BatchSeal}): member {@code batch} of the
 * unprotected header. {@code ctys}, {@code hashV} and {@code pars} name its objects as {@code sigD} does for one that is signed
 * alone, {@code quality} is the claimed attribute, {@code salt} keeps it from whoever holds another file of the batch; the leaf
 * is these five as canonical JSON. {@code index} and {@code path} lead from it to the signed node, whose name states the size.
 *
 * @param objects what is signed
 * @param quality attribute that the signer claims for its client
 * @param salt random
 */
record BatchLeaf(List<SignedObject> objects, String quality, Salt salt) {
    /** Name of the header's member. */
    static final String MEMBER = "batch";

    private static final String URI = "urn:sceau:batch:";
    /** A batch has more than one leaf, and its size one spelling. */
    private static final Pattern NAME = Pattern.compile(URI + "([2-9]|[1-9][0-9]{1,3})");
    /** Of an inner node of a tree, by its bytes. */
    private static final String TYPE = "application/octet-stream";

    BatchLeaf {
        objects = List.copyOf(objects);
    }

    /** What is signed for all leaves of a tree. */
    static SignedObject node(TreeHead head) {
        return new SignedObject(URI + head.size(), head.root(), TYPE);
    }

    /** Whether a header signs a node, and so nothing without a leaf. */
    static boolean isNeeded(List<SignedObject> signed) {
        return signed.size() == 1 && signed.getFirst().uri().startsWith(URI);
    }

    /** The leaf that stands under what is signed; throws {@link MalformedProof} on any other. */
    static BatchLeaf under(Part part, List<SignedObject> signed, JsonValue batch) {
        SignedObject node = signed.getFirst();
        Matcher name = NAME.matcher(node.uri());
        Members members = new Members(part, batch, MEMBER);
        if (signed.size() > 1 || !node.contentType().equals(TYPE) || !name.matches()) {
            throw members.invalid(MEMBER);
        }
        long size = Long.parseLong(name.group(1));
        long index = members.integer("index");
        List<Digest> path = new ArrayList<>();
        members.texts("path").forEach(hash -> path.add(members.digest(hash, "path")));
        if (size > BatchSeal.MOST || index < 0 || index >= size || path.size() > InclusionProof.MAX_PATH) {
            throw members.invalid("index");
        }
        BatchLeaf leaf = new BatchLeaf(
                JadesHeader.objects(members),
                members.text("quality"),
                Salt.of(members.digest("salt").bytes()));
        members.end();
        return switch (new InclusionProof(index, size, path).verify(leaf.hash(), node.sha256())) {
            case ProofVerdict.Holds _ -> leaf;
            case ProofVerdict.Fails(Reason reason) -> throw new MalformedProof(part, reason, MEMBER);
        };
    }

    Digest hash() {
        return MerkleTree.leafHash(CanonicalJson.encode(statement().done()));
    }

    JsonValue toJson(InclusionProof proof) {
        return statement()
                .put("index", proof.index())
                .putTexts("path", proof.path().stream().map(Digest::base64Url).toList())
                .done();
    }

    private ObjectDraft statement() {
        return Jades.named(objects).put("quality", quality).put("salt", salt.base64Url());
    }
}
