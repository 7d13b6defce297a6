package org.sceau.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.sceau.proof.FhirReceipt;
import org.sceau.proof.MalformedProof;
import org.sceau.proof.Receipt;
import org.sceau.receipt.ReceiptForm;

/** A receipt file that somebody keeps as evidence: it is replaced by what is proved only, and never lost by it. */
final class HeldReceipt {
    private HeldReceipt() {}

    /** The form in which a newer one of {@code held} is asked for; FHIR is made here. */
    static ReceiptForm asked(byte[] held) {
        boolean cose = held[0] != '{' && Arrays.stream(FhirReceipt.values()).noneMatch(form -> form.begins(held));
        return cose ? ReceiptForm.COSE : ReceiptForm.JSON;
    }

    /** The bytes of {@code now}, which was read from {@code fetched}, in the form of {@code held}. */
    static byte[] likewise(byte[] held, Receipt now, byte[] fetched) {
        return Arrays.stream(FhirReceipt.values())
                .filter(form -> form.begins(held))
                .findFirst()
                .map(form -> form.encode(now))
                .orElse(fetched);
    }

    /**
     * When this returns, the file has {@code content} after any crash, and what it had before is beside it as {@code .before}.
     * Nothing was written when this throws {@link CommandFailed}: {@code content} is not {@code verified}, or there is a
     * {@code .before} that is neither the same nor a receipt of the same entry.
     */
    static void replace(Path file, byte[] content, Receipt verified) throws CommandFailed, IOException {
        if (!isReceipt(content, verified)) {
            throw new CommandFailed(ExitCode.CONFLICT, "receipt-of-another", file);
        }
        if (!Files.notExists(file)) {
            byte[] held = Files.readAllBytes(file);
            if (Arrays.equals(held, content)) {
                return;
            }
            Path before = file.resolveSibling(file.getFileName() + ".before");
            if (!Files.notExists(before) && !isOfEntry(Files.readAllBytes(before), held)) {
                throw new CommandFailed(ExitCode.CONFLICT, "journal-exists", before);
            }
            DurableFile.write(before, held);
        }
        DurableFile.write(file, content);
    }

    private static boolean isOfEntry(byte[] before, byte[] held) {
        try {
            return Arrays.equals(before, held)
                    || Receipt.read(before).entry().equals(Receipt.read(held).entry());
        } catch (MalformedProof e) {
            return false;
        }
    }

    private static boolean isReceipt(byte[] content, Receipt verified) {
        try {
            return Arrays.equals(Receipt.read(content).encode(), verified.encode());
        } catch (MalformedProof e) {
            return false;
        }
    }
}
