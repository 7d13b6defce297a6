package org.sceau.ledger;

import java.nio.file.Path;

class LedgerOnH2Test extends LedgerContract {
    @Override
    LedgerSettings settings(Path in) {
        return LedgerSettings.embedded("node-1", in.resolve("data"));
    }
}
