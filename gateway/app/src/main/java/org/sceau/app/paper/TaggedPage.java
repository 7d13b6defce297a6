package org.sceau.app.paper;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentCatalog;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.COSObjectable;
import org.apache.pdfbox.pdmodel.common.PDNumberTreeNode;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDMarkInfo;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureNode;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureTreeRoot;
import org.apache.pdfbox.pdmodel.documentinterchange.markedcontent.PDMarkedContent;
import org.apache.pdfbox.pdmodel.documentinterchange.markedcontent.PDPropertyList;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.interactive.viewerpreferences.PDViewerPreferences;

/** One A4 page, written from top to bottom, whose every mark has its place in the structure tree. For one thread. */
final class TaggedPage implements AutoCloseable {
    private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";
    private static final float MARGIN = 48;
    private static final float VALUE = 160;
    private static final float BODY = 8.5f;
    private static final float LEADING = 1.35f;

    private final PDDocument document;
    private final PDPage page;
    private final PDPageContentStream out;
    private final PDFont font;
    private final PDStructureElement root;
    private final COSArray marked = new COSArray();
    private float y = PDRectangle.A4.getHeight() - MARGIN;
    private float width = PDRectangle.A4.getWidth() - 2 * MARGIN;

    private TaggedPage(PDDocument document, PDPage page, PDFont font, PDStructureElement root) throws IOException {
        this.document = document;
        this.page = page;
        this.font = font;
        this.root = root;
        this.out = new PDPageContentStream(document, page);
    }

    /** An empty page of a document in this language. */
    static TaggedPage create(String language, String title) throws IOException {
        PDDocument document = new PDDocument();
        PDPage page = new PDPage(PDRectangle.A4);
        page.setStructParents(0);
        page.getCOSObject().setItem(COSName.getPDFName("Tabs"), COSName.S);
        document.addPage(page);
        PDDocumentCatalog catalog = document.getDocumentCatalog();
        catalog.setLanguage(language);
        PDMarkInfo mark = new PDMarkInfo();
        mark.setMarked(true);
        catalog.setMarkInfo(mark);
        PDViewerPreferences preferences = new PDViewerPreferences(new COSDictionary());
        preferences.setDisplayDocTitle(true);
        catalog.setViewerPreferences(preferences);
        document.getDocumentInformation().setTitle(title);
        PDStructureTreeRoot tree = new PDStructureTreeRoot();
        catalog.setStructureTreeRoot(tree);
        PDStructureElement root = new PDStructureElement("Document", tree);
        tree.appendKid(root);
        try (InputStream in = Objects.requireNonNull(PDDocument.class.getResourceAsStream(FONT))) {
            return new TaggedPage(document, page, PDType0Font.load(document, in), root);
        }
    }

    void heading(String level, String language, String text) throws IOException {
        float size = level.equals("H1") ? 20 : 12;
        y -= size;
        lines(element(level, root, language), text, MARGIN, size, width);
        y -= 4;
    }

    void paragraph(String language, String text) throws IOException {
        y -= 3;
        lines(element("P", root, language), text, MARGIN, BODY, width);
    }

    Labelled list(String language, PaperTexts texts) {
        return new Labelled(element("L", root, language), texts);
    }

    /** A list of labelled values. */
    final class Labelled {
        private final PDStructureElement list;
        private final PaperTexts texts;

        private Labelled(PDStructureElement list, PaperTexts texts) {
            this.list = list;
            this.texts = texts;
        }

        void item(String label, String value) throws IOException {
            PDStructureElement item = child("LI", list);
            float top = y;
            lines(child("Lbl", item), texts.get("label." + label), MARGIN, BODY, VALUE - MARGIN);
            float bottom = y;
            y = top;
            lines(child("LBody", item), value, VALUE, BODY, MARGIN + width - VALUE);
            y = Math.min(y, bottom);
        }
    }

    /** What follows stands at the foot of the page, left of a square of this width. */
    void beside(float square) {
        if (y < MARGIN + square) {
            throw new IllegalStateException("the page is full");
        }
        y = MARGIN + square;
        width -= square + MARGIN / 2;
    }

    /** The square. */
    void figure(QrCode code, String language, String description) throws IOException {
        PDStructureElement figure = element("Figure", root, language);
        figure.setAlternateDescription(description);
        begin(figure);
        code.draw(out, PDRectangle.A4.getWidth() - MARGIN - QrCode.POINTS, MARGIN);
        out.endMarkedContent();
    }

    void write(OutputStream to) throws IOException {
        out.close();
        PDNumberTreeNode parents = new PDNumberTreeNode(COSObjectableArray.class);
        parents.setNumbers(Map.of(0, new COSObjectableArray(marked)));
        PDStructureTreeRoot tree = document.getDocumentCatalog().getStructureTreeRoot();
        tree.setParentTree(parents);
        tree.setParentTreeNextKey(1);
        document.save(to);
    }

    @Override
    public void close() throws IOException {
        document.close();
    }

    /** The elements of a page by the number of their mark. */
    private record COSObjectableArray(COSArray array) implements COSObjectable {
        @Override
        public COSArray getCOSObject() {
            return array;
        }
    }

    private PDStructureElement element(String type, PDStructureNode parent, String language) {
        PDStructureElement element = child(type, parent);
        element.setLanguage(language);
        return element;
    }

    private PDStructureElement child(String type, PDStructureNode parent) {
        PDStructureElement element = new PDStructureElement(type, parent);
        element.setPage(page);
        parent.appendKid(element);
        return element;
    }

    private void begin(PDStructureElement element) throws IOException {
        COSDictionary properties = new COSDictionary();
        properties.setInt(COSName.MCID, marked.size());
        COSName type = COSName.getPDFName(element.getStructureType());
        out.beginMarkedContent(type, PDPropertyList.create(properties));
        element.appendKid(new PDMarkedContent(type, properties));
        marked.add(element);
    }

    private void lines(PDStructureElement element, String text, float left, float size, float width)
            throws IOException {
        begin(element);
        out.setFont(font, size);
        for (String line : wrapped(shown(text), size, width)) {
            y -= size * LEADING;
            out.beginText();
            out.newLineAtOffset(left, y);
            out.showText(line);
            out.endText();
        }
        out.endMarkedContent();
    }

    private List<String> wrapped(String text, float size, float width) throws IOException {
        List<String> lines = new ArrayList<>();
        String rest = text;
        while (!rest.isEmpty()) {
            int end = rest.length();
            while (font.getStringWidth(rest.substring(0, end)) * size / 1000 > width) {
                int space = rest.lastIndexOf(' ', end - 1);
                end = space > 0 ? space : end - 1;
            }
            lines.add(rest.substring(0, end));
            rest = rest.substring(end).stripLeading();
        }
        return lines;
    }

    /** What the font has not is shown as a question mark: a page is never refused for a name in another script. */
    private String shown(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().forEach(c -> shown.append(has(c) ? Character.toString(c) : "?"));
        return shown.toString();
    }

    private boolean has(int c) {
        try {
            font.encode(Character.toString(c));
            return true;
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }
}
