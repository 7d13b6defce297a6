package org.sceau.ledger;

import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.RegisterExtension;

class LookupOnPostgresTest extends LookupContract {
    @RegisterExtension
    static final OnPostgres SERVER = new OnPostgres();

    private static final Pattern SCANNED =
            Pattern.compile("(?<!Bitmap Index )Scan .*actual.* rows=(\\d+)\\S* loops=(\\d+)");
    private static final Pattern PASSED_OVER = Pattern.compile("Rows Removed by Filter: (\\d+)");

    @Override
    LedgerSettings settings(Path in) throws IOException {
        return SERVER.settings(in);
    }

    @Override
    int looked(String plan) {
        return rows(SCANNED, plan) + rows(PASSED_OVER, plan);
    }

    private static int rows(Pattern pattern, String plan) {
        return pattern.matcher(plan)
                .results()
                .mapToInt(found -> Integer.parseInt(found.group(1))
                        * (found.groupCount() == 1 ? 1 : Integer.parseInt(found.group(2))))
                .sum();
    }
}
