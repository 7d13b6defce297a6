package org.sceau.intake;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.sceau.failure.Refused;
import org.sceau.proof.Digest;

/**
 * Gives the request back as it was received: the metadata object with every payload in the place of its marker. Used where
 * a recipient gets the document in clear. Streams; memory does not grow with the payloads.
 *
 * <p>The result is the request byte for byte, but for base64 whose characters the sender had written as escapes or
 * references: there the same value is written plainly. Whether a payload has the digest that its marker names is for the
 * vault to check; here only the places and the markers are.
 */
public final class Reassembly {
    private static final IntakeLimits LIMITS = new IntakeLimits(
            Long.MAX_VALUE,
            Long.MAX_VALUE,
            Integer.MAX_VALUE,
            Integer.MAX_VALUE,
            // what was taken in under any limits is given back under these: it was bounded then
            1 << 16,
            Integer.MAX_VALUE,
            Integer.MAX_VALUE,
            Integer.MAX_VALUE,
            Integer.MAX_VALUE,
            Integer.MAX_VALUE);

    private Reassembly() {}

    /** Opens the clear bytes of a payload. */
    @FunctionalInterface
    public interface Opening {

        /** The bytes, to be read once and closed. */
        InputStream open() throws IOException;
    }

    /**
     * One payload of the request.
     *
     * @param sha256 of its clear bytes
     * @param content its clear bytes
     */
    public record Source(Digest sha256, Opening content) {}

    /**
     * Writes the request, without closing {@code out}.
     *
     * @param payloads in the order of {@link Split#payloads()}
     * @throws NotReassembled if the markers in the metadata object are not those of the payloads
     * @throws IOException of a payload or of {@code out}
     */
    public static void write(MetadataObject metadata, Interaction interaction, List<Source> payloads, OutputStream out)
            throws IOException {
        if (interaction == Interaction.FHIR_DOCUMENT) {
            whole(metadata, payloads, out);
            return;
        }
        Objections objections = new Objections();
        InputWindow window = new InputWindow(
                new ByteArrayInputStream(metadata.content()), Long.MAX_VALUE, "", objections, out::write);
        PayloadQueue queue = new PayloadQueue(payloads, out);
        try {
            switch (metadata.format()) {
                case JSON -> {
                    JsonScanner scanner = new JsonScanner(window, LIMITS, objections);
                    JsonWalk walk =
                            new JsonWalk(scanner, LIMITS, objections, new JsonReassembly(window, scanner, queue));
                    walk(interaction, walk::transaction, walk::documentReference);
                }
                case XML -> {
                    XmlScanner scanner = new XmlScanner(window, LIMITS, objections);
                    XmlWalk walk = new XmlWalk(scanner, LIMITS, objections, new XmlReassembly(window, scanner, queue));
                    walk(interaction, walk::transaction, walk::documentReference);
                }
            }
            objections.settle();
        } catch (Refused e) {
            throw new NotReassembled("the metadata object is not one: " + e.code());
        }
        window.flush(0, out::write);
        queue.settle();
    }

    @FunctionalInterface
    private interface Walk {
        void walk() throws IOException;
    }

    private static void walk(Interaction interaction, Walk transaction, Walk documentReference) throws IOException {
        switch (interaction) {
            case PROVIDE_DOCUMENT_BUNDLE -> transaction.walk();
            case SIMPLIFIED_PUBLISH -> documentReference.walk();
            case FHIR_DOCUMENT -> throw new NotReassembled("a document is its own payload");
        }
    }

    private static void whole(MetadataObject metadata, List<Source> payloads, OutputStream out) throws IOException {
        PayloadQueue queue = new PayloadQueue(payloads, out);
        String marker = switch (metadata.format()) {
            case JSON -> Markers.jsonDocument(queue.sha256());
            case XML -> Markers.xmlDocument(queue.sha256());
        };
        queue.document(metadata.content(), Names.ascii(marker), new byte[0], new byte[0]);
        queue.settle();
    }
}
