package org.sceau.trust;

import java.security.cert.X509Certificate;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sceau.identity.CardFamily;

/**
 * Reads in which professional quality the holder of a certificate acts. Rules are tried in their order and the first that
 * gives a part decides it; who the holder is, is not read. Immutable and thread-safe.
 */
public final class ProfessionalQualities {
    private final List<QualityRule> rules;

    /** Reads by these rules, in this order. */
    public ProfessionalQualities(List<QualityRule> rules) {
        this.rules = List.copyOf(rules);
    }

    /** What the certificate proves. */
    public ProvedQuality of(X509Certificate certificate) {
        Map<Issuers, Boolean> believed = new HashMap<>();
        Map<QualityRule.Part, List<String>> parts = new EnumMap<>(QualityRule.Part.class);
        boolean card = false;
        for (QualityRule rule : rules) {
            List<String> texts = CertificateTexts.of(certificate, rule.source());
            card |= rule.part() == QualityRule.Part.FAMILY && rule.fits(texts);
            boolean counts = rule.issuers()
                    .map(issuers -> believed.computeIfAbsent(issuers, one -> one.issued(certificate)))
                    .orElse(true);
            if (counts && parts.getOrDefault(rule.part(), List.of()).isEmpty()) {
                parts.put(rule.part(), rule.read(texts));
            }
        }
        return new ProvedQuality(
                parts.getOrDefault(QualityRule.Part.FAMILY, List.of()).stream()
                        .map(CardFamily::valueOf)
                        .toList(),
                parts.getOrDefault(QualityRule.Part.PROFESSION, List.of()).stream()
                        .findFirst(),
                parts.getOrDefault(QualityRule.Part.ORGANISATION, List.of()).stream()
                        .findFirst(),
                card);
    }
}
