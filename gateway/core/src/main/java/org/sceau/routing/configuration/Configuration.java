package org.sceau.routing.configuration;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.sceau.routing.RoutingTable;
import org.sceau.routing.crypto.CryptoSettings;
import org.sceau.routing.rules.AccessSettings;
import org.sceau.trust.ProfessionalQualities;

/**
 * A configuration without error.
 *
 * @param directory {@code conf/}
 * @param settings {@code gateway.yaml}
 * @param table partners and routes
 * @param access {@code access.yaml}
 * @param crypto {@code crypto.yaml}, or that there is none
 * @param qualities {@code qualities.yaml}, or the national rules
 */
public record Configuration(
        Path directory,
        GatewaySettings settings,
        RoutingTable table,
        AccessSettings access,
        CryptoSettings crypto,
        ProfessionalQualities qualities) {

    /**
     * Reads {@code conf/} whole. Starts nothing, writes nothing. Certificates are judged at the clock's now.
     *
     * @param directory {@code conf/}
     * @param clock the time
     */
    public static Reading load(Path directory, InstantSource clock) {
        return new ConfigurationReader(directory).read(clock.instant());
    }

    /** What reading comes to. */
    public sealed interface Reading {
        /** It can be applied. */
        record Loaded(Configuration configuration) implements Reading {}

        /** It cannot; whatever was in force stays. All errors, by file, line and column. */
        record Rejected(List<ConfigurationError> errors) implements Reading {

            /** Copies its list. */
            public Rejected {
                errors = List.copyOf(errors);
            }
        }
    }
}
