package org.sceau.trust;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads in which professional quality the holder of a certificate acts. Rules are tried in their order and the first that
 * gives a part decides it; who the holder is, is read only to ask a directory. Immutable and thread-safe.
 */
public final class ProfessionalQualities {
    private final List<QualityRule> rules;

    /** Reads by these rules, in this order. */
    public ProfessionalQualities(List<QualityRule> rules) {
        this.rules = List.copyOf(rules);
    }

    /** What the certificate proves alone; rules that ask a directory give nothing. */
    public ProvedQuality of(X509Certificate certificate) {
        return read(certificate).alone();
    }

    /** What the certificate proves, and what it leaves to a directory. */
    public ReadQuality read(X509Certificate certificate) {
        Map<Issuers, Boolean> believed = new HashMap<>();
        Map<QualityRule.Part, List<ReadQuality.Step>> steps = new EnumMap<>(QualityRule.Part.class);
        for (QualityRule rule : rules) {
            boolean counts = rule.issuers()
                    .map(issuers -> believed.computeIfAbsent(issuers, one -> one.issued(certificate)))
                    .orElse(true);
            if (counts) {
                steps.computeIfAbsent(rule.part(), _ -> new ArrayList<>()).add(step(certificate, rule));
            }
        }
        Optional<String> professional =
                CertificateHolder.of(certificate) instanceof CertificateHolder.Professional(String id)
                        ? Optional.of(id)
                        : Optional.empty();
        return new ReadQuality(steps, professional, isPersons(certificate));
    }

    private static ReadQuality.Step step(X509Certificate certificate, QualityRule rule) {
        return rule.source() instanceof QualityRule.Source.Directory
                ? new ReadQuality.Step.Registered(rule)
                : new ReadQuality.Step.Proved(rule.read(CertificateTexts.of(certificate, rule.source())));
    }

    /** Whether a rule leaves a part to a directory. */
    public boolean askDirectory() {
        return rules.stream().anyMatch(rule -> rule.source() instanceof QualityRule.Source.Directory);
    }

    /** Whether a rule tells the number of a card. */
    public boolean tellCards() {
        return rules.stream().anyMatch(rule -> rule.part() == QualityRule.Part.CARD);
    }

    /** Whether it looks like a card: of a person, whoever issued it, or with a card's number. */
    public boolean isCard(X509Certificate certificate) {
        return isPersons(certificate) || !cardNumbers(certificate).isEmpty();
    }

    private boolean isPersons(X509Certificate certificate) {
        return rules.stream()
                .filter(rule -> rule.part() == QualityRule.Part.FAMILY)
                .anyMatch(rule -> rule.fits(CertificateTexts.of(certificate, rule.source())));
    }

    /** Every number that may be its card's: whose word they are does not count against an opposition. */
    public List<String> cardNumbers(X509Certificate certificate) {
        return rules.stream()
                .filter(rule -> rule.part() == QualityRule.Part.CARD)
                .flatMap(rule -> CertificateTexts.of(certificate, rule.source()).stream()
                        .flatMap(text -> rule.read(List.of(text)).stream()))
                .filter(Oppositions::isCard)
                .toList();
    }
}
