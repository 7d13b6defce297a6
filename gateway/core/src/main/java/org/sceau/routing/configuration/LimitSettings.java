package org.sceau.routing.configuration;

import java.time.Duration;
import org.sceau.routing.Documented;

/**
 * What a request may cost before it is refused.
 *
 * @param body of a JSON request
 * @param xmlBody of an XML request
 * @param metadata what is left without the payloads
 * @param string one string of the metadata
 * @param documentView of a FHIR document, kept in memory
 * @param entries of a transaction
 * @param documentEntries of a FHIR document
 * @param depth of nesting
 * @param idle how long a connection may say nothing
 * @param bodyGrace how long a body may be slow before its rate counts
 * @param bodyPerSecond slowest average rate of a body
 * @param concurrentSubmissions bodies read at one moment
 */
public record LimitSettings(
        @Documented(
                what = "size of a JSON request: a document of 1.5 GB in base64; more is no document exchange",
                example = "2GiB",
                defaultValue = "2GiB")
        ByteSize body,

        @Documented(
                what = "size of an XML request: XML parsers hold an attribute, and so a document, in memory",
                example = "64MiB",
                defaultValue = "64MiB")
        ByteSize xmlBody,

        @Documented(
                what = "size of a request without its payloads: held in memory, parsed and signed",
                example = "2MiB",
                defaultValue = "2MiB")
        ByteSize metadata,

        @Documented(
                what = "size of one string of the metadata: FHIR's own limit",
                example = "1MiB",
                defaultValue = "1MiB")
        ByteSize string,

        @Documented(
                what = "size up to which a FHIR document is looked at whole in memory",
                example = "1MiB",
                defaultValue = "1MiB")
        ByteSize documentView,

        @Documented(
                what = "entries of a transaction: a submission is one occasion",
                example = "1000",
                defaultValue = "1000",
                minimum = 1,
                maximum = 100_000)
        int entries,

        @Documented(
                what = "entries of a FHIR document: counted while it streams",
                example = "10000",
                defaultValue = "10000",
                minimum = 1,
                maximum = 1_000_000)
        int documentEntries,

        @Documented(
                what = "levels of nesting: FHIR's deepest published resources have about 20",
                example = "64",
                defaultValue = "64",
                minimum = 8,
                maximum = 512)
        int depth,

        @Documented(
                what = "how long a connection may say nothing, in the middle of a request too",
                example = "30s",
                defaultValue = "30s")
        Duration idle,

        @Documented(
                what = "how long a body may be slow before its rate counts: room for a TLS start over a bad line",
                example = "10s",
                defaultValue = "10s")
        Duration bodyGrace,

        @Documented(
                what = "slowest average rate of a body, per second: a tenth of an old DSL line",
                example = "4KiB",
                defaultValue = "4KiB")
        ByteSize bodyPerSecond,

        @Documented(
                what = "bodies read at one moment: each holds about 1 MiB",
                example = "256",
                defaultValue = "256",
                minimum = 1,
                maximum = 65536)
        int concurrentSubmissions) {

    /** Throws IllegalArgumentException when what must fit in an array cannot. */
    public LimitSettings {
        metadata.asInt();
        string.asInt();
        documentView.asInt();
    }
}
