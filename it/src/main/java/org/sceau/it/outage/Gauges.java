package org.sceau.it.outage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.sceau.it.support.OperatorView;

/** What tells an operator of the outage, each noted once it was seen. Not thread-safe. */
final class Gauges {
    private final OperatorView operator;
    private final Path log;
    private double longestLag;
    private boolean late;
    private boolean status;
    private boolean warned;

    Gauges(OperatorView operator, Path log) {
        this.operator = operator;
        this.log = log;
    }

    void look() throws IOException, InterruptedException {
        longestLag = Math.max(longestLag, lag());
        late |= operator.metric("sceau_time_stamp_late") == 1;
        status |= operator.get("/api/status").path("timeStampLate").asBoolean();
        warned |= warned || Files.readString(log).contains("event=time-stamp-late code=SC-6005");
    }

    double lag() throws IOException, InterruptedException {
        return operator.metric("sceau_time_stamp_lag_seconds");
    }

    boolean allSeen() {
        return late && status && warned && longestLag > 0;
    }

    @Override
    public String toString() {
        return String.format(
                "longest lag %.0f s; metric late: %s, status late: %s, event=time-stamp-late: %s",
                longestLag, late, status, warned);
    }
}
