package org.sceau.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sceau.profiles.ProfileValidator;
import org.sceau.proof.FhirReceipt;
import org.sceau.proof.InclusionProof;
import org.sceau.proof.Receipt;
import org.sceau.receipt.ReceiptForm;

/** That evidence somebody holds is replaced by the receipt that was verified, or not at all. */
class HeldReceiptTest {
    @TempDir
    private Path directory;

    @Test
    void theOldFileStaysBeside() throws Exception {
        Receipt receipt = receipt();
        Path file = Files.writeString(directory.resolve("held.json"), "old");

        HeldReceipt.replace(file, receipt.encode(), receipt);
        HeldReceipt.replace(file, receipt.encode(), receipt);

        assertThat(file).hasBinaryContent(receipt.encode());
        assertThat(directory.resolve("held.json.before")).hasContent("old");
        Files.writeString(file, "another");
        assertThatThrownBy(() -> HeldReceipt.replace(file, receipt.encode(), receipt))
                .isInstanceOf(CommandFailed.class);
        assertThat(file).hasContent("another");
        assertThat(directory.resolve("held.json.before")).hasContent("old");
    }

    @Test
    void aReceiptIsRefreshedAgainAndAgain() throws Exception {
        Receipt receipt = receipt();
        byte[] first = FhirReceipt.JSON.encode(receipt);
        Path file = Files.write(directory.resolve("held"), first);

        HeldReceipt.replace(file, FhirReceipt.XML.encode(receipt), receipt);
        assertThat(directory.resolve("held.before")).hasBinaryContent(first);
        HeldReceipt.replace(file, receipt.encode(), receipt);

        assertThat(file).hasBinaryContent(receipt.encode());
        assertThat(directory.resolve("held.before")).hasBinaryContent(FhirReceipt.XML.encode(receipt));
    }

    @Test
    void whatIsNotTheVerifiedReceiptIsNotWritten() throws Exception {
        Receipt receipt = receipt();
        Receipt other = new Receipt(
                receipt.entry(),
                receipt.openings(),
                new InclusionProof(receipt.proof().index(), receipt.proof().size(), List.of()),
                receipt.sealed(),
                receipt.stamp());
        Path file = Files.writeString(directory.resolve("held.json"), "old");

        for (byte[] content : new byte[][] {new byte[0], "{}".getBytes(StandardCharsets.UTF_8), other.encode()}) {
            assertThatThrownBy(() -> HeldReceipt.replace(file, content, receipt))
                    .isInstanceOf(CommandFailed.class);
        }
        assertThat(file).hasContent("old");
        assertThat(directory.resolve("held.json.before")).doesNotExist();
    }

    @Test
    void aFileKeepsItsForm() throws IOException {
        Receipt receipt = receipt();
        byte[] json = receipt.encode();
        for (FhirReceipt form : FhirReceipt.values()) {
            byte[] held = form.encode(receipt);
            assertThat(HeldReceipt.asked(held)).isEqualTo(ReceiptForm.JSON);
            assertThat(HeldReceipt.likewise(held, receipt, json)).isEqualTo(held);
        }
        assertThat(HeldReceipt.asked(json)).isEqualTo(ReceiptForm.JSON);
        assertThat(HeldReceipt.likewise(json, receipt, json)).isEqualTo(json);
        assertThat(HeldReceipt.asked(new byte[] {(byte) 0xd2, 1})).isEqualTo(ReceiptForm.COSE);
    }

    private static Receipt receipt() throws IOException {
        try (InputStream in = Objects.requireNonNull(
                ProfileValidator.class.getResourceAsStream("/profiles/receipt/examples/valid/accepted.json"))) {
            return FhirReceipt.JSON.decode(in.readAllBytes());
        }
    }
}
