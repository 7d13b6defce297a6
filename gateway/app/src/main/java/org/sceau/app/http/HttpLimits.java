package org.sceau.app.http;

import java.time.Duration;

/**
 * What one client may take of the server.
 *
 * @param requestHeaderBytes of a request line and its headers together; default 16 KiB, above any FHIR client's
 * @param idle how long a connection may say nothing, in the middle of a request too; default 30 s
 * @param bodyGrace how long a body may be slow before its rate counts; default 10 s, room for a TLS start over a bad line
 * @param bodyBytesPerSecond slowest average rate of a body after the grace; default 4 KiB/s, a tenth of an old DSL line
 * @param concurrentSubmissions bodies read at one moment; default 256, so that memory stays bounded: about 1 MiB each
 * @param formBytes of a search sent by POST; default 64 KiB
 */
public record HttpLimits(
        int requestHeaderBytes,
        Duration idle,
        Duration bodyGrace,
        long bodyBytesPerSecond,
        int concurrentSubmissions,
        int formBytes) {

    /** The limits of a gateway that says nothing else. */
    public static final HttpLimits DEFAULT =
            new HttpLimits(16 * 1024, Duration.ofSeconds(30), Duration.ofSeconds(10), 4 * 1024, 256, 64 * 1024);
}
