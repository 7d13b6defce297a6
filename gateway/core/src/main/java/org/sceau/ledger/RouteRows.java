package org.sceau.ledger;

import java.sql.SQLException;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.sceau.routing.RouteId;

/** Rows of {@code route_state}: what operators set, beside the routing table. */
final class RouteRows {
    private static final String PAUSED = "select paused from route_state where route = ?";
    private static final String ALL_PAUSED = "select route from route_state where paused";
    private static final String UPDATE = "update route_state set paused = ?, since = ? where route = ?";
    private static final String INSERT = "insert into route_state (paused, since, route) values (?, ?, ?)";

    private RouteRows() {}

    static boolean paused(Queries sql, RouteId route) throws SQLException {
        Optional<Boolean> paused = sql.one(PAUSED, row -> row.getBoolean("paused"), route.value());
        return paused.orElse(false);
    }

    static Set<RouteId> allPaused(Queries sql) throws SQLException {
        return new HashSet<>(sql.all(ALL_PAUSED, row -> new RouteId(Columns.text(row, "route"))));
    }

    static void set(Batch batch, RouteId route, boolean paused) throws SQLException {
        if (batch.sql().run(UPDATE, paused, batch.now(), route.value()) == 0) {
            batch.sql().run(INSERT, paused, batch.now(), route.value());
        }
    }
}
