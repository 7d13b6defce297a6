package org.sceau.proof;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/** Fixed values for tests: an entry of a transfer with two documents, in a log of eleven entries. */
final class Samples {
    static final String LOG = "11f0c1de-0000-4000-8000-000000000001";
    static final byte[] PDF = "%PDF-1.7 compte rendu fictif".getBytes(StandardCharsets.UTF_8);
    static final byte[] XML = "<ClinicalDocument/>".getBytes(StandardCharsets.UTF_8);
    static final SeedNoteSigner NOTES = SeedNoteSigner.of(filled(7));

    private Samples() {}

    static Openings openings() {
        return new Openings(List.of(
                Opening.ofContent("payload/0", Salt.of(filled(1)), Digest.sha256(PDF)),
                Opening.ofContent("payload/1", Salt.of(filled(2)), Digest.sha256(XML)),
                Opening.ofContent("metadata", Salt.of(filled(3)), Digest.sha256("{}".getBytes(StandardCharsets.UTF_8))),
                Opening.of("document/0", Salt.of(filled(4)), "urn:oid:1.2.3.4".getBytes(StandardCharsets.UTF_8))));
    }

    static Entry entry() {
        return new Entry(
                UUID.fromString("5d3c1f6a-7b9e-4c1d-8e2f-000000000001"),
                LOG,
                EventName.SUBMISSION_ACCEPTANCE,
                Optional.of(UUID.fromString("7a1b2c3d-0000-4000-8000-00000000000a")),
                Optional.of("hopital-fictif"),
                TestPki.NOW,
                new Actor(Digest.of(filled(9)), "CDE/-/1B0000001", "tls-client-certificate"),
                "conf/routes/lab.yaml#lab-results",
                "permit",
                Optional.empty(),
                new TreeMap<>(Map.of("route", Digest.of(filled(5)), "policy", Digest.of(filled(6)))),
                Optional.of(Digest.of(filled(8))),
                openings().digests());
    }

    /** The receipt of {@link #entry}, the fifth of eleven. */
    static Receipt receipt(RawSigner seal) {
        return receipt(entry(), openings(), seal);
    }

    static Receipt receipt(Entry entry, Openings openings, RawSigner seal) {
        MemoryTree tree = new MemoryTree();
        for (int i = 0; i < 11; i++) {
            tree.append(MerkleTree.leafHash(i == 4 ? entry.encode() : new byte[] {(byte) i}));
        }
        Checkpoint.Body body = Checkpoint.Body.of(LOG, tree.frontier().head(), NOTES.key());
        SealedCheckpoint sealed = SealedCheckpoint.seal(body, NOTES, seal, TestPki.NOW);
        return new Receipt(entry, openings, InclusionProof.build(4, 11, tree), sealed);
    }

    /** {@link #receipt} with a time-stamp of this authority. */
    static Receipt stamped(RawSigner seal, TestTsa tsa) {
        Receipt bare = receipt(seal);
        byte[] token = tsa.token(SealedCheckpoint.digest(bare.sealed().note()));
        return with(bare, Optional.of(TimeStampToken.decode(token)), Optional.empty());
    }

    /** A receipt with all this, and nothing else, beside its seal. */
    static Receipt with(
            Receipt receipt, Optional<TimeStampToken> stamp, Optional<DetachedSeal> second, Renewed... renewals) {
        return new Receipt(
                receipt.entry(),
                receipt.openings(),
                receipt.proof(),
                receipt.sealed(),
                stamp,
                second,
                List.of(renewals));
    }

    /** To the second, as times are stated in signatures. */
    static Instant whole(Instant at) {
        return Instant.ofEpochSecond(at.getEpochSecond());
    }

    static byte[] filled(int value) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static byte[] replaced(byte[] file, String from, String to) {
        String text = new String(file, StandardCharsets.UTF_8);
        if (!text.contains(from)) {
            throw new IllegalArgumentException("nothing to replace");
        }
        return bytes(text.replace(from, to));
    }

    static List<SuppliedDocument> supplied(byte[]... contents) {
        List<SuppliedDocument> documents = new ArrayList<>();
        for (byte[] content : contents) {
            documents.add(new SuppliedDocument("", "file" + documents.size(), Digest.sha256(content)));
        }
        return documents;
    }
}
