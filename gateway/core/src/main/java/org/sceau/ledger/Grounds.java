package org.sceau.ledger;

import java.text.Normalizer;
import java.util.Map;
import org.sceau.proof.Digest;

/**
 * Why something was done: what an entry of the journal says of the decision.
 *
 * @param rule id of the rule that decided, for example {@code route/lab-results/without-consent}
 * @param decision its outcome in one word or a legal basis, never a value from a document
 * @param revisions digests of the configuration files that were in force: route, partner, policy, consent
 */
public record Grounds(String rule, String decision, Map<String, Digest> revisions) {

    /** Most characters of a decision that an entry holds. */
    private static final int DECISION_LENGTH = 200;

    /**
     * Copies its map, and writes the decision as entries hold it: printable ASCII, accents taken off, at most 200
     * characters. An operator's legal basis may be any text; the configuration's revision names the exact one.
     */
    public Grounds {
        revisions = Map.copyOf(revisions);
        decision = plain(decision);
    }

    private static String plain(String text) {
        String folded = Normalizer.normalize(text, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .replaceAll("[^\\x20-\\x7e]", "?");
        return folded.length() <= DECISION_LENGTH ? folded : folded.substring(0, DECISION_LENGTH);
    }
}
