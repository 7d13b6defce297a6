package org.sceau.trust;

import java.security.cert.X509Certificate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.sceau.identity.CardFamily;

/**
 * Reads in which professional quality the holder of a certificate acts. Rules are tried in their order and the first that
 * gives a part decides it; who the holder is, is not read. Immutable and thread-safe.
 *
 * <p>The layout of the private extensions of IGC-Santé certificates is not public, so extensions are read only by rules
 * that an operator adds; the default rules read the subject (national patterns of cards and of structures).
 */
public final class ProfessionalQualities {
    private static final String COMMON_NAME = "2.5.4.3";
    private static final String ORGANISATIONAL_UNIT = "2.5.4.11";
    private static final String TITLE = "2.5.4.12";

    /** Labels of TRE_G15 (OID 1.2.250.1.71.1.2.7) as certificates write them. */
    private static final Map<String, String> PROFESSIONS = Map.ofEntries(
            Map.entry("médecin", "10"),
            Map.entry("pharmacien", "21"),
            Map.entry("audioprothésiste", "26"),
            Map.entry("opticien-lunetier", "28"),
            Map.entry("chirurgien-dentiste", "40"),
            Map.entry("sage-femme", "50"),
            Map.entry("infirmier", "60"),
            Map.entry("masseur-kinésithérapeute", "70"),
            Map.entry("pédicure-podologue", "80"),
            Map.entry("orthophoniste", "91"),
            Map.entry("orthoptiste", "92"));

    /** Card of a structure: its identifier, a slash, internal identifier. */
    private static final Pattern EMPLOYEE = Pattern.compile("[0-9]{9,15}/.{1,32}");

    private static final Pattern OTHER_STRUCTURE = Pattern.compile("[0-9]{9,15}/CPA.{0,32}");
    /** National identifier of a professional: 8 and an RPPS number, or 0 and an ADELI number in older cards. */
    private static final Pattern PROFESSIONAL = Pattern.compile("8[0-9]{11}|0[0-9A-Z]{9}");

    private static final Pattern STRUCTURE = Pattern.compile("[0-9]{9,15}");
    private static final Pattern ANY = Pattern.compile(".+");

    private final List<QualityRule> rules;

    /** Reads by these rules, in this order. */
    public ProfessionalQualities(List<QualityRule> rules) {
        this.rules = List.copyOf(rules);
    }

    /** Reads by {@link #nationalRules}. */
    public static ProfessionalQualities national() {
        return new ProfessionalQualities(nationalRules());
    }

    /** The rules for the subject patterns of IGC-Santé certificates. */
    static List<QualityRule> nationalRules() {
        return List.of(
                new QualityRule(
                        new QualityRule.Source.Subject(TITLE),
                        QualityRule.Part.PROFESSION,
                        ANY,
                        List.of(),
                        PROFESSIONS),
                new QualityRule(
                        new QualityRule.Source.Subject(ORGANISATIONAL_UNIT),
                        QualityRule.Part.ORGANISATION,
                        STRUCTURE,
                        List.of(),
                        Map.of()),
                family(PROFESSIONAL, CardFamily.CPS, CardFamily.CPF),
                family(OTHER_STRUCTURE, CardFamily.CPA, CardFamily.CDA),
                family(EMPLOYEE, CardFamily.CPE, CardFamily.CDE));
    }

    private static QualityRule family(Pattern pattern, CardFamily... families) {
        return new QualityRule(
                new QualityRule.Source.Subject(COMMON_NAME),
                QualityRule.Part.FAMILY,
                pattern,
                List.of(families),
                Map.of());
    }

    /** What the certificate proves. */
    public ProvedQuality of(X509Certificate certificate) {
        Map<QualityRule.Part, List<String>> parts = new EnumMap<>(QualityRule.Part.class);
        for (QualityRule rule : rules) {
            List<String> before = parts.getOrDefault(rule.part(), List.of());
            if (before.isEmpty()) {
                parts.put(rule.part(), rule.read(CertificateTexts.of(certificate, rule.source())));
            }
        }
        return new ProvedQuality(
                parts.getOrDefault(QualityRule.Part.FAMILY, List.of()).stream()
                        .map(CardFamily::valueOf)
                        .toList(),
                parts.getOrDefault(QualityRule.Part.PROFESSION, List.of()).stream()
                        .findFirst(),
                parts.getOrDefault(QualityRule.Part.ORGANISATION, List.of()).stream()
                        .findFirst());
    }
}
