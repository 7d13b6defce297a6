package org.sceau.index;

import java.util.List;
import java.util.Optional;
import org.sceau.identity.PatientIdentifier;

/**
 * What a reader searches (ITI-66). Holds patient data: tells nothing in toString.
 *
 * @param patient required
 * @param folder true for Folders, false for SubmissionSets, empty for both
 * @param designations tokens of the designationType; empty for any
 * @param dates of the list
 * @param identifiers uniqueId values, with or without {@code system|}
 * @param sourceIds OIDs of the sourceId; empty for any
 */
public record ListCriteria(
        PatientIdentifier patient,
        Optional<Boolean> folder,
        List<String> designations,
        List<DocumentCriteria.DateRange> dates,
        List<String> identifiers,
        List<String> sourceIds) {

    /** Copies its lists. */
    public ListCriteria {
        designations = List.copyOf(designations);
        dates = List.copyOf(dates);
        identifiers = List.copyOf(identifiers);
        sourceIds = List.copyOf(sourceIds);
    }

    /** Every list of a patient. */
    public static ListCriteria of(PatientIdentifier patient) {
        return new ListCriteria(patient, Optional.empty(), List.of(), List.of(), List.of(), List.of());
    }

    @Override
    public String toString() {
        return "ListCriteria[withheld]";
    }
}
