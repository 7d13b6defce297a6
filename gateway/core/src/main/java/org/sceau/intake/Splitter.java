package org.sceau.intake;

import java.io.IOException;
import java.io.InputStream;
import org.sceau.failure.Refused;
import org.sceau.vault.PayloadSink;

/**
 * The door: takes a request apart while it streams in, in one pass and in memory that does not grow with the payloads.
 * Immutable and thread-safe.
 *
 * <p>Guarantees: what is handed on was read by a strict parser, so that no other parser can understand it differently:
 * duplicate names, malformed UTF-8, document types, entities and anything after the end are refused; every payload is the
 * strict base64 decoding of what stood there, or the exact bytes. It does not promise that the request is good FHIR.
 */
public final class Splitter {
    private final IntakeLimits limits;

    /** A splitter with these limits. */
    public Splitter(IntakeLimits limits) {
        this.limits = limits;
    }

    /**
     * Splits one request. Reads {@code body} to its end, without closing it. Unless it returns, nothing is kept: every sink
     * is closed and every finished payload discarded.
     *
     * @throws Refused with codes SC-1001 to SC-1106, or what {@code body} itself refuses with
     * @throws IOException of {@code body} or of a sink
     */
    public Split split(InputStream body, Format format, Interaction interaction, PayloadSink.Factory sinks)
            throws IOException {
        PayloadCollector payloads = new PayloadCollector(sinks);
        boolean whole = false;
        try {
            MetadataObject metadata = switch (format) {
                case JSON -> new JsonSplitter(body, limits, payloads).split(interaction);
                case XML -> new XmlSplitter(body, limits, payloads).split(interaction);
            };
            whole = true;
            return payloads.split(interaction, metadata);
        } finally {
            if (!whole) {
                payloads.discard();
            }
        }
    }
}
