package org.sceau.routing.configuration;

import org.sceau.routing.Documented;

/**
 * The operator's endpoint: health, metrics, the command line's requests. Always on loopback.
 *
 * @param port TCP port; 0 takes a free one
 */
public record ManagementSettings(
        @Documented(
                what = "TCP port on loopback; 0 takes a free one",
                example = "8081",
                defaultValue = "8081",
                maximum = 65535)
        int port) {}
