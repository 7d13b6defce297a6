package org.sceau.app;

import java.nio.file.Path;
import org.sceau.ledger.LedgerSettings;
import org.sceau.routing.configuration.FileReference;
import org.sceau.routing.configuration.GatewaySettings;

/** Where a configuration puts the ledger. */
public final class LedgerPlace {
    private LedgerPlace() {}

    /** The ledger's settings. */
    public static LedgerSettings of(GatewaySettings settings) {
        Path directory = settings.data().resolve("ledger");
        return new LedgerSettings(
                settings.node(),
                directory,
                settings.database()
                        .map(database -> new LedgerSettings.Postgres(
                                database.url(),
                                database.user(),
                                database.passwordFile().map(FileReference::path))),
                LedgerSettings.DEFAULT_QUEUE_CAPACITY);
    }
}
