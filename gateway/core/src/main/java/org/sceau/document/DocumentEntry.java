package org.sceau.document;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.sceau.intake.Extracted;

/**
 * One DocumentReference of a submission (MHD 4.2.4, DocumentEntry). Holds patient data: tells nothing in toString.
 *
 * @param entry index in the request's {@code Bundle.entry}
 * @param uniqueId {@code masterIdentifier.value}
 * @param entryUuid {@code urn:uuid:…}, where the sender gave one
 * @param type LOINC or other type codes
 * @param category class codes
 * @param format content format
 * @param facility facility type
 * @param setting practice setting
 * @param event event codes
 * @param securityLabel confidentiality and visibility codes
 * @param language of the content
 * @param creation of the content
 * @param date of the reference
 * @param periodStart of the care described
 * @param periodEnd of the care described
 * @param contentType MIME type of the content
 * @param authors who made it, matched in memory, never indexed
 * @param related values of context.related identifiers
 * @param replaces what this one replaces: {@code DocumentReference/<id>} on this base, or {@code system|value} of an
 *     identifier ({@code urn:ietf:rfc:3986|urn:oid:…})
 * @param payload the content
 * @param resource the DocumentReference as JSON, {@code attachment.url} still the sender's
 */
public record DocumentEntry(
        int entry,
        String uniqueId,
        Optional<String> entryUuid,
        List<Coded> type,
        List<Coded> category,
        List<Coded> format,
        List<Coded> facility,
        List<Coded> setting,
        List<Coded> event,
        List<Coded> securityLabel,
        Optional<String> language,
        Optional<Instant> creation,
        Optional<Instant> date,
        Optional<Instant> periodStart,
        Optional<Instant> periodEnd,
        String contentType,
        List<Author> authors,
        List<String> related,
        List<String> replaces,
        Extracted payload,
        String resource) {

    @Override
    public String toString() {
        return "DocumentEntry[entry " + entry + "]";
    }
}
