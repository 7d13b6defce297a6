package org.sceau.proof;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sceau.proof.JsonValue.JsonObject;

/**
 * Decides whether an evidence file proves what it says, from trust anchors alone, without network.
 *
 * <p>Guarantees: {@link Verdict.Proved} is returned only if every byte of the file is covered by a digest or signature
 * that leads to an anchor, or is fixed by form, and every supplied document is one the evidence speaks of; but for archive
 * time-stamps of a signature whose documents are not supplied, which count for nothing then ({@link
 * Limit#ARCHIVE_NOT_EXAMINED}). What is not
 * proved stands in {@link Claims#limits}. No input makes it throw. Without state, thread safe.
 */
public final class Verifier {
    /** How a ZIP file begins. */
    private static final byte[] CONTAINER = {'P', 'K', 3, 4};

    private Verifier() {}

    /**
     * Checks a file of any kind, read from its beginning to its end, and documents in it once more where archive time-stamps
     * cover them; memory does not grow with them. Throws IOException only when the file cannot be read.
     */
    public static Verdict verify(EvidenceWriter.Source file, TrustAnchors anchors, List<SuppliedDocument> documents)
            throws IOException {
        try (InputStream in = file.open()) {
            return verify(in, Optional.of(file), anchors, documents);
        }
    }

    /** As above, of a file that can be read once only: what archive time-stamps in an evidence file are over stays open. */
    public static Verdict verify(InputStream file, TrustAnchors anchors, List<SuppliedDocument> documents)
            throws IOException {
        return verify(file, Optional.empty(), anchors, documents);
    }

    private static Verdict verify(
            InputStream file,
            Optional<EvidenceWriter.Source> again,
            TrustAnchors anchors,
            List<SuppliedDocument> documents)
            throws IOException {
        BufferedInputStream in = new BufferedInputStream(file);
        in.mark(CONTAINER.length);
        byte[] start = in.readNBytes(CONTAINER.length);
        in.reset();
        return Arrays.equals(start, CONTAINER)
                ? EvidenceVerifier.verify(in, again, anchors, documents)
                : verify(in.readNBytes(FhirReceipt.MAX_BYTES + 1), anchors, documents);
    }

    /** Checks a receipt in any of its forms, or a signature file that stands alone; which of them it is, the file says. */
    public static Verdict verify(byte[] file, TrustAnchors anchors, List<SuppliedDocument> documents) {
        return verify(file, anchors, documents, bytes(documents));
    }

    /** What was supplied, by its digest. */
    static SignedBytes bytes(List<SuppliedDocument> documents) {
        return sha256 -> documents.stream()
                .filter(document -> document.sha256().equals(sha256))
                .flatMap(document -> document.content().stream())
                .findFirst();
    }

    static Verdict verify(byte[] file, TrustAnchors anchors, List<SuppliedDocument> documents, SignedBytes bytes) {
        try {
            Optional<Receipt> otherForm = Forms.receipt(file);
            if (otherForm.isPresent()) {
                return receipt(otherForm.get(), anchors, documents);
            }
            if (file.length > Receipt.MAX_BYTES) {
                throw new MalformedProof(Part.FILE, Reason.TOO_LARGE, "");
            }
            ForeignForm.refusal(file).ifPresent(refusal -> {
                throw refusal;
            });
            if (!(CanonicalJson.read(Part.FILE, file) instanceof JsonObject object)) {
                throw new MalformedProof(Part.FILE, Reason.FORMAT_UNKNOWN, "");
            }
            if (object.members().containsKey("format")) {
                return receipt(Receipt.decode(file), anchors, documents);
            }
            if (object.members().containsKey("protected")) {
                return SignatureFile.verify(file, anchors, documents, bytes);
            }
            throw new MalformedProof(Part.FILE, Reason.FORMAT_UNKNOWN, "");
        } catch (MalformedProof e) {
            return new Verdict.Refuted(e.part(), e.reason(), e.where(), List.of());
        }
    }

    private static Verdict receipt(Receipt receipt, TrustAnchors anchors, List<SuppliedDocument> documents) {
        Checkpoint checkpoint = receipt.sealed().checkpoint();
        if (checkpoint.verify() instanceof ProofVerdict.Fails(Reason reason)) {
            throw new MalformedProof(Part.CHECKPOINT, reason, "");
        }
        byte[] jades = receipt.sealed().jades().getBytes(StandardCharsets.UTF_8);
        return switch (new JadesVerifier(anchors).verify(Part.SEAL, jades)) {
            case JadesVerdict.NotValid(Part part, Reason reason, String where, List<SignedObject> _) ->
                new Verdict.Refuted(part, reason, where, List.of());
            case JadesVerdict.Valid seal -> {
                checkSealed(seal, checkpoint.body(), receipt.sealed().note());
                checkEntry(receipt, checkpoint.body());
                Optional<TimeStamped> stamped = receipt.stamp().map(token -> stamped(token, receipt.sealed(), anchors));
                RenewalChain.Followed followed = RenewalChain.verify(receipt, anchors);
                yield conclude(
                        claims(receipt, checkpoint.body(), seal.sealer(), stamped, followed, anchors, documents));
            }
        };
    }

    private static void checkSealed(JadesVerdict.Valid seal, Checkpoint.Body body, String note) {
        if (!seal.objects().equals(List.of(SealedCheckpoint.object(body, note)))) {
            throw new MalformedProof(Part.SEAL, Reason.SEALED_OBJECT_MISMATCH, "sigD");
        }
    }

    private static void checkEntry(Receipt receipt, Checkpoint.Body body) {
        if (!receipt.entry().log().equals(body.logId())) {
            throw new MalformedProof(Part.ENTRY, Reason.LOG_MISMATCH, "log");
        }
        if (receipt.proof().size() != body.size()) {
            throw new MalformedProof(Part.INCLUSION, Reason.SIZE_MISMATCH, "size");
        }
        Digest leaf = MerkleTree.leafHash(receipt.entry().encode());
        if (receipt.proof().verify(leaf, body.root()) instanceof ProofVerdict.Fails(Reason reason)) {
            throw new MalformedProof(Part.INCLUSION, reason, "");
        }
        for (Map.Entry<String, Digest> opened : receipt.openings().digests().entrySet()) {
            Optional<Digest> stated =
                    Optional.ofNullable(receipt.entry().digests().get(opened.getKey()));
            if (stated.isEmpty()) {
                throw new MalformedProof(Part.OPENING, Reason.OPENING_UNKNOWN, opened.getKey());
            }
            if (!stated.get().equals(opened.getValue())) {
                throw new MalformedProof(Part.OPENING, Reason.OPENING_MISMATCH, opened.getKey());
            }
        }
    }

    private static TimeStamped stamped(TimeStampToken token, SealedCheckpoint sealed, TrustAnchors anchors) {
        return switch (token.verify(SealedCheckpoint.digest(sealed.note()), anchors)) {
            case StampVerdict.Valid(TimeStamped stamped) -> stamped;
            case StampVerdict.NotValid(Part part, Reason reason, String where) ->
                throw new MalformedProof(part, reason, where);
        };
    }

    private static Claims claims(
            Receipt receipt,
            Checkpoint.Body body,
            Sealer sealer,
            Optional<TimeStamped> stamped,
            RenewalChain.Followed followed,
            TrustAnchors anchors,
            List<SuppliedDocument> supplied) {
        Map<String, Digest> stated = new LinkedHashMap<>();
        for (Opening opening : receipt.openings().all()) {
            if (Opening.isContent(opening.name())) {
                stated.put(opening.name(), Digest.of(opening.value()));
            }
        }
        List<DocumentFinding> findings = Comparison.of(stated, supplied);
        Set<Limit> limits = limits(anchors, findings);
        limits.add(Limit.LOG_NOT_WITNESSED);
        limits.add(Limit.LATER_EVENTS);
        Optional<TimeStamped> proved = stamped.filter(_ -> followed.isTimed());
        if (proved.isPresent()) {
            limits.remove(Limit.TIME_NOT_STAMPED);
        }
        limits.addAll(followed.limits());
        if (anchors.moment()
                .filter(now -> now.dates()
                        .end(HashAlgorithm.SHA_256.label())
                        .filter(end -> !now.at().isBefore(end))
                        .isPresent())
                .isPresent()) {
            limits.add(Limit.HASH_ENDED);
        }
        if (receipt.openings().all().size() < receipt.entry().digests().size()) {
            limits.add(Limit.DIGEST_NOT_OPENED);
        }
        return new Claims.OfReceipt(
                receipt.entry(),
                body,
                receipt.proof().index(),
                sealer,
                followed.second(),
                proved,
                followed.renewals(),
                findings,
                Collections.unmodifiableSet(limits));
    }

    static Set<Limit> limits(TrustAnchors anchors, List<DocumentFinding> findings) {
        Set<Limit> limits = EnumSet.of(Limit.TIME_NOT_STAMPED, Limit.NOT_THE_SENDERS_SIGNATURE);
        if (!anchors.checksRevocation()) {
            limits.add(Limit.REVOCATION_NOT_CHECKED);
        }
        for (DocumentFinding finding : findings) {
            if (finding.state() == DocumentFinding.State.NOT_SUPPLIED) {
                limits.add(Limit.DOCUMENT_NOT_SUPPLIED);
            }
        }
        return limits;
    }

    static Verdict conclude(Claims claims) {
        for (DocumentFinding finding : claims.documents()) {
            switch (finding.state()) {
                case ALTERED -> {
                    return refuted(Reason.DOCUMENT_ALTERED, finding, claims);
                }
                case UNKNOWN -> {
                    return refuted(Reason.DOCUMENT_UNKNOWN, finding, claims);
                }
                case INTACT, NOT_SUPPLIED -> {}
            }
        }
        return new Verdict.Proved(claims);
    }

    private static Verdict refuted(Reason reason, DocumentFinding finding, Claims claims) {
        return new Verdict.Refuted(Part.DOCUMENT, reason, finding.name(), claims.documents());
    }
}
