package org.sceau.trust;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads holders from subjects. */
final class SubjectHolder {
    private static final QualityRule.Source COMMON_NAME = new QualityRule.Source.Subject("2.5.4.3");
    private static final QualityRule.Source ORGANISATIONAL_UNIT = new QualityRule.Source.Subject("2.5.4.11");
    private static final Pattern PROFESSIONAL = Pattern.compile("8[0-9]{11}");
    private static final Pattern STRUCTURE = Pattern.compile("[0-9][0-9AB]{8,14}");
    private static final QualityRule.Source SURNAME = new QualityRule.Source.Subject("2.5.4.4");
    private static final QualityRule.Source GIVEN_NAME = new QualityRule.Source.Subject("2.5.4.42");
    private static final List<QualityRule.Source> PERSON = List.of(SURNAME, GIVEN_NAME);
    /** A common name that begins with a number, or has an employee's after a structure's, is a person's. */
    private static final Pattern NUMBERED = Pattern.compile("[0-9][0-9AB][0-9]{6}.*|.*/.*", Pattern.DOTALL);

    private SubjectHolder() {}

    static Optional<String> personName(X509Certificate certificate) {
        List<String> given = CertificateTexts.of(certificate, GIVEN_NAME);
        List<String> surname = CertificateTexts.of(certificate, SURNAME);
        return given.size() == 1 && surname.size() == 1
                ? Optional.of(given.getFirst() + " " + surname.getFirst())
                : Optional.empty();
    }

    static CertificateHolder of(X509Certificate certificate) {
        List<String> names = CertificateTexts.of(certificate, COMMON_NAME);
        if (names.size() != 1) {
            return new CertificateHolder.Unknown();
        }
        String name = names.getFirst();
        if (PROFESSIONAL.matcher(name).matches()) {
            return new CertificateHolder.Professional(name);
        }
        List<String> structures = CertificateTexts.of(certificate, ORGANISATIONAL_UNIT).stream()
                .filter(unit -> STRUCTURE.matcher(unit).matches())
                .toList();
        boolean person = NUMBERED.matcher(name).matches()
                || PERSON.stream()
                        .anyMatch(
                                part -> !CertificateTexts.of(certificate, part).isEmpty());
        return structures.size() == 1 && !person
                ? new CertificateHolder.Structure(structures.getFirst())
                : new CertificateHolder.Unknown();
    }
}
