package org.sceau.ledger;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where and how a node keeps its ledger.
 *
 * @param node name of the node; each node has a log of its own
 * @param directory of the head file and, by default, of the H2 database
 * @param postgres the PostgreSQL database to use instead of H2
 * @param queueCapacity units that may wait for the recorder before callers are refused with {@code OVERLOADED}
 */
public record LedgerSettings(String node, Path directory, Optional<Postgres> postgres, int queueCapacity) {
    /** 1,024 units are some 100 ms of work: longer waits help nobody. */
    public static final int DEFAULT_QUEUE_CAPACITY = 1024;

    /** An embedded H2 database in {@code directory}. */
    public static LedgerSettings embedded(String node, Path directory) {
        return new LedgerSettings(node, directory, Optional.empty(), DEFAULT_QUEUE_CAPACITY);
    }

    /**
     * A PostgreSQL database.
     *
     * @param url {@code jdbc:postgresql:…}
     * @param user role that owns the schema
     * @param passwordFile file that holds its password; empty when the server asks for none
     */
    public record Postgres(String url, String user, Optional<Path> passwordFile) {}
}
