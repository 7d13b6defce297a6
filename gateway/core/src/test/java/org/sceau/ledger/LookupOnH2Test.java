package org.sceau.ledger;

import java.nio.file.Path;
import java.util.regex.Pattern;

class LookupOnH2Test extends LookupContract {
    private static final Pattern SCANNED = Pattern.compile("scanCount: (\\d+)");

    @Override
    LedgerSettings settings(Path in) {
        return LedgerSettings.embedded("node-1", in.resolve("data"));
    }

    @Override
    int looked(String plan) {
        return SCANNED.matcher(plan)
                .results()
                .mapToInt(count -> Integer.parseInt(count.group(1)))
                .sum();
    }
}
