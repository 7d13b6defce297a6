package org.sceau.index;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sceau.identity.PatientIdentifier;

/**
 * What a reader searches (ITI-67). The patient selects by keyed hash; the rest is matched in that patient's documents.
 * Tokens are as in FHIR (system and code, either may be absent); the values of one parameter are alternatives, different
 * parameters must all match. Holds patient data: tells nothing in toString.
 *
 * @param patient required
 * @param statuses {@code current}, {@code superseded}; empty for both
 * @param codes by parameter: {@code type, category, format, facility, setting, event, security-label}
 * @param dates each with the parameter it is about
 * @param identifiers masterIdentifier or identifier values, with or without {@code system|}
 * @param related values of context.related identifiers
 * @param authorFamily beginnings of authors' family names, without case or accents
 * @param authorGiven beginnings of authors' given names, without case or accents
 */
public record DocumentCriteria(
        PatientIdentifier patient,
        List<String> statuses,
        Map<String, List<String>> codes,
        List<DateRange> dates,
        List<String> identifiers,
        List<String> related,
        List<String> authorFamily,
        List<String> authorGiven) {

    /** Copies its collections. */
    public DocumentCriteria {
        statuses = List.copyOf(statuses);
        codes = Map.copyOf(codes);
        dates = List.copyOf(dates);
        identifiers = List.copyOf(identifiers);
        related = List.copyOf(related);
        authorFamily = List.copyOf(authorFamily);
        authorGiven = List.copyOf(authorGiven);
    }

    /** Every document of a patient. */
    public static DocumentCriteria of(PatientIdentifier patient) {
        return new DocumentCriteria(
                patient, List.of(), Map.of(), List.of(), List.of(), List.of(), List.of(), List.of());
    }

    @Override
    public String toString() {
        return "DocumentCriteria[withheld]";
    }

    /**
     * A half-open range of one date.
     *
     * @param parameter {@code date}, {@code creation}, {@code period} or {@code _lastUpdated}
     * @param from not before, inclusive
     * @param to before, exclusive
     */
    public record DateRange(String parameter, Optional<Instant> from, Optional<Instant> to) {

        /** Whether what lasted from {@code start} to {@code end} has a moment in the range; open ends are endless. */
        boolean meets(Optional<Instant> start, Optional<Instant> end) {
            if (start.isEmpty() && end.isEmpty()) {
                return false;
            }
            boolean notTooEarly = from.isEmpty() || end.isEmpty() || !end.get().isBefore(from.get());
            boolean notTooLate = to.isEmpty() || start.isEmpty() || start.get().isBefore(to.get());
            return notTooEarly && notTooLate;
        }
    }
}
