package org.sceau.routing.crypto;

import java.util.List;
import org.sceau.proof.AlgorithmDates;
import org.sceau.routing.Documented;

/**
 * {@code conf/crypto.yaml}.
 *
 * @param verifying until when algorithms prove something
 */
public record CryptoSettings(
        @Documented(
                what =
                        "until when algorithms prove something: what is time-stamped is renewed before; the same as --ends of"
                                + " sceau verify, which names the day after",
                example = "[{algorithm: sha-256, allowed-until: 2034-12-31}]",
                defaultValue = "[]")
        List<AlgorithmEnd> verifying) {

    /** No file: what the program knows by itself. */
    public static final CryptoSettings NONE = new CryptoSettings(List.of());

    /** Copies its list. */
    public CryptoSettings {
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
