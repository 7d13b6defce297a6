package org.sceau.index;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.sceau.document.Coded;
import org.sceau.document.DocumentEntry;

/**
 * What a document can be found by. Stored sealed under its patient's key and matched in memory. Holds patient data: tells
 * nothing in toString.
 *
 * @param codes by search parameter, each {@code system|code}
 * @param dates by search parameter; the end of the period under a name of its own
 * @param identifiers uniqueId and entryUUID
 * @param related values of context.related identifiers
 * @param families family names of authors
 * @param givens given names of authors
 */
public record DocumentTerms(
        Map<String, List<String>> codes,
        Map<String, Instant> dates,
        List<String> identifiers,
        List<String> related,
        List<String> families,
        List<String> givens) {

    /** The terms of a document that was submitted. */
    public static DocumentTerms of(DocumentEntry document) {
        Map<String, List<String>> codes = new LinkedHashMap<>();
        codes.put("type", tokens(document.type()));
        codes.put("category", tokens(document.category()));
        codes.put("format", tokens(document.format()));
        codes.put("facility", tokens(document.facility()));
        codes.put("setting", tokens(document.setting()));
        codes.put("event", tokens(document.event()));
        codes.put("security-label", tokens(document.securityLabel()));
        Map<String, Instant> dates = new LinkedHashMap<>();
        document.date().ifPresent(at -> dates.put("date", at));
        document.creation().ifPresent(at -> dates.put("creation", at));
        document.periodStart().ifPresent(at -> dates.put("period", at));
        document.periodEnd().ifPresent(at -> dates.put("period-end", at));
        List<String> identifiers = new ArrayList<>(List.of(document.uniqueId()));
        document.entryUuid().ifPresent(identifiers::add);
        return new DocumentTerms(
                codes,
                dates,
                identifiers,
                document.related(),
                document.authors().stream()
                        .flatMap(author -> author.family().stream())
                        .toList(),
                document.authors().stream()
                        .flatMap(author -> author.given().stream())
                        .toList());
    }

    private static List<String> tokens(List<Coded> codes) {
        return codes.stream().map(Coded::token).toList();
    }

    /** Whether the document meets every criterion but patient and status. */
    public boolean meets(DocumentCriteria criteria, Instant stored) {
        return criteria.codes().entrySet().stream()
                        .allMatch(asked ->
                                Tokens.anyMatches(codes.getOrDefault(asked.getKey(), List.of()), asked.getValue()))
                && criteria.dates().stream().allMatch(range -> within(range, stored))
                && Tokens.anyIs(identifiers, criteria.identifiers())
                && Tokens.anyIs(related, criteria.related())
                && Words.anyStarts(families, criteria.authorFamily())
                && Words.anyStarts(givens, criteria.authorGiven());
    }

    private boolean within(DocumentCriteria.DateRange range, Instant stored) {
        if (range.parameter().equals("_lastUpdated")) {
            return range.meets(Optional.of(stored), Optional.of(stored));
        }
        Optional<Instant> start = Optional.ofNullable(dates.get(range.parameter()));
        if (!range.parameter().equals("period")) {
            return range.meets(start, start);
        }
        return range.meets(start, Optional.ofNullable(dates.get("period-end")));
    }

    /** Writes the terms. */
    public void pack(Packer packer) {
        packer.number(codes.size());
        codes.forEach((parameter, tokens) -> packer.text(parameter).texts(tokens));
        packer.number(dates.size());
        dates.forEach((parameter, at) -> packer.text(parameter).number(at.toEpochMilli()));
        packer.texts(identifiers).texts(related).texts(families).texts(givens);
    }

    /** Reads what {@link #pack} wrote. */
    public static DocumentTerms unpack(Unpacker packed) {
        Map<String, List<String>> codes = new LinkedHashMap<>();
        for (long i = packed.number(); i > 0; i--) {
            codes.put(packed.text(), packed.texts());
        }
        Map<String, Instant> dates = new LinkedHashMap<>();
        for (long i = packed.number(); i > 0; i--) {
            dates.put(packed.text(), Instant.ofEpochMilli(packed.number()));
        }
        return new DocumentTerms(codes, dates, packed.texts(), packed.texts(), packed.texts(), packed.texts());
    }

    @Override
    public String toString() {
        return "DocumentTerms[withheld]";
    }
}
