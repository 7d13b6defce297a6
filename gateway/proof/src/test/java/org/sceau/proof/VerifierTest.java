package org.sceau.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class VerifierTest {
    private static final TestPki PKI = new TestPki();
    private static final TrustAnchors ANCHORS = PKI.anchors();
    private static final Receipt RECEIPT = Samples.receipt(PKI.signer());
    private static final byte[] FILE = RECEIPT.encode();

    @Test
    void aReceiptIsProvedAndSaysByWhomWhenAndWhatItDoesNotProve() {
        Verdict verdict = Verifier.verify(FILE, ANCHORS, Samples.supplied(Samples.PDF, Samples.XML));

        assertThat(verdict).isInstanceOfSatisfying(Verdict.Proved.class, proved -> {
            Claims.OfReceipt claims = (Claims.OfReceipt) proved.claims();
            assertThat(claims.entry()).isEqualTo(Samples.entry());
            assertThat(claims.checkpoint().size()).isEqualTo(11);
            assertThat(claims.index()).isEqualTo(4);
            assertThat(claims.sealer().subject()).contains("Laboratoire Fictif");
            assertThat(states(claims.documents()))
                    .containsExactly("metadata not-supplied", "payload/0 intact", "payload/1 intact");
            assertThat(claims.limits())
                    .isEqualTo(EnumSet.of(
                            Limit.TIME_NOT_STAMPED,
                            Limit.REVOCATION_NOT_CHECKED,
                            Limit.LOG_NOT_WITNESSED,
                            Limit.NOT_THE_SENDERS_SIGNATURE,
                            Limit.DOCUMENT_NOT_SUPPLIED,
                            Limit.LATER_EVENTS));
        });
    }

    @Test
    void theGoldenReceiptIsStillProvedAndStillHasItsBytes() throws IOException {
        byte[] golden = FormatsTest.golden("receipt.json");
        TrustAnchors anchors =
                TrustAnchors.ofPem(new String(FormatsTest.golden("anchors.pem"), StandardCharsets.US_ASCII));

        assertThat(Verifier.verify(golden, anchors, Samples.supplied(Samples.PDF)))
                .isInstanceOf(Verdict.Proved.class);
        Receipt receipt = Receipt.decode(golden);
        assertThat(receipt.encode()).isEqualTo(golden);
        assertThat(receipt.entry()).isEqualTo(Samples.entry());
        assertThat(receipt.openings()).isEqualTo(Samples.openings());
        assertThat(receipt.proof()).isEqualTo(RECEIPT.proof());
        assertThat(receipt.sealed().note()).isEqualTo(RECEIPT.sealed().note());
    }

    /** Promise: every byte is covered by a digest or signature, or fixed by form. */
    @Test
    void everyFlippedByteIsRefutedAndThePartIsNamed() {
        for (int at = 0; at < FILE.length; at++) {
            for (int mask : new int[] {0x01, 0x20, 0x80}) {
                byte[] altered = FILE.clone();
                altered[at] ^= (byte) mask;

                Verdict verdict = Verifier.verify(altered, ANCHORS, List.of());

                int place = at;
                assertThat(verdict)
                        .as("byte %d flipped by %x", at, mask)
                        .isInstanceOfSatisfying(
                                Verdict.Refuted.class,
                                refuted -> assertThat(parts(place)).contains(refuted.part()));
            }
        }
    }

    @Property(tries = 1500)
    void aReceiptWithBytesTakenAwayOrPutInIsRefuted(@ForAll int place, @ForAll byte[] inserted, @ForAll boolean cut) {
        int at = Math.floorMod(place, FILE.length);
        List<Byte> bytes = new ArrayList<>();
        for (byte b : FILE) {
            bytes.add(b);
        }
        if (cut || inserted.length == 0) {
            bytes.remove(at);
        } else {
            for (byte b : inserted) {
                bytes.add(at, b);
            }
        }
        byte[] altered = new byte[bytes.size()];
        for (int i = 0; i < altered.length; i++) {
            altered[i] = bytes.get(i);
        }

        assertThat(Verifier.verify(altered, ANCHORS, List.of())).isInstanceOf(Verdict.Refuted.class);
    }

    @Property(tries = 2000)
    void anyBytesAreRefutedWithoutThrowing(@ForAll byte[] content) {
        assertThat(Verifier.verify(content, ANCHORS, List.of())).isInstanceOf(Verdict.Refuted.class);
    }

    @Test
    void aDocumentWithOtherBytesIsNamedAsAltered() {
        List<SuppliedDocument> supplied = List.of(
                new SuppliedDocument("payload/0", "payload/0", Digest.sha256(Samples.XML)),
                new SuppliedDocument("payload/1", "payload/1", Digest.sha256(Samples.XML)));

        assertThat(Verifier.verify(FILE, ANCHORS, supplied)).isInstanceOfSatisfying(Verdict.Refuted.class, refuted -> {
            assertThat(refuted.part()).isEqualTo(Part.DOCUMENT);
            assertThat(refuted.reason()).isEqualTo(Reason.DOCUMENT_ALTERED);
            assertThat(refuted.where()).isEqualTo("payload/0");
            assertThat(states(refuted.documents()))
                    .containsExactly("metadata not-supplied", "payload/0 altered", "payload/1 intact");
        });
        assertRefuted(
                Verifier.verify(FILE, ANCHORS, Samples.supplied(new byte[1])), Part.DOCUMENT, Reason.DOCUMENT_ALTERED);
        assertRefuted(
                Verifier.verify(
                        FILE, ANCHORS, List.of(new SuppliedDocument("payload/9", "x", Digest.sha256(Samples.PDF)))),
                Part.DOCUMENT,
                Reason.DOCUMENT_UNKNOWN);
    }

    @Test
    void aSignatureFileIsComparedWithTheSuppliedDocuments() {
        List<SignedObject> objects = List.of(
                new SignedObject("urn:oid:1.2.3.4", Digest.sha256(Samples.PDF), "application/pdf"),
                new SignedObject("urn:oid:1.2.3.5", Digest.sha256(Samples.XML), "text/xml"));
        byte[] jades = Jades.seal(PKI.signer(), objects, TestPki.NOW, "1.2.840.10065.1.12.1.14");
        List<SuppliedDocument> right =
                List.of(new SuppliedDocument("urn:oid:1.2.3.4", "a", Digest.sha256(Samples.PDF)));
        List<SuppliedDocument> swapped =
                List.of(new SuppliedDocument("urn:oid:1.2.3.5", "a", Digest.sha256(Samples.PDF)));

        assertThat(Verifier.verify(jades, ANCHORS, right))
                .isInstanceOfSatisfying(
                        Verdict.Proved.class,
                        proved -> assertThat(states(proved.claims().documents()))
                                .containsExactly("urn:oid:1.2.3.4 intact", "urn:oid:1.2.3.5 not-supplied"));
        assertRefuted(Verifier.verify(jades, ANCHORS, swapped), Part.DOCUMENT, Reason.DOCUMENT_ALTERED);
        assertRefuted(Verifier.verify(jades, new TestPki().anchors(), right), Part.CERTIFICATE, Reason.CHAIN_UNTRUSTED);
    }

    @Test
    void aReceiptThatOpensLessSaysSo() {
        Receipt closed = new Receipt(RECEIPT.entry(), Openings.NONE, RECEIPT.proof(), RECEIPT.sealed());

        assertThat(Verifier.verify(closed.encode(), ANCHORS, List.of()))
                .isInstanceOfSatisfying(
                        Verdict.Proved.class,
                        proved -> assertThat(proved.claims().limits())
                                .contains(Limit.DIGEST_NOT_OPENED)
                                .doesNotContain(Limit.DOCUMENT_NOT_SUPPLIED));
    }

    @Test
    void partsOfGenuineReceiptsDoNotMakeAnother() {
        Entry e = RECEIPT.entry();
        Entry elsewhere = new Entry(
                e.id(),
                "other-log",
                e.event(),
                e.transfer(),
                e.recipient(),
                e.time(),
                e.actor(),
                e.rule(),
                e.decision(),
                e.reason(),
                e.revisions(),
                e.previous(),
                e.digests());
        Entry undone = new Entry(
                e.id(),
                e.log(),
                e.event(),
                e.transfer(),
                e.recipient(),
                e.time(),
                e.actor(),
                e.rule(),
                e.decision(),
                Optional.empty(),
                e.revisions(),
                e.previous(),
                new TreeMap<>());
        Receipt without = Samples.receipt(undone, Openings.NONE, PKI.signer());
        InclusionProof shorter = new InclusionProof(4, 10, RECEIPT.proof().path());
        InclusionProof moved = new InclusionProof(5, 11, RECEIPT.proof().path());
        InclusionProof longer =
                new InclusionProof(4, 11, List.of(e.digest(), e.digest(), e.digest(), e.digest(), e.digest()));
        Opening wrong = Opening.ofContent("payload/0", Salt.of(Samples.filled(9)), Digest.sha256(Samples.PDF));

        assertRefuted(with(elsewhere, RECEIPT.openings(), RECEIPT.proof()), Part.ENTRY, Reason.LOG_MISMATCH);
        assertRefuted(with(e, RECEIPT.openings(), shorter), Part.INCLUSION, Reason.SIZE_MISMATCH);
        assertRefuted(with(e, RECEIPT.openings(), moved), Part.INCLUSION, Reason.ROOT_MISMATCH);
        assertRefuted(with(e, RECEIPT.openings(), longer), Part.INCLUSION, Reason.PATH_INVALID);
        assertRefuted(with(e, new Openings(List.of(wrong)), RECEIPT.proof()), Part.OPENING, Reason.OPENING_MISMATCH);
        Receipt opened = new Receipt(undone, RECEIPT.openings(), without.proof(), without.sealed());
        assertRefuted(Verifier.verify(opened.encode(), ANCHORS, List.of()), Part.OPENING, Reason.OPENING_UNKNOWN);
        SealedCheckpoint mixed =
                new SealedCheckpoint(RECEIPT.sealed().note(), without.sealed().jades());
        Receipt resealed = new Receipt(e, RECEIPT.openings(), RECEIPT.proof(), mixed);
        assertRefuted(Verifier.verify(resealed.encode(), ANCHORS, List.of()), Part.SEAL, Reason.SEALED_OBJECT_MISMATCH);
    }

    @Test
    void whatIsNoEvidenceIsRefutedAsAWhole() {
        assertRefuted(Verifier.verify(new byte[0], ANCHORS, List.of()), Part.FILE, Reason.NOT_JSON);
        assertRefuted(Verifier.verify(Samples.bytes("[]"), ANCHORS, List.of()), Part.FILE, Reason.FORMAT_UNKNOWN);
        assertRefuted(Verifier.verify(Samples.bytes("{}"), ANCHORS, List.of()), Part.FILE, Reason.FORMAT_UNKNOWN);
        assertRefuted(
                Verifier.verify(new byte[Receipt.MAX_BYTES + 1], ANCHORS, List.of()), Part.FILE, Reason.TOO_LARGE);
        assertRefuted(
                Verifier.verify(Samples.replaced(FILE, "\"v\":1}", "\"v\":1 }"), ANCHORS, List.of()),
                Part.FILE,
                Reason.NOT_CANONICAL);
        assertRefuted(
                Verifier.verify(Samples.replaced(FILE, "\"v\":1}", "\"v\":1,\"w\":1}"), ANCHORS, List.of()),
                Part.ENTRY,
                Reason.MEMBER_UNKNOWN);
    }

    private static Verdict with(Entry entry, Openings openings, InclusionProof proof) {
        return Verifier.verify(new Receipt(entry, openings, proof, RECEIPT.sealed()).encode(), ANCHORS, List.of());
    }

    private static void assertRefuted(Verdict verdict, Part part, Reason reason) {
        assertThat(verdict).isInstanceOfSatisfying(Verdict.Refuted.class, refuted -> {
            assertThat(refuted.part()).isEqualTo(part);
            assertThat(refuted.reason()).isEqualTo(reason);
        });
    }

    private static List<String> states(List<DocumentFinding> findings) {
        return findings.stream()
                .map(finding -> finding.name() + " " + finding.state().code())
                .toList();
    }

    /** The parts that a verdict may name for a damaged byte: the member it stands in, or the file if its form broke. */
    private static Set<Part> parts(int at) {
        String before = new String(FILE, 0, at, StandardCharsets.UTF_8);
        if (before.contains("\"seal\":")) {
            return before.contains("\"size\":")
                    ? EnumSet.of(Part.INCLUSION, Part.FILE)
                    : EnumSet.of(Part.SEAL, Part.CERTIFICATE, Part.FILE);
        } else if (before.contains("\"leaf\":") && !before.contains("\"openings\":")) {
            return EnumSet.of(Part.INCLUSION, Part.FILE);
        } else if (before.contains("\"path\":")) {
            return EnumSet.of(Part.INCLUSION, Part.FILE);
        } else if (before.contains("\"openings\":")) {
            return EnumSet.of(Part.OPENING, Part.FILE);
        } else if (before.contains("\"entry\":")) {
            return EnumSet.of(Part.ENTRY, Part.INCLUSION, Part.FILE);
        }
        return EnumSet.of(Part.CHECKPOINT, Part.FILE);
    }
}
