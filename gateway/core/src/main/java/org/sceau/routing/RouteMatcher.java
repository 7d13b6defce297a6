package org.sceau.routing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.sceau.document.Coded;
import org.sceau.document.DocumentEntry;

/** Says whether a route takes a submission and, when it does not, which part of its match is why. */
final class RouteMatcher {
    private static final JsonMapper JSON = new JsonMapper();

    private RouteMatcher() {}

    /** The first part that does not match; empty when the route takes it. Names settings, never values of the document. */
    static Optional<String> whyNot(Match match, Asked asked) {
        if (!match.from().isEmpty() && !match.from().contains(asked.sender())) {
            return Optional.of("match.from: the sender " + asked.sender() + " is not among " + match.from());
        }
        if (!match.intendedRecipients().isEmpty()
                && Collections.disjoint(match.intendedRecipients(), asked.intended())) {
            return Optional.of("match.intended-recipients: none of " + match.intendedRecipients()
                    + " is an intended recipient of the submission");
        }
        List<DocumentEntry> documents = asked.submission().documents();
        if (!match.types().isEmpty() && !documents.stream().allMatch(entry -> hasType(match.types(), entry))) {
            return Optional.of("match.types: a document of the submission has none of " + match.types());
        }
        if (!match.facilities().isEmpty() && !documents.stream().allMatch(entry -> hasFacility(match, entry))) {
            return Optional.of("match.facilities: a document of the submission has none of them as custodian");
        }
        return Optional.empty();
    }

    private static boolean hasType(List<String> types, DocumentEntry entry) {
        return entry.type().stream().map(Coded::token).anyMatch(types::contains);
    }

    private static boolean hasFacility(Match match, DocumentEntry entry) {
        try {
            JsonNode identifier = JSON.readTree(entry.resource()).at("/custodian/identifier");
            String token = identifier.path("system").asText() + "|"
                    + identifier.path("value").asText();
            return match.facilities().contains(token);
        } catch (JsonProcessingException _) {
            return false;
        }
    }
}
