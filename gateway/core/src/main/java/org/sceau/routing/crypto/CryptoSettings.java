package org.sceau.routing.crypto;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sceau.keys.SigningEnds;
import org.sceau.proof.AlgorithmDates;
import org.sceau.routing.Documented;

/**
 * {@code conf/crypto.yaml}.
 *
 * @param encrypting from when until when suites are encrypted in
 * @param partners what is demanded for partners
 * @param signing from when until when the gateway's own keys should sign with algorithms
 * @param verifying until when algorithms prove something
 */
public record CryptoSettings(
        @Documented(
                what =
                        "from when until when content keys are wrapped for readers in a suite; one that is not named is always"
                                + " allowed",
                example = "[{suite: reader-p256-1, allowed-until: 2030-12-31}]",
                defaultValue = "[]")
        List<SuitePeriod> encrypting,

        @Documented(
                what = "the suites of single partners; one that is not named may have any that is allowed",
                example = "[{partner: hopital, encrypting: [reader-mlkem768-p256-1]}]",
                defaultValue = "[]")
        List<PartnerSuites> partners,

        @Documented(
                what =
                        "from when until when the gateway's own keys should sign with algorithms; before it ends, and once it has,"
                                + " check, status and log say so; sealing goes on, or stops where after-end says so",
                example = "[{algorithm: p-256, allowed-until: 2034-12-31}]",
                defaultValue = "[]")
        List<AlgorithmPeriod> signing,

        @Documented(
                what =
                        "until when algorithms prove something: what is time-stamped is renewed before; the same as --ends of"
                                + " sceau verify, which names the day after",
                example = "[{algorithm: sha-256, allowed-until: 2034-12-31}]",
                defaultValue = "[]")
        List<AlgorithmEnd> verifying) {

    /** No file: what the program knows by itself. */
    public static final CryptoSettings NONE = new CryptoSettings(List.of(), List.of(), List.of(), List.of());

    /** Copies its lists. */
    public CryptoSettings {
        encrypting = List.copyOf(encrypting);
        partners = List.copyOf(partners);
        signing = List.copyOf(signing);
        verifying = List.copyOf(verifying);
    }

    /** The ends of algorithms: those that the program knows, and these. */
    public AlgorithmDates dates() {
        AlgorithmDates dates = AlgorithmDates.current();
        for (AlgorithmEnd end : verifying) {
            dates = dates.with(end.algorithm().label(), end.end());
        }
        return dates;
    }

    /** When a suite is encrypted in. */
    public Period encrypting(ReaderSuite suite) {
        return encrypting.stream()
                .filter(period -> period.suite() == suite)
                .map(SuitePeriod::period)
                .findFirst()
                .orElse(Period.ALWAYS);
    }

    /** The ends after which nothing is signed with an algorithm. */
    public SigningEnds stops(InstantSource clock) {
        Map<String, Instant> ends = new HashMap<>();
        for (AlgorithmPeriod one : signing) {
            if (one.afterEnd() == AfterEnd.STOP) {
                one.period().end().ifPresent(end -> ends.put(one.algorithm().label(), end));
            }
        }
        return new SigningEnds(ends, clock);
    }

    /** Whether nothing is signed with an algorithm after its end. */
    public boolean stopsSigning(Algorithm algorithm) {
        return signing.stream().anyMatch(one -> one.algorithm() == algorithm && one.afterEnd() == AfterEnd.STOP);
    }

    /** When an algorithm should be signed with. */
    public Period signing(Algorithm algorithm) {
        return signing.stream()
                .filter(period -> period.algorithm() == algorithm)
                .map(AlgorithmPeriod::period)
                .findFirst()
                .orElse(Period.ALWAYS);
    }

    /** When an algorithm proves something. */
    public Period verifying(Algorithm algorithm) {
        return Period.until(dates().end(algorithm.label()));
    }
}
