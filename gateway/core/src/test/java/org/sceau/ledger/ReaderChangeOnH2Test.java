package org.sceau.ledger;

import java.nio.file.Path;

class ReaderChangeOnH2Test extends ReaderChangeContract {
    @Override
    LedgerSettings settings(Path in) {
        return LedgerSettings.embedded("node-1", in.resolve("data"));
    }
}
