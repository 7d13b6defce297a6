package org.sceau.routing.configuration;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.sceau.proof.AlgorithmDates;
import org.sceau.routing.Carries;
import org.sceau.routing.Channel;
import org.sceau.routing.Partner;
import org.sceau.routing.crypto.AlgorithmEnd;
import org.sceau.routing.crypto.AlgorithmPeriod;
import org.sceau.routing.crypto.CryptoSettings;
import org.sceau.routing.crypto.PartnerSuites;
import org.sceau.routing.crypto.SuitePeriod;

/**
 * What the dates of {@code crypto.yaml} must be in themselves and to the partners. That one of them has come is no error: it refuses
 * what it touches, and nothing else. Not thread-safe.
 */
final class CryptoChecks {
    private static final String ENCRYPTING = "encrypting";
    private static final String PARTNERS = "partners";
    private static final String PARTNER = "partner";
    private static final String SIGNING = "signing";
    private static final String VERIFYING = "verifying";

    private final Source<CryptoSettings> source;
    private final List<Source<Partner>> partners;
    private final Problems problems;

    CryptoChecks(Source<CryptoSettings> source, List<Source<Partner>> partners, Problems problems) {
        this.source = source;
        this.partners = partners;
        this.problems = problems;
    }

    /**
     * Checks.
     *
     * @param unread names of partners whose files have errors of their own: known, but not looked into
     */
    void check(Set<String> unread) {
        encrypting();
        partners(unread);
        signing();
        verifying();
    }

    private void encrypting() {
        Set<Object> seen = new HashSet<>();
        List<SuitePeriod> periods = source.value().encrypting();
        for (int i = 0; i < periods.size(); i++) {
            once(ENCRYPTING, i, "suite", seen.add(periods.get(i).suite()));
        }
    }

    private void partners(Set<String> unread) {
        Set<Object> seen = new HashSet<>();
        List<PartnerSuites> lines = source.value().partners();
        for (int i = 0; i < lines.size(); i++) {
            String id = lines.get(i).partner().value();
            once(PARTNERS, i, PARTNER, seen.add(id));
            Optional<Partner> named = partners.stream()
                    .map(Source::value)
                    .filter(partner -> partner.id().value().equals(id))
                    .findFirst();
            if (named.isPresent()) {
                reader(i, named.get());
            } else if (!unread.contains(id)) {
                Set<String> known = new TreeSet<>();
                partners.forEach(partner -> known.add(partner.value().id().value()));
                problems.addUnknown(at(PARTNERS, i, PARTNER), path(PARTNERS, i, PARTNER), PARTNER, id, known);
            }
        }
    }

    /** A line that nothing could come of would promise what is not done. */
    private void reader(int index, Partner partner) {
        if (!partner.canRead()) {
            add(
                    PARTNERS,
                    index,
                    PARTNER,
                    "a partner that nothing is encrypted for",
                    "the id of one with reader-certificate or reader-in-directory");
        } else if (partner.channel() instanceof Channel.FhirPush push && push.carries() == Carries.CLEAR) {
            add(
                    PARTNERS,
                    index,
                    PARTNER,
                    "a partner that is sent its documents in clear",
                    "the id of one whose channel carries cms");
        }
    }

    private void signing() {
        Set<Object> seen = new HashSet<>();
        List<AlgorithmPeriod> periods = source.value().signing();
        for (int i = 0; i < periods.size(); i++) {
            once(SIGNING, i, "algorithm", seen.add(periods.get(i).algorithm()));
        }
    }

    /** What others know to have ended nobody can be made to believe. */
    private void verifying() {
        Set<Object> seen = new HashSet<>();
        List<AlgorithmEnd> ends = source.value().verifying();
        for (int i = 0; i < ends.size(); i++) {
            AlgorithmEnd one = ends.get(i);
            once(VERIFYING, i, "algorithm", seen.add(one.algorithm()));
            Optional<Instant> known =
                    AlgorithmDates.current().end(one.algorithm().label());
            if (known.filter(one.end()::isAfter).isPresent()) {
                LocalDate last =
                        LocalDate.ofInstant(known.get(), ZoneOffset.UTC).minusDays(1);
                add(
                        VERIFYING,
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
        problems.add(at(list, index, key), path(list, index, key), found, write);
    }

    private Place at(String list, int index, String key) {
        return source.at(list, String.valueOf(index), key);
    }

    private static String path(String list, int index, String key) {
        return list + "[" + index + "]." + key;
    }
}
