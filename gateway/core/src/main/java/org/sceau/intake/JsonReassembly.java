package org.sceau.intake;

import java.io.IOException;

/** Puts payloads back into a JSON request. Not thread-safe. */
final class JsonReassembly implements PayloadPlaces {
    private final InputWindow window;
    private final JsonScanner scanner;
    private final PayloadQueue queue;

    JsonReassembly(InputWindow window, JsonScanner scanner, PayloadQueue queue) {
        this.window = window;
        this.scanner = scanner;
        this.queue = queue;
    }

    @Override
    public void value(Extracted.Kind kind, int entry, String expression, int quote) throws IOException {
        ByteCollector marker = new ByteCollector(128);
        window.flush(0, marker::write);
        scanner.skipValue(JsonScanner.Token.STRING);
        window.flush(1, queue.out()::write);
        queue.value(marker.toBytes());
    }

    @Override
    public void document(int entry, String expression) throws IOException {
        ByteCollector marker = new ByteCollector(256);
        window.flush(1, marker::write);
        scanner.skipValue(JsonScanner.Token.BEGIN_OBJECT);
        window.flush(0, queue.out()::write);
        queue.document(marker.toBytes(), Names.ascii(Markers.jsonDocument(queue.sha256())), new byte[0], new byte[0]);
    }
}
