package org.sceau.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CoseReceiptTest {
    private static final TestPki PKI = new TestPki();
    private static final TrustAnchors ANCHORS = PKI.anchors();
    private static final Receipt RECEIPT = Samples.receipt(PKI.signer());
    private static final byte[] FILE = CoseReceipt.sign(RECEIPT, Samples.NOTES).encode();

    @Test
    void theFormIsProvedLikeTheReceiptItIsMadeOf() {
        Verdict verdict = Verifier.verify(FILE, ANCHORS, Samples.supplied(Samples.PDF));

        assertThat(verdict)
                .isInstanceOf(Verdict.Proved.class)
                .isEqualTo(Verifier.verify(RECEIPT.encode(), ANCHORS, Samples.supplied(Samples.PDF)));
        assertThat(CoseReceipt.decode(FILE).receipt()).isEqualTo(RECEIPT);
    }

    @Test
    void theSameReceiptHasTheSameBytes() {
        assertThat(CoseReceipt.sign(RECEIPT, Samples.NOTES).encode()).isEqualTo(FILE);
        assertThat(CoseReceipt.decode(FILE).encode()).isEqualTo(FILE);
    }

    @Test
    void aProgramThatKnowsTheRfcOnlyAcceptsEveryEntryOfEveryTree() {
        for (int size = 1; size <= 20; size++) {
            for (int index = 0; index < size; index++) {
                byte[] file =
                        CoseReceipt.sign(receipt(index, size), Samples.NOTES).encode();

                var read = CoseByTheRfc.read(file);

                assertThat(read.verifies(read.entry(), Samples.NOTES.key().bytes()))
                        .as("entry %d of %d", index, size)
                        .isTrue();
                assertThat(read.verifies(
                                read.entry(),
                                SeedNoteSigner.of(Samples.filled(8)).key().bytes()))
                        .isFalse();
                assertThat(read.verifies(new byte[] {0}, Samples.NOTES.key().bytes()))
                        .isFalse();
            }
        }
    }

    @Test
    void theProtectedHeaderNamesLogSizeAndKey() {
        var read = CoseByTheRfc.read(FILE);

        assertThat(read.protectedHeader().get(1L)).isEqualTo(-8L);
        assertThat(read.protectedHeader().get(395L)).isEqualTo(1L);
        assertThat(read.protectedHeader().get(15L))
                .asString()
                .contains("sceau/log/" + Samples.LOG, "urn:sceau:checkpoint:" + Samples.LOG + ":11");
        String coseKey = "a3" + "0101" + "2006" + "215820"
                + HexFormat.of().formatHex(Samples.NOTES.key().bytes());
        assertThat((byte[]) read.protectedHeader().get(4L))
                .isEqualTo(Digest.sha256(HexFormat.of().parseHex(coseKey)).bytes());
    }

    /** The key must not state in COSE what it never stated in a note, whatever a database holds. */
    @Test
    void nothingIsSignedThatTheLogHasNotStated() {
        SeedNoteSigner other = SeedNoteSigner.of(Samples.filled(8));
        String note = RECEIPT.sealed().note();
        char last = note.charAt(note.length() - 3);
        String altered = note.substring(0, note.length() - 3) + (last == 'A' ? 'Q' : 'A') + "=\n";
        Receipt forged = new Receipt(
                RECEIPT.entry(),
                RECEIPT.openings(),
                RECEIPT.proof(),
                new SealedCheckpoint(altered, RECEIPT.sealed().jades()));

        assertThatThrownBy(() -> CoseReceipt.sign(RECEIPT, other)).isInstanceOf(MalformedProof.class);
        assertThatThrownBy(() -> CoseReceipt.sign(forged, Samples.NOTES)).isInstanceOf(MalformedProof.class);
    }

    /** Promise: every byte is covered by a digest or signature, or fixed by form. */
    @Test
    void everyFlippedByteIsRefuted() {
        for (int at = 0; at < FILE.length; at++) {
            for (int mask : new int[] {0x01, 0x20, 0x80}) {
                byte[] altered = FILE.clone();
                altered[at] ^= (byte) mask;

                assertThat(Verifier.verify(altered, ANCHORS, List.of()))
                        .as("byte %d flipped by %x", at, mask)
                        .isInstanceOf(Verdict.Refuted.class);
            }
        }
    }

    @Property(tries = 1500)
    void bytesTakenAwayOrPutInAreRefuted(@ForAll int place, @ForAll byte[] inserted, @ForAll boolean cut) {
        int at = Math.floorMod(place, FILE.length);
        boolean away = cut || inserted.length == 0;
        byte[] middle = away ? new byte[0] : inserted;
        byte[] altered = Arrays.copyOf(FILE, FILE.length + (away ? -1 : middle.length));
        System.arraycopy(middle, 0, altered, at, middle.length);
        System.arraycopy(FILE, at + (away ? 1 : 0), altered, at + middle.length, FILE.length - at - (away ? 1 : 0));

        assertThat(Verifier.verify(altered, ANCHORS, List.of())).isInstanceOf(Verdict.Refuted.class);
    }

    @Property(tries = 3000)
    void anyBytesAfterTheTagAreRefutedWithoutThrowing(@ForAll byte[] content) {
        byte[] file = new byte[content.length + 2];
        file[0] = (byte) 0xd2;
        file[1] = (byte) 0x84;
        System.arraycopy(content, 0, file, 2, content.length);

        assertThat(Verifier.verify(file, ANCHORS, List.of())).isInstanceOf(Verdict.Refuted.class);
    }

    @ParameterizedTest
    @CsvSource({
        "d2, nothing after the tag",
        "d283, three members",
        "d29f, indefinite array",
        "d2844043, length beyond the end",
        "d2845bffffffffffffffff, length of 2^64 - 1",
        "d2845b7fffffffffffffff, length of 2^63 - 1",
        "d284409bffffffffffffffff, array in place of map",
        "d28440bb7fffffffffffffff, map of 2^63 - 1 pairs",
        "d28440a119018ca120811b8000000000000000, integer beyond a long",
        "d28440a119018ca1208143830100, proof cut short",
        "d28440a119018ca12081458301009a7f, path of many hashes",
        "d28440a119018ca120814483010180, leaf beyond the tree",
        "d2844e, major type with reserved length"
    })
    void badInputIsRefutedAsSuch(String hex, String what) {
        assertThat(Verifier.verify(HexFormat.of().parseHex(hex), ANCHORS, List.of()))
                .as(what)
                .isInstanceOfSatisfying(
                        Verdict.Refuted.class,
                        refuted -> assertThat(List.of(Reason.NOT_CBOR, Reason.VALUE_INVALID))
                                .contains(refuted.reason()));
    }

    @Test
    void aLongerFormOfTheSameValueIsRefuted() {
        byte[] longer = new byte[FILE.length + 1];
        System.arraycopy(FILE, 0, longer, 0, 2);
        assertThat(FILE[2]).isEqualTo((byte) 0x58);
        longer[2] = 0x59;
        System.arraycopy(FILE, 3, longer, 4, FILE.length - 3);

        assertThat(Verifier.verify(longer, ANCHORS, List.of()))
                .isInstanceOfSatisfying(
                        Verdict.Refuted.class,
                        refuted -> assertThat(refuted.reason()).isEqualTo(Reason.FORM_MISMATCH));
    }

    /** A genuine signature over the root does not carry over to a note of another key or log. */
    @Test
    void theSignatureHoldsForItsOwnCheckpointOnly() {
        Receipt other = receipt(4, 12);
        byte[] mixed = FILE.clone();
        byte[] otherFile = CoseReceipt.sign(other, Samples.NOTES).encode();
        System.arraycopy(otherFile, otherFile.length - 64, mixed, mixed.length - 64, 64);

        assertThat(Verifier.verify(mixed, ANCHORS, List.of()))
                .isEqualTo(new Verdict.Refuted(Part.CHECKPOINT, Reason.SIGNATURE_INVALID, "", List.of()));
    }

    private static Receipt receipt(int index, int size) {
        MemoryTree tree = new MemoryTree();
        List<Digest> leaves = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            leaves.add(MerkleTree.leafHash(i == index ? Samples.entry().encode() : new byte[] {(byte) i}));
        }
        leaves.forEach(tree::append);
        Checkpoint.Body body = Checkpoint.Body.of(Samples.LOG, tree.frontier().head(), Samples.NOTES.key());
        SealedCheckpoint sealed = SealedCheckpoint.seal(body, Samples.NOTES, PKI.signer(), TestPki.NOW);
        return new Receipt(
                Samples.entry(), Samples.openings(), InclusionProof.build(index, size, tree), sealed, Optional.empty());
    }
}
