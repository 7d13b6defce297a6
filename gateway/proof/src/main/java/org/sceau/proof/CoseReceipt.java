package org.sceau.proof;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A receipt as COSE receipt of inclusion (RFC 9942, verifiable data structure 1, RFC9162_SHA256): a COSE_Sign1 whose detached
 * payload is the root of the log, signed by the log's key, with the inclusion proof in the unprotected header. A program
 * that knows RFC 9942 only finds the entry under the private label {@value #ENTRY}; what leads from the log's key to a
 * trust anchor stands beside it. The file is deterministic CBOR. Immutable.
 *
 * <p>Who signs states in COSE only what the same key has stated in a note: {@link #sign} asks for the note's signature.
 */
public final class CoseReceipt {
    /** Media type of the file (RFC 9052 section 11.3.1). */
    public static final String MEDIA_TYPE = "application/cose; cose-type=\"cose-sign1\"";

    /** Canonical bytes of the entry: what is hashed to the leaf. The labels below -65536 are for private use. */
    static final long ENTRY = -65537;

    static final long OPENINGS = -65538;
    static final long NOTE = -65539;
    static final long SEAL = -65540;
    static final long STAMP = -65541;
    static final long RENEWALS = -65542;
    static final long SECOND_SEAL = -65543;

    private static final int SIGN1 = 18;
    private static final int ALGORITHM = 1;
    private static final int EDDSA = -8;
    private static final int KEY_ID = 4;
    private static final int CLAIMS = 15;
    private static final int ISSUER = 1;
    private static final int SUBJECT = 2;
    private static final int STRUCTURE = 395;
    private static final int RFC9162_SHA256 = 1;
    private static final int PROOFS = 396;
    private static final int INCLUSION = -1;

    private final Receipt receipt;
    private final byte[] signature;

    private CoseReceipt(Receipt receipt, byte[] signature) {
        this.receipt = receipt;
        this.signature = signature;
    }

    /**
     * Signs the root of a receipt's checkpoint; the same receipt gives the same bytes (RFC 8032).
     *
     * @throws MalformedProof when {@code log} has not signed that checkpoint before
     */
    public static CoseReceipt sign(Receipt receipt, NoteSigner log) {
        Checkpoint checkpoint = receipt.sealed().checkpoint();
        boolean stated = checkpoint.body().key().equals(log.key()) && checkpoint.verify() instanceof ProofVerdict.Holds;
        if (!stated) {
            throw new MalformedProof(Part.CHECKPOINT, Reason.NOTE_SIGNATURE_INVALID, "");
        }
        return new CoseReceipt(receipt, log.sign(signed(checkpoint.body())));
    }

    /** The file. */
    public byte[] encode() {
        CborWriter out = new CborWriter().tag(SIGN1).array(4);
        out.bytes(protectedHeader(receipt.sealed().checkpoint().body()));
        boolean renewed = !receipt.renewals().isEmpty();
        out.map(5
                + (receipt.stamp().isPresent() ? 1 : 0)
                + (renewed ? 1 : 0)
                + (receipt.second().isPresent() ? 1 : 0));
        out.integer(PROOFS).map(1).integer(INCLUSION).array(1).bytes(inclusion(receipt.proof()));
        out.integer(ENTRY).bytes(receipt.entry().encode());
        out.integer(OPENINGS).bytes(receipt.openings().encode());
        out.integer(NOTE).text(receipt.sealed().note());
        out.integer(SEAL).bytes(receipt.sealed().jades().getBytes(StandardCharsets.UTF_8));
        receipt.stamp().ifPresent(token -> out.integer(STAMP).bytes(token.der()));
        if (renewed) {
            out.integer(RENEWALS).bytes(CanonicalJson.encode(Renewed.toJson(receipt.renewals())));
        }
        receipt.second().ifPresent(seal -> out.integer(SECOND_SEAL).bytes(seal.der()));
        return out.nil().bytes(signature).done();
    }

    /**
     * Reads a file. Checks its form only.
     *
     * @throws MalformedProof on anything that is not byte for byte what {@link #encode} makes
     */
    public static CoseReceipt decode(byte[] file) {
        if (file.length > Receipt.MAX_BYTES) {
            throw new MalformedProof(Part.FILE, Reason.TOO_LARGE, "");
        }
        CborReader in = new CborReader(file);
        in.expectTag(SIGN1);
        in.expectArray(4);
        in.bytes();
        var _ = in.map();
        in.expectLabel(PROOFS);
        in.expectMap(1);
        in.expectLabel(INCLUSION);
        in.expectArray(1);
        InclusionProof proof = inclusion(in.bytes());
        in.expectLabel(ENTRY);
        Entry entry = Entry.decode(in.bytes());
        in.expectLabel(OPENINGS);
        Openings openings = Openings.decode(in.bytes());
        in.expectLabel(NOTE);
        String note = in.text();
        in.expectLabel(SEAL);
        SealedCheckpoint sealed = new SealedCheckpoint(note, new String(in.bytes(), StandardCharsets.UTF_8));
        // that the map has as many as it says is seen when all is written anew
        Optional<TimeStampToken> stamp = optional(in, STAMP).map(TimeStampToken::decode);
        List<Renewed> renewals = optional(in, RENEWALS)
                .map(json -> Renewed.fromJson(CanonicalJson.decode(Part.RENEWAL, json)))
                .orElse(List.of());
        Optional<DetachedSeal> second = optional(in, SECOND_SEAL).map(DetachedSeal::decode);
        in.expectNil();
        CoseReceipt cose =
                new CoseReceipt(new Receipt(entry, openings, proof, sealed, stamp, second, renewals), in.bytes());
        in.end();
        if (!Arrays.equals(cose.encode(), file)) {
            throw new MalformedProof(Part.FILE, Reason.FORM_MISMATCH, "");
        }
        return cose;
    }

    private static Optional<byte[]> optional(CborReader in, long label) {
        return in.passLabel(label) ? Optional.of(in.bytes()) : Optional.empty();
    }

    /** The receipt, of which nothing is verified. */
    public Receipt receipt() {
        return receipt;
    }

    /** The receipt, when the key that its note names has signed its root; throws {@link MalformedProof} otherwise. */
    Receipt signed() {
        Checkpoint.Body body = receipt.sealed().checkpoint().body();
        if (body.key().verify(signed(body), signature) instanceof ProofVerdict.Fails) {
            throw new MalformedProof(Part.CHECKPOINT, Reason.SIGNATURE_INVALID, "");
        }
        return receipt;
    }

    /** Whether a file claims to be a COSE_Sign1. */
    static boolean begins(byte[] file) {
        return file.length > 0 && (file[0] & 0xff) == (CborWriter.TAG << 5 | SIGN1);
    }

    /** The Sig_structure (RFC 9052 section 4.4); no note begins like it. */
    private static byte[] signed(Checkpoint.Body body) {
        return new CborWriter()
                .array(4)
                .text("Signature1")
                .bytes(protectedHeader(body))
                .bytes(new byte[0])
                .bytes(body.root().bytes())
                .done();
    }

    /** The claims bind log and size, which the root alone does not. */
    private static byte[] protectedHeader(Checkpoint.Body body) {
        CborWriter out = new CborWriter().map(4);
        out.integer(ALGORITHM).integer(EDDSA);
        out.integer(KEY_ID).bytes(keyId(body.key()));
        out.integer(CLAIMS).map(2);
        out.integer(ISSUER).text(body.origin()).integer(SUBJECT).text(body.uri());
        return out.integer(STRUCTURE).integer(RFC9162_SHA256).done();
    }

    /** The COSE Key Thumbprint (RFC 9679) of the log's key. */
    private static byte[] keyId(LogKey key) {
        byte[] coseKey = new CborWriter()
                .map(3)
                .integer(1)
                .integer(1)
                .integer(-1)
                .integer(6)
                .integer(-2)
                .bytes(key.bytes())
                .done();
        return Digest.sha256(coseKey).bytes();
    }

    private static byte[] inclusion(InclusionProof proof) {
        CborWriter out = new CborWriter().array(3).integer(proof.size()).integer(proof.index());
        out.array(proof.path().size());
        proof.path().forEach(hash -> out.bytes(hash.bytes()));
        return out.done();
    }

    private static InclusionProof inclusion(byte[] content) {
        CborReader in = new CborReader(content);
        in.expectArray(3);
        long size = in.integer();
        long index = in.integer();
        int length = in.array();
        List<Digest> path = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            byte[] hash = in.bytes();
            if (hash.length != 32 || length > InclusionProof.MAX_PATH) {
                throw new MalformedProof(Part.INCLUSION, Reason.VALUE_INVALID, "path");
            }
            path.add(Digest.of(hash));
        }
        in.end();
        if (index < 0 || index >= size) {
            throw new MalformedProof(Part.INCLUSION, Reason.VALUE_INVALID, "leaf");
        }
        return new InclusionProof(index, size, path);
    }
}
