package org.sceau.routing.configuration;

import java.util.List;
import java.util.Optional;
import org.sceau.routing.Documented;
import org.sceau.trust.Issuers;
import org.sceau.trust.ProfessionalQualities;
import org.sceau.trust.TrustFiles;

/**
 * {@code conf/qualities.yaml}: what certificates prove of their holders' quality.
 *
 * @param issuers whose word on it is taken, where a rule does not say
 * @param rules in the order in which they are tried
 */
public record QualitySettings(
        @Documented(
                what =
                        "PEM file of the authorities that are believed, where a rule names none: those that issue to holders"
                                + " themselves; without it whoever trust: in gateway.yaml leads to",
                example = "trust/issuers.pem")
        Optional<FileReference> issuers,

        @Documented(
                what = "rules, tried in their order; the first that gives a part of the quality decides it",
                example = "[{gives: profession, attribute: 2.5.4.12, table: [{text: Médecin, code: \"10\"}]}]")
        List<QualityRuleSettings> rules) {
    /** Each is asked once for each certificate. */
    private static final int MOST_RULES = 50;

    /** Copies its list; throws IllegalArgumentException when it is long. */
    public QualitySettings {
        rules = List.copyOf(rules);
        if (rules.isEmpty()) {
            throw new IllegalArgumentException("at least one rule; without the file the national ones hold");
        }
        if (rules.size() > MOST_RULES) {
            throw new IllegalArgumentException("at most " + MOST_RULES + " rules");
        }
    }

    /** With the files of issuers read; throws {@link org.sceau.trust.TrustUnusable} where one holds no certificates. */
    ProfessionalQualities opened() {
        Optional<Issuers> believed = issuers.map(QualitySettings::read);
        return new ProfessionalQualities(
                rules.stream().map(rule -> rule.opened(believed)).toList());
    }

    static Issuers read(FileReference file) {
        return Issuers.of(TrustFiles.certificates(file.path()));
    }
}
