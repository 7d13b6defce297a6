package org.sceau.intake;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.sceau.vault.PayloadSink;
import org.sceau.vault.StoredPayload;

/** Splits one JSON request while it streams in. For one request; not thread-safe. */
final class JsonSplitter implements PayloadPlaces {
    private static final String WHOLE = "Bundle";

    private final IntakeLimits limits;
    private final PayloadCollector payloads;
    private final Objections objections = new Objections();
    private final MetadataBuffer metadata;
    private final InputWindow window;
    private final JsonScanner scanner;

    JsonSplitter(InputStream body, IntakeLimits limits, PayloadCollector payloads) {
        this.limits = limits;
        this.payloads = payloads;
        this.metadata = new MetadataBuffer(limits.maxMetadataBytes(), objections);
        this.window = new InputWindow(body, limits.maxBodyBytes(), "", objections, metadata);
        this.scanner = new JsonScanner(window, limits, objections);
    }

    /** Reads the request to its end and gives what is left of it. */
    MetadataObject split(Interaction interaction) throws IOException {
        JsonWalk walk = new JsonWalk(scanner, limits, objections, this);
        scanner.strings().limit(limits.maxStringBytes());
        switch (interaction) {
            case PROVIDE_DOCUMENT_BUNDLE -> walk.transaction();
            case SIMPLIFIED_PUBLISH -> walk.documentReference();
            case FHIR_DOCUMENT -> whole(walk);
        }
        window.flush(0, metadata);
        objections.settle();
        return metadata.finish(Format.JSON);
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
        metadata.write(Names.ascii(Markers.value(payload.sha256()) + '"'));
        window.resume();
    }

    @Override
    public void document(int entry, String expression) throws IOException {
        PayloadSink sink = payloads.open();
        DocumentCopy copy = new DocumentCopy(sink, limits.maxDocumentViewBytes(), objections, expression);
        window.flush(1, copy);
        scanner.strings().limit(Long.MAX_VALUE);
        new JsonDocument(scanner, window, limits, objections, copy, expression).walk();
        scanner.strings().limit(limits.maxStringBytes());
        window.flush(0, metadata);
        marked(copy, sink, Extracted.Kind.NESTED_DOCUMENT, entry, expression);
    }

    private void whole(JsonWalk walk) throws IOException {
        PayloadSink sink = payloads.open();
        DocumentCopy copy = new DocumentCopy(sink, limits.maxDocumentViewBytes(), objections, WHOLE);
        window.flush(0, copy);
        if (walk.opened(Names.BUNDLE, WHOLE)) {
            scanner.strings().limit(Long.MAX_VALUE);
            new JsonDocument(scanner, window, limits, objections, copy, WHOLE).walk();
        }
        scanner.next();
        window.flush(0, metadata);
        objections.settle();
        marked(copy, sink, Extracted.Kind.WHOLE_BODY, 0, WHOLE);
    }

    private void marked(DocumentCopy copy, PayloadSink sink, Extracted.Kind kind, int entry, String expression)
            throws IOException {
        copy.finish();
        DocumentView view = copy.view(JsonDocument::extract);
        StoredPayload payload = payloads.finish(sink, kind, entry, expression, Optional.of(view));
        metadata.write(Names.ascii(Markers.jsonDocument(payload.sha256())));
    }

    /** A character of a base64 string; JSON writers may escape {@code /} and {@code +}. */
    private int character(int c) throws IOException {
        if (c == '\\') {
            return scanner.strings().escaped();
        }
        if (c < ' ') {
            throw scanner.strings().syntax("a character of a string");
        }
        return c;
    }
}
