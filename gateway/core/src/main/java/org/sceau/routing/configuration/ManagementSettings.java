package org.sceau.routing.configuration;

import java.nio.file.Path;
import java.util.Optional;
import org.sceau.routing.Documented;

/**
 * The operator's endpoint: health, metrics, the command line's requests. Always on loopback.
 *
 * @param port TCP port; 0 takes a free one
 * @param tokenFile where the operator's token is written, if not in the data directory
 * @param openMetrics whether metrics need no token
 */
public record ManagementSettings(
        @Documented(
                what = "TCP port on loopback; 0 takes a free one",
                example = "8081",
                defaultValue = "8081",
                maximum = 65535)
        int port,

        @Documented(
                what =
                        "file into which each start writes the token that requests must bring (Authorization: Bearer), for the"
                                + " gateway's own account alone to read; where absent, operator-token in the data directory."
                                + " A file of its own, in a directory that is there; its name with .lock and .new, too."
                                + " Prometheus: authorization: {credentials_file: FILE}",
                example = "/run/sceau/operator-token")
        Optional<Path> tokenFile,

        @Documented(
                what =
                        "whether metrics, counts and bytes, are answered without the token to every account of the machine, such as"
                                + " Prometheus under one of its own",
                example = "true",
                defaultValue = "false")
        boolean openMetrics) {}
