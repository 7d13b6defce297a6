package org.sceau.document;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A SubmissionSet or Folder (FHIR List; MHD 4.2.4). Holds patient data: tells nothing in toString.
 *
 * @param entry index in the request's {@code Bundle.entry}; -1 when the gateway made it (ITI-105, FHIR document)
 * @param folder true for a Folder, false for the SubmissionSet
 * @param uniqueId {@code identifier[uniqueId].value}
 * @param designation codes of the designationType
 * @param sourceId the OID of the sourceId, SubmissionSet only
 * @param intendedRecipients identifiers ({@code system|value}) or references of the intended recipients
 * @param date of the list
 * @param documents entry indexes of the documents it holds
 * @param resource the List as JSON
 */
public record ListEntry(
        int entry,
        boolean folder,
        String uniqueId,
        List<Coded> designation,
        Optional<String> sourceId,
        List<String> intendedRecipients,
        Optional<Instant> date,
        List<Integer> documents,
        String resource) {

    @Override
    public String toString() {
        return "ListEntry[entry " + entry + "]";
    }
}
