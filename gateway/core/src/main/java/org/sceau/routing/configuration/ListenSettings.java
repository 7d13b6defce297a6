package org.sceau.routing.configuration;

import java.net.URI;
import org.sceau.routing.Documented;

/**
 * The FHIR endpoint: mutual TLS, 1.3 or 1.2.
 *
 * @param host address to bind
 * @param port TCP port; 0 takes a free one
 * @param baseUrl under which partners reach it; stands in the URLs we mint
 */
public record ListenSettings(
        @Documented(
                what = "address to bind; loopback unless you say otherwise",
                example = "0.0.0.0",
                defaultValue = "127.0.0.1")
        String host,

        @Documented(what = "TCP port; 0 takes a free one", example = "8443", defaultValue = "8443", maximum = 65535)
        int port,

        @Documented(
                what = "address under which partners reach the endpoint; it stands in the URLs we mint",
                example = "https://sceau.example/fhir")
        URI baseUrl) {}
