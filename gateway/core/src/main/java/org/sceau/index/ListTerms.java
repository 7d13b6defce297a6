package org.sceau.index;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.sceau.document.Coded;
import org.sceau.document.ListEntry;

/**
 * What a SubmissionSet or Folder can be found by. Stored sealed, matched in memory. Holds patient data: tells nothing in
 * toString.
 *
 * @param designations each {@code system|code}
 * @param identifiers the uniqueId
 * @param sourceId the OID of the sourceId
 * @param date of the list
 */
public record ListTerms(
        List<String> designations, List<String> identifiers, Optional<String> sourceId, Optional<Instant> date) {

    /** The terms of a list that was submitted. */
    public static ListTerms of(ListEntry list) {
        return new ListTerms(
                list.designation().stream().map(Coded::token).toList(),
                List.of(list.uniqueId()),
                list.sourceId(),
                list.date());
    }

    /** Whether the list meets every criterion but patient and kind. */
    public boolean meets(ListCriteria criteria, Instant stored) {
        return Tokens.anyMatches(designations, criteria.designations())
                && Tokens.anyIs(identifiers, criteria.identifiers())
                && Tokens.anyIs(sourceId.stream().toList(), criteria.sourceIds())
                && criteria.dates().stream().allMatch(range -> {
                    Optional<Instant> at = range.parameter().equals("_lastUpdated") ? Optional.of(stored) : date;
                    return range.meets(at, at);
                });
    }

    /** Writes the terms. */
    public void pack(Packer packer) {
        packer.texts(designations).texts(identifiers).texts(sourceId.stream().toList());
        packer.instant(date);
    }

    /** Reads what {@link #pack} wrote. */
    public static ListTerms unpack(Unpacker packed) {
        return new ListTerms(
                packed.texts(), packed.texts(), packed.texts().stream().findFirst(), packed.instant());
    }

    @Override
    public String toString() {
        return "ListTerms[withheld]";
    }
}
