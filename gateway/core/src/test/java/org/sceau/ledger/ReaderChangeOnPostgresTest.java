package org.sceau.ledger;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.RegisterExtension;

class ReaderChangeOnPostgresTest extends ReaderChangeContract {
    @RegisterExtension
    static final OnPostgres SERVER = new OnPostgres();

    @Override
    LedgerSettings settings(Path in) throws IOException {
        return SERVER.settings(in);
    }
}
