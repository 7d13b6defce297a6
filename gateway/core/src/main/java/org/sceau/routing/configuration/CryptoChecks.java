package org.sceau.routing.configuration;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.sceau.proof.AlgorithmDates;
import org.sceau.routing.crypto.Algorithm;
import org.sceau.routing.crypto.AlgorithmEnd;
import org.sceau.routing.crypto.CryptoSettings;

/** What the dates of {@code crypto.yaml} must be in themselves. Not thread-safe. */
final class CryptoChecks {
    private final Source<CryptoSettings> source;
    private final Problems problems;

    CryptoChecks(Source<CryptoSettings> source, Problems problems) {
        this.source = source;
        this.problems = problems;
    }

    void check() {
        verifying();
    }

    /** What others know to have ended nobody can be made to believe. */
    private void verifying() {
        Set<Algorithm> seen = EnumSet.noneOf(Algorithm.class);
        List<AlgorithmEnd> ends = source.value().verifying();
        for (int i = 0; i < ends.size(); i++) {
            AlgorithmEnd one = ends.get(i);
            once("verifying", i, "algorithm", seen.add(one.algorithm()));
            Optional<Instant> known =
                    AlgorithmDates.current().end(one.algorithm().label());
            if (known.filter(one.end()::isAfter).isPresent()) {
                LocalDate last =
                        LocalDate.ofInstant(known.get(), ZoneOffset.UTC).minusDays(1);
                add(
                        "verifying",
                        i,
                        "allowed-until",
                        "a day after the end that every verifier knows",
                        last + " or an earlier day");
            }
        }
    }

    private void once(String list, int index, String key, boolean isNew) {
        if (!isNew) {
            add(list, index, key, "it a second time", "each once");
        }
    }

    private void add(String list, int index, String key, String found, String write) {
        Place place = source.at(list, String.valueOf(index), key);
        problems.add(place, list + "[" + index + "]." + key, found, write);
    }
}
