package org.sceau.routing.crypto;

import java.util.List;
import org.sceau.proof.AlgorithmDates;
import org.sceau.routing.Documented;

/**
 * {@code conf/crypto.yaml}.
 *
 * @param encrypting from when until when suites are encrypted in
 * @param partners what is demanded for partners
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
                        "until when algorithms prove something: what is time-stamped is renewed before; the same as --ends of"
                                + " sceau verify, which names the day after",
                example = "[{algorithm: sha-256, allowed-until: 2034-12-31}]",
                defaultValue = "[]")
        List<AlgorithmEnd> verifying) {

    /** No file: what the program knows by itself. */
    public static final CryptoSettings NONE = new CryptoSettings(List.of(), List.of(), List.of());

    /** Copies its lists. */
    public CryptoSettings {
        encrypting = List.copyOf(encrypting);
        partners = List.copyOf(partners);
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
}
