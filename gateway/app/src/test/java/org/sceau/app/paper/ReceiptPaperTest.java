package org.sceau.app.paper;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureNode;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.sceau.profiles.ProfileValidator;
import org.sceau.proof.Entry;
import org.sceau.proof.FhirReceipt;
import org.sceau.proof.Receipt;

class ReceiptPaperTest {
    private static final Receipt RECEIPT = receipt();

    @Test
    void thePageSaysWhatTheReceiptSaysInBothLanguages() throws IOException {
        try (PDDocument document = Loader.loadPDF(ReceiptPaper.of(RECEIPT))) {
            String text = new PDFTextStripper().getText(document);

            assertThat(document.getNumberOfPages()).isEqualTo(1);
            assertThat(text)
                    .contains(
                            RECEIPT.entry().id().toString(),
                            RECEIPT.entry().log(),
                            RECEIPT.entry().actor().thumbprint().hex(),
                            RECEIPT.entry().digest().base64Url(),
                            RECEIPT.sealed().checkpoint().body().root().base64Url(),
                            "5/11",
                            "Cette page ne prouve rien par elle-même",
                            "This page proves nothing by itself");
        }
    }

    @Test
    void everyMarkHasItsPlaceInTheStructureAndItsLanguage() throws IOException {
        try (PDDocument document = Loader.loadPDF(ReceiptPaper.of(RECEIPT))) {
            var catalog = document.getDocumentCatalog();
            List<PDStructureElement> elements = new ArrayList<>();
            collect(catalog.getStructureTreeRoot(), elements);

            assertThat(catalog.getLanguage()).isEqualTo("fr");
            assertThat(catalog.getMarkInfo().isMarked()).isTrue();
            assertThat(catalog.getViewerPreferences().displayDocTitle()).isTrue();
            assertThat(document.getDocumentInformation().getTitle())
                    .contains(RECEIPT.entry().id().toString());
            assertThat(elements)
                    .extracting(PDStructureElement::getStructureType)
                    .contains("Document", "H1", "H2", "L", "LI", "Lbl", "LBody", "P", "Figure");
            assertThat(elements)
                    .filteredOn(
                            element -> List.of("H1", "H2", "L", "P", "Figure").contains(element.getStructureType()))
                    .allSatisfy(element -> assertThat(element.getLanguage()).isIn("fr", "en"));
            assertThat(elements)
                    .filteredOn(element -> element.getStructureType().equals("Figure"))
                    .singleElement()
                    .satisfies(figure ->
                            assertThat(figure.getAlternateDescription()).startsWith("Code QR"));
            int marks = new String(content(document), StandardCharsets.ISO_8859_1).split(" BDC", -1).length - 1;
            assertThat(elements)
                    .filteredOn(element -> element.getKids().stream().anyMatch(Integer.class::isInstance))
                    .hasSize(marks);
            assertThat(catalog.getStructureTreeRoot().getParentTree()).isNotNull();
        }
    }

    @Test
    void theQrCodeOnThePageCarriesIdentifiersAndRoot() throws Exception {
        try (PDDocument document = Loader.loadPDF(ReceiptPaper.of(RECEIPT))) {
            BufferedImage page = new PDFRenderer(document).renderImageWithDPI(0, 150);
            int[] pixels = page.getRGB(0, 0, page.getWidth(), page.getHeight(), null, 0, page.getWidth());
            var image = new BinaryBitmap(
                    new HybridBinarizer(new RGBLuminanceSource(page.getWidth(), page.getHeight(), pixels)));

            String read = new QRCodeReader().decode(image).getText();

            assertThat(read).isEqualTo(ReceiptPaper.code(RECEIPT));
            Properties lines = new Properties();
            lines.load(new java.io.StringReader(read.substring(read.indexOf('\n'))));
            assertThat(lines.getProperty("receipt"))
                    .isEqualTo(RECEIPT.entry().id().toString());
            assertThat(lines.getProperty("root"))
                    .isEqualTo(RECEIPT.sealed().checkpoint().body().root().base64Url());
        }
    }

    /** Words as long as they may be, and of a script that the font has not, still make one page. */
    @Test
    void theLongestEntryFitsOnePage() throws IOException {
        Entry e = RECEIPT.entry();
        Entry longest = new Entry(
                e.id(),
                e.log(),
                e.event(),
                e.transfer(),
                Optional.of("r".repeat(200)),
                e.time(),
                e.actor(),
                "W".repeat(200),
                "\u5c0f W".repeat(160),
                Optional.of("SC-3006"),
                e.revisions(),
                e.previous(),
                e.digests());
        Receipt receipt = new Receipt(longest, RECEIPT.openings(), RECEIPT.proof(), RECEIPT.sealed());

        try (PDDocument document = Loader.loadPDF(ReceiptPaper.of(receipt))) {
            assertThat(document.getNumberOfPages()).isEqualTo(1);
            assertThat(new PDFTextStripper().getText(document)).contains("? W?", "SC-3006");
        }
    }

    private static void collect(PDStructureNode node, List<PDStructureElement> into) {
        for (Object kid : node.getKids()) {
            if (kid instanceof PDStructureElement element) {
                into.add(element);
                collect(element, into);
            }
        }
    }

    private static byte[] content(PDDocument document) throws IOException {
        try (InputStream in = document.getPage(0).getContents()) {
            return in.readAllBytes();
        }
    }

    private static Receipt receipt() {
        try (InputStream in = Objects.requireNonNull(
                ProfileValidator.class.getResourceAsStream("/profiles/receipt/examples/valid/accepted.json"))) {
            return FhirReceipt.JSON.decode(in.readAllBytes());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
