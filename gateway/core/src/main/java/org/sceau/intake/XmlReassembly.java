package org.sceau.intake;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Puts payloads back into an XML request. Not thread-safe. */
final class XmlReassembly implements PayloadPlaces {
    private final InputWindow window;
    private final XmlScanner scanner;
    private final PayloadQueue queue;
    private ByteCollector held = new ByteCollector(256);

    XmlReassembly(InputWindow window, XmlScanner scanner, PayloadQueue queue) {
        this.window = window;
        this.scanner = scanner;
        this.queue = queue;
    }

    @Override
    public void hold() throws IOException {
        held = new ByteCollector(256);
        window.flush(0, held::write);
    }

    @Override
    public void pass() throws IOException {
        window.flush(0, queue.out()::write);
        queue.out().write(held.toBytes());
    }

    @Override
    public void value(Extracted.Kind kind, int entry, String expression, int quote) throws IOException {
        ByteCollector marker = new ByteCollector(128);
        window.flush(0, marker::write);
        scanner.characters().skipValue(quote, Long.MAX_VALUE);
        window.flush(1, queue.out()::write);
        queue.value(marker.toBytes());
    }

    @Override
    public void document(int entry, String expression) throws IOException {
        XmlRoot root = XmlRoot.of(scanner);
        scanner.skipElement();
        window.flush(0, queue.out()::write);
        byte[] marker = root.marker(queue.sha256());
        byte[] taken = held.toBytes();
        int before = Math.max(0, taken.length - marker.length);
        queue.out().write(taken, 0, before);
        queue.document(
                Arrays.copyOfRange(taken, before, taken.length),
                marker,
                (root.opening() + root.inherited()).getBytes(StandardCharsets.UTF_8),
                Names.ascii(root.opening()));
    }
}
