package org.sceau.ledger;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.sceau.keys.MasterKeys;

/**
 * How many working keys, which are one for each patient, depend on a master key.
 *
 * @param master its label
 * @param keys that are wrapped under it
 */
public record MasterUse(String master, Standing standing, long keys) {
    private static final String COUNTS =
            "select master, count(*) as wrapped_keys from working_key where wrapped is not null group by master";

    private static final String NEXT = "select master from working_key where master > ? order by master limit 1";
    private static final String NEEDED = "select id from working_key where master = ? and wrapped is not null limit 1";

    /** How a master key stands to the others. */
    public enum Standing {
        /** It wraps. */
        IN_FORCE,
        /** It unwraps; once nothing depends on it, it may go. */
        FORMER,
        /** Its day has not come. */
        LATER,
        /** The key ring has none of that label: what is under it opens for nobody. */
        ABSENT
    }

    private record Count(String master, long keys) {}

    /** Of every master key that the ring has or a working key names. */
    static List<MasterUse> of(Reads reads, MasterKeys masters) {
        Map<String, Long> counts = new TreeMap<>();
        masters.labels().forEach(label -> counts.put(label, 0L));
        reads.read(sql -> sql.all(COUNTS, row -> new Count(Columns.text(row, "master"), row.getLong("wrapped_keys"))))
                .forEach(count -> counts.put(count.master(), count.keys()));
        List<MasterUse> uses = new ArrayList<>();
        counts.forEach((label, keys) -> uses.add(new MasterUse(label, standing(label, masters), keys)));
        return uses;
    }

    /** Those that a working key needs and the ring lacks: PostgreSQL looks into its index for each label, H2 walks it. */
    static List<String> absent(Reads reads, MasterKeys masters) {
        List<String> absent = new ArrayList<>();
        return reads.read(sql -> {
            Optional<String> label = next(sql, "");
            while (label.isPresent()) {
                if (masters.named(label.get()).isEmpty() && isNeeded(sql, label.get())) {
                    absent.add(label.get());
                }
                label = next(sql, label.get());
            }
            return absent;
        });
    }

    private static Optional<String> next(Queries sql, String after) throws SQLException {
        return sql.one(NEXT, row -> Columns.text(row, "master"), after);
    }

    /** A key that was destroyed keeps the label that it was under, and needs nothing any more. */
    private static boolean isNeeded(Queries sql, String label) throws SQLException {
        return sql.one(NEEDED, row -> Columns.uuid(row, "id"), label).isPresent();
    }

    private static Standing standing(String label, MasterKeys masters) {
        if (masters.inForce().label().equals(label)) {
            return Standing.IN_FORCE;
        }
        if (masters.former().contains(label)) {
            return Standing.FORMER;
        }
        return masters.named(label).isPresent() ? Standing.LATER : Standing.ABSENT;
    }
}
