package org.sceau.ledger;

import java.util.Map;
import org.sceau.access.Ruling;
import org.sceau.proof.Digest;

/**
 * Why something was done: what an entry of the journal says of the decision.
 *
 * @param rule id of the rule that decided, for example {@code route/lab-results/without-consent}
 * @param decision its outcome in one word or a legal basis, never a value from a document
 * @param revisions digests of the configuration files that were in force: route, partner, policy, consent
 */
public record Grounds(String rule, String decision, Map<String, Digest> revisions) {

    /** Copies its map. */
    public Grounds {
        revisions = Map.copyOf(revisions);
    }

    /** The grounds of a decision. */
    public static Grounds of(Ruling ruling) {
        return new Grounds(ruling.rule(), ruling.decision(), ruling.revisions().digests());
    }
}
