package org.sceau.ledger;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A world on a database, opened for each test and closed after it. */
abstract class StoredWorld {
    @TempDir
    Path directory;

    World.Lasting lasting;
    World world;

    abstract LedgerSettings settings(Path in) throws IOException;

    @BeforeEach
    void open() throws IOException {
        lasting = World.Lasting.in(directory, settings(directory));
        world = new World(lasting);
    }

    @AfterEach
    void close() throws IOException {
        world.close();
    }
}
