package org.sceau.proof;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Decides whether an evidence file ({@link EvidenceWriter}) proves what it says: form, seal and manifest of the container;
 * then each receipt and the signature by themselves; then that all of them speak of one transfer and of the documents that
 * are in the file. No input makes it throw, but for the failures of reading.
 */
final class EvidenceVerifier {
    private final EvidenceContainer file;
    private final Optional<EvidenceWriter.Source> again;
    private final TrustAnchors anchors;
    private final List<SuppliedDocument> supplied;

    private EvidenceVerifier(
            EvidenceContainer file,
            Optional<EvidenceWriter.Source> again,
            TrustAnchors anchors,
            List<SuppliedDocument> supplied) {
        this.file = file;
        this.again = again;
        this.anchors = anchors;
        this.supplied = supplied;
    }

    /** A verdict on a part, which is that on the whole. */
    private static final class PartRefuted extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient Verdict.Refuted verdict;

        PartRefuted(Verdict.Refuted verdict) {
            super(verdict.part().code());
            this.verdict = verdict;
        }
    }

    /** Where the same file can be had {@code again}, what archive time-stamps cover is read a second time. */
    static Verdict verify(
            InputStream in,
            Optional<EvidenceWriter.Source> again,
            TrustAnchors anchors,
            List<SuppliedDocument> supplied)
            throws IOException {
        try {
            return new EvidenceVerifier(EvidenceContainer.read(in), again, anchors, supplied).verdict();
        } catch (MalformedProof e) {
            return new Verdict.Refuted(e.part(), e.reason(), e.where(), List.of());
        } catch (PartRefuted e) {
            return e.verdict;
        }
    }

    private Verdict verdict() throws PartRefuted {
        byte[] manifest = file.content(EvidenceMember.MANIFEST_FILE);
        CadesVerifier.Signed signed =
                CadesVerifier.integrity(file.content(EvidenceMember.SIGNATURE_FILE), manifest, anchors);
        requireManifest(manifest, signed);
        EvidenceSeal alone = EvidenceSeal.of(signed, anchors, anchors);
        EvidenceLists lists = EvidenceLists.of(file, anchors);
        EvidenceSeal seal = lists.areNone() ? alone : EvidenceSeal.of(signed, anchors, lists.asked());
        EvidenceStatement statement = EvidenceStatement.decode(file.content(EvidenceMember.STATEMENT_FILE));
        requireDocumentForm(statement);
        List<Claims.OfReceipt> receipts = receipts(statement);
        Optional<Claims.OfSignature> signature = signature();
        Map<String, Digest> stated = stated(receipts, signature);
        List<SuppliedDocument> all = new ArrayList<>(within(stated));
        all.addAll(supplied);
        List<DocumentFinding> findings = Comparison.of(stated, all);
        boolean encrypted = documents().stream().anyMatch(EvidenceVerifier::isEncrypted);
        boolean examined = lists.examine(signed.at());
        Set<Limit> limits = new EvidenceLimits(statement, seal, examined, receipts, signature)
                .with(findings, encrypted, anchors.checksRevocation());
        return Verifier.conclude(
                new Claims.OfEvidence(statement, seal.sealer(), seal.second(), receipts, signature, findings, limits));
    }

    /** Before the chain, so that nothing altered is called intact; which member it is, is looked for in trusted files only. */
    private void requireManifest(byte[] manifest, CadesVerifier.Signed signed) {
        Map<String, Digest> named = new LinkedHashMap<>(file.digests());
        named.keySet()
                .removeIf(name -> !EvidenceMember.of(name)
                        .map(EvidenceMember::isInManifest)
                        .orElse(false));
        if (Arrays.equals(manifest, EvidenceManifest.of(named))) {
            return;
        }
        if (anchors.withoutLists().validate(signed.chain(), signed.at()) instanceof ChainVerdict.Trusted) {
            requireDigests(new String(manifest, StandardCharsets.UTF_8), named);
        }
        throw new MalformedProof(Part.MANIFEST, Reason.MANIFEST_MISMATCH, EvidenceMember.MANIFEST_FILE);
    }

    private static void requireDigests(String manifest, Map<String, Digest> named) {
        named.forEach((name, digest) -> {
            if (manifest.contains("URI=\"" + name + "\"") && !manifest.contains(EvidenceManifest.line(name, digest))) {
                throw new MalformedProof(Part.CONTAINER, Reason.DIGEST_MISMATCH, name);
            }
        });
    }

    private void requireDocumentForm(EvidenceStatement statement) {
        for (String name : documents()) {
            boolean good = switch (statement.documents()) {
                case NONE -> false;
                case ENCRYPTED -> isEncrypted(name);
                case CLEAR -> !isEncrypted(name);
            };
            if (!good) {
                throw new MalformedProof(Part.STATEMENT, Reason.VALUE_INVALID, "documents");
            }
        }
    }

    private List<String> documents() {
        List<String> names = new ArrayList<>(file.names(EvidenceMember.METADATA));
        names.addAll(file.names(EvidenceMember.PAYLOAD));
        return names;
    }

    private static boolean isEncrypted(String name) {
        return name.endsWith(".p7m");
    }

    private List<Claims.OfReceipt> receipts(EvidenceStatement statement) throws PartRefuted {
        List<Claims.OfReceipt> receipts = new ArrayList<>();
        for (String name : file.names(EvidenceMember.RECEIPT)) {
            if (!(proved(name) instanceof Claims.OfReceipt receipt)) {
                throw new MalformedProof(Part.CONTAINER, Reason.FORMAT_UNKNOWN, name);
            }
            if (!receipt.entry().transfer().equals(Optional.of(statement.transfer()))) {
                throw new MalformedProof(Part.ENTRY, Reason.TRANSFER_MISMATCH, name);
            }
            receipts.add(receipt);
        }
        return receipts;
    }

    private Optional<Claims.OfSignature> signature() throws PartRefuted {
        if (file.names(EvidenceMember.JADES).isEmpty()) {
            return Optional.empty();
        }
        if (!(proved(EvidenceMember.JADES_FILE) instanceof Claims.OfSignature signature)) {
            throw new MalformedProof(Part.CONTAINER, Reason.FORMAT_UNKNOWN, EvidenceMember.JADES_FILE);
        }
        return Optional.of(signature);
    }

    /** A document in the file, or one that was supplied with it. */
    private Optional<EvidenceWriter.Source> bytes(Digest sha256) {
        return documents().stream()
                .filter(name -> Optional.ofNullable(file.digests().get(name)).equals(Optional.of(sha256)))
                .findFirst()
                .flatMap(name -> again.map(source -> file.again(name, source)))
                .or(() -> Verifier.bytes(supplied).of(sha256));
    }

    private Claims proved(String name) throws PartRefuted {
        return switch (Verifier.verify(file.content(name), anchors, List.of(), this::bytes)) {
            case Verdict.Proved(Claims claims) -> claims;
            case Verdict.Refuted(Part part, Reason reason, String where, List<DocumentFinding> _) ->
                throw new PartRefuted(
                        new Verdict.Refuted(part, reason, where.isEmpty() ? name : name + " " + where, List.of()));
        };
    }

    /** What receipts and signature state, by the names that receipts use; both must state the same. */
    private Map<String, Digest> stated(List<Claims.OfReceipt> receipts, Optional<Claims.OfSignature> signature) {
        Map<String, Digest> stated = new LinkedHashMap<>();
        for (Claims.OfReceipt receipt : receipts) {
            for (DocumentFinding finding : receipt.documents()) {
                Digest before = stated.putIfAbsent(finding.name(), finding.sha256());
                if (before != null && !before.equals(finding.sha256())) {
                    throw new MalformedProof(Part.OPENING, Reason.RECEIPTS_CONTRADICT, finding.name());
                }
            }
        }
        if (signature.isPresent()) {
            Set<Digest> signed = signature.get().documents().stream()
                    .map(DocumentFinding::sha256)
                    .collect(Collectors.toUnmodifiableSet());
            stated.forEach((name, digest) -> {
                if (!name.equals("signature") && !signed.contains(digest)) {
                    throw new MalformedProof(Part.SIGNATURE, Reason.SEALED_OBJECT_MISMATCH, name);
                }
            });
            for (String name : documents()) {
                Digest digest = file.digests().get(name);
                if (digest != null && signed.contains(digest)) {
                    stated.putIfAbsent(statedName(name), digest);
                }
            }
        }
        return stated;
    }

    private static String statedName(String member) {
        return member.startsWith("metadata.") ? "metadata" : member;
    }

    /** The documents of the file itself, to be compared with what is stated. */
    private List<SuppliedDocument> within(Map<String, Digest> stated) {
        List<SuppliedDocument> within = new ArrayList<>();
        for (String name : documents()) {
            Digest digest = file.digests().get(name);
            if (digest != null && !isEncrypted(name)) {
                within.add(new SuppliedDocument(statedName(name), name, digest));
            }
        }
        if (file.digests().containsKey(EvidenceMember.JADES_FILE) && stated.containsKey("signature")) {
            Digest jades = JadesFile.asSigned(file.content(EvidenceMember.JADES_FILE));
            within.add(new SuppliedDocument("signature", EvidenceMember.JADES_FILE, jades));
        }
        return within;
    }
}
