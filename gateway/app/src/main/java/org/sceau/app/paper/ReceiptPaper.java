package org.sceau.app.paper;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.sceau.proof.Checkpoint;
import org.sceau.proof.Entry;
import org.sceau.proof.Limit;
import org.sceau.proof.Receipt;

/**
 * A receipt on one A4 page, in French and English, tagged for those who hear it (ISO 32000-1, 14.7 and 14.8). The page
 * proves nothing: its QR code carries the identifiers and the root with which the receipt that proves is found and compared.
 * It is to be made of a receipt that was verified. No patient, no document stands on it.
 */
public final class ReceiptPaper {
    /** Characters of a rule or a decision on paper: everything fits one page, and the receipt has the rest. */
    private static final int LONGEST = 100;

    private ReceiptPaper() {}

    /** The PDF. */
    public static byte[] of(Receipt receipt) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (TaggedPage page =
                TaggedPage.create("fr", "Reçu / Receipt " + receipt.entry().id())) {
            page.heading("H1", "fr", "Reçu / Receipt");
            for (String language : new String[] {"fr", "en"}) {
                facts(page, language, receipt);
            }
            page.beside(QrCode.POINTS);
            page.paragraph("fr", PaperTexts.of("fr").get("check"));
            page.paragraph("en", PaperTexts.of("en").get("check"));
            page.figure(new QrCode(code(receipt)), "fr", PaperTexts.of("fr").get("qr"));
            page.write(out);
        }
        return out.toByteArray();
    }

    /** What the QR code says: one {@code name=value} a line, digests in base64url. */
    static String code(Receipt receipt) {
        Checkpoint.Body body = receipt.sealed().checkpoint().body();
        return "sceau-receipt 1\nreceipt=" + receipt.entry().id()
                + "\nlog=" + body.logId()
                + "\nleaf=" + receipt.proof().index()
                + "\nsize=" + body.size()
                + "\nroot=" + body.root().base64Url()
                + "\nentry=" + receipt.entry().digest().base64Url() + "\n";
    }

    private static void facts(TaggedPage page, String language, Receipt receipt) throws IOException {
        PaperTexts texts = PaperTexts.of(language);
        Entry entry = receipt.entry();
        Checkpoint.Body body = receipt.sealed().checkpoint().body();
        page.heading("H2", language, texts.get("event." + entry.event().label()));
        var list = page.list(language, texts);
        list.item("event", entry.event().uri());
        list.item("time", entry.time().toString());
        list.item("receipt", entry.id().toString());
        if (entry.transfer().isPresent()) {
            list.item("transfer", entry.transfer().get().toString());
        }
        if (entry.recipient().isPresent()) {
            list.item("recipient", entry.recipient().get());
        }
        list.item("actor", entry.actor().thumbprint().hex());
        list.item("quality", entry.actor().quality());
        list.item("rule", shortened(entry.rule()));
        list.item("decision", shortened(entry.decision()));
        if (entry.reason().isPresent()) {
            list.item("because", entry.reason().get());
        }
        list.item("log", body.logId() + ", " + (receipt.proof().index() + 1) + "/" + body.size());
        list.item("root", body.root().base64Url());
        list.item("entry", entry.digest().base64Url());
        page.paragraph(language, texts.get(receipt.stamp().isPresent() ? "stamped" : "not-stamped"));
        page.paragraph(language, texts.get("limits") + " " + texts.get("limit." + Limit.LATER_EVENTS.code()));
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
