package org.sceau.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sceau.document.Sample;
import org.sceau.proof.SeedNoteSigner;
import org.sceau.receipt.ReceiptFile;
import org.sceau.receipt.ReceiptForm;

/** That a change of the log's key takes one form of its older receipts and no other. */
class ReceiptFormTest {
    @TempDir
    private Path directory;

    @Test
    void onlyTheKeyThatStatedTheRootMakesTheCoseForm() throws IOException {
        try (World world =
                new World(World.Lasting.in(directory, LedgerSettings.embedded("node-1", directory.resolve("data"))))) {
            Acknowledgement accepted = world.accepted(Sample.one("urn:oid:1.1", "urn:oid:2.1", "document"));
            ReceiptFile receipt =
                    world.ledger.receipts().find(accepted.receipt()).orElseThrow();
            var changed = SeedNoteSigner.of(new byte[32]);

            for (ReceiptForm form : ReceiptForm.values()) {
                assertThat(form.of(receipt, world.lasting.keys().logSigner())).isPresent();
                assertThat(form.of(receipt, changed).isPresent()).isEqualTo(form != ReceiptForm.COSE);
            }
        }
    }
}
