package org.sceau.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
