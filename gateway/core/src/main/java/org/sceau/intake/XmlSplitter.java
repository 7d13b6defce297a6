package org.sceau.intake;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.sceau.failure.FailureCode;
import org.sceau.failure.Issue;
import org.sceau.vault.PayloadSink;
import org.sceau.vault.StoredPayload;

/**
 * Splits one XML request while it streams in. The payload of a document inside a transaction is its slice of the request
 * with the namespace declarations in scope added after the name of its root, so that it stands alone. For one request; not
 * thread-safe.
 */
final class XmlSplitter implements PayloadPlaces {
    private static final String WHOLE = "Bundle";

    private final IntakeLimits limits;
    private final PayloadCollector payloads;
    private final Objections objections = new Objections();
    private final MetadataBuffer metadata;
    private final InputWindow window;
    private final XmlScanner scanner;
    private MetadataBuffer held;

    XmlSplitter(InputStream body, IntakeLimits limits, PayloadCollector payloads) {
        this.limits = limits;
        this.payloads = payloads;
        this.metadata = new MetadataBuffer(limits.maxMetadataBytes(), objections);
        this.held = metadata;
        this.window = new InputWindow(
                body, Math.min(limits.maxXmlBodyBytes(), limits.maxBodyBytes()), "JSON", objections, metadata);
        this.scanner = new XmlScanner(window, limits, objections);
    }

    /** Reads the request to its end and gives what is left of it. */
    MetadataObject split(Interaction interaction) throws IOException {
        XmlWalk walk = new XmlWalk(scanner, limits, objections, this);
        scanner.tag().limit(limits.maxStringBytes());
        switch (interaction) {
            case PROVIDE_DOCUMENT_BUNDLE -> walk.transaction();
            case SIMPLIFIED_PUBLISH -> walk.documentReference();
            case FHIR_DOCUMENT -> whole(walk);
        }
        window.flush(0, metadata);
        objections.settle();
        return metadata.finish(Format.XML);
    }

    @Override
    public void hold() throws IOException {
        held = new MetadataBuffer(limits.maxMetadataBytes(), objections);
        window.flush(0, held);
    }

    @Override
    public void pass() throws IOException {
        window.flush(0, metadata);
        metadata.write(held.toBytes());
    }

    @Override
    public void value(Extracted.Kind kind, int entry, String expression, int quote) throws IOException {
        window.pause();
        PayloadSink sink = payloads.open();
        Base64Decoder decoder = new Base64Decoder(window, objections, sink, expression);
        decoder.block();
        for (int c = window.read(); c != quote; c = window.read()) {
            decoder.take(character(c));
            decoder.block();
        }
        decoder.finish();
        StoredPayload payload = payloads.finish(sink, kind, entry, expression, Optional.empty());
        metadata.write(Names.ascii(Markers.value(payload.sha256()) + (char) quote));
        window.resume();
    }

    @Override
    public void document(int entry, String expression) throws IOException {
        XmlRoot root = XmlRoot.of(scanner);
        PayloadSink sink = payloads.open();
        DocumentCopy copy = new DocumentCopy(sink, limits.maxDocumentViewBytes(), objections, expression);
        window.flush(0, copy);
        String text = new String(held.toBytes(), StandardCharsets.ISO_8859_1);
        int tag = text.lastIndexOf('<');
        metadata.write(text.substring(0, tag).getBytes(StandardCharsets.ISO_8859_1));
        String startTag = root.opening()
                + root.inherited()
                + text.substring(tag + root.opening().length());
        byte[] opening = startTag.getBytes(StandardCharsets.ISO_8859_1);
        copy.write(opening, 0, opening.length);
        walk(copy, expression);
        window.flush(0, metadata);
        StoredPayload payload = finish(
                copy,
                sink,
                Extracted.Kind.NESTED_DOCUMENT,
                entry,
                expression,
                new String(opening, StandardCharsets.UTF_8),
                root.name());
        metadata.write(root.marker(payload.sha256()));
    }

    private void whole(XmlWalk walk) throws IOException {
        PayloadSink sink = payloads.open();
        DocumentCopy copy = new DocumentCopy(sink, limits.maxDocumentViewBytes(), objections, WHOLE);
        window.flush(0, copy);
        String startTag = "";
        String name = "";
        if (walk.opened(WHOLE)) {
            XmlRoot root = XmlRoot.of(scanner);
            startTag = root.opening() + root.own() + '>';
            name = root.name();
            walk(copy, WHOLE);
        }
        scanner.next();
        window.flush(0, metadata);
        objections.settle();
        StoredPayload payload = finish(copy, sink, Extracted.Kind.WHOLE_BODY, 0, WHOLE, startTag, name);
        metadata.write(Names.ascii(Markers.xmlDocument(payload.sha256())));
    }

    private void walk(DocumentCopy copy, String expression) throws IOException {
        scanner.tag().limit(Long.MAX_VALUE);
        new XmlDocument(scanner, window, limits, objections, copy, expression).walk();
        scanner.tag().limit(limits.maxStringBytes());
    }

    private StoredPayload finish(
            DocumentCopy copy,
            PayloadSink sink,
            Extracted.Kind kind,
            int entry,
            String expression,
            String startTag,
            String name)
            throws IOException {
        copy.finish();
        DocumentView view = copy.view(XmlDocument.extract(startTag, name));
        return payloads.finish(sink, kind, entry, expression, Optional.of(view));
    }

    /** A character of a base64 value; XML writers may refer to any of them. */
    private int character(int c) throws IOException {
        if (c < 0) {
            throw objections.refuse(
                    Issue.at(FailureCode.SYNTAX_INVALID, "byte " + window.offset(), "a quotation mark"));
        }
        return c == '&' ? scanner.characters().reference() : c;
    }
}
