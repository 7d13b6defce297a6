package org.sceau.access;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sceau.routing.rules.AccessRule;
import org.sceau.routing.rules.AccessSettings;
import org.sceau.routing.rules.Action;
import org.sceau.routing.rules.Identity;
import org.sceau.routing.rules.Which;

/**
 * The rules in force, put in the order in which they are asked: for each action its refusals, then its grants that withhold who
 * acts, then the others, each as they stand in the file. The first that holds decides, so that a refusal wins over every grant and a
 * withheld identity over a shown one, whatever the order in the file; what no rule grants is refused.
 *
 * <p>Thread-safe; immutable. Asking takes microseconds: sets are looked into, nothing is parsed.
 */
public final class AccessRules {
    private static final Condition[] ALL = Condition.values();
    private static final Verdict.Refused BY_DEFAULT = new Verdict.Refused(Optional.empty());

    private final Map<Action, List<Asked>> byAction = new EnumMap<>(Action.class);
    private final Set<Action> lookAtCodes = EnumSet.noneOf(Action.class);

    /** Takes what {@code check} has found in order. */
    public AccessRules(AccessSettings settings) {
        for (Action action : Action.values()) {
            List<Asked> asked = new ArrayList<>();
            settings.rules().stream()
                    .filter(rule -> rule.refuse().contains(action))
                    .forEach(rule -> asked.add(new Asked(rule, new Verdict.Refused(Optional.of(rule)))));
            settings.rules().stream()
                    .filter(rule -> rule.grant().contains(action))
                    .sorted(Comparator.comparing(rule -> rule.identity() != Identity.WITHHELD))
                    .forEach(rule -> asked.add(new Asked(rule, new Verdict.Granted(rule))));
            byAction.put(action, List.copyOf(asked));
            if (asked.stream().anyMatch(one -> !one.rule.documents().everyCode())) {
                lookAtCodes.add(action);
            }
        }
    }

    /** The rules of an action, with what each would decide. */
    List<Asked> of(Action action) {
        return byAction.getOrDefault(action, List.of());
    }

    /** Whether a rule of this action looks at a document's codes. */
    boolean lookAtCodes(Action action) {
        return lookAtCodes.contains(action);
    }

    /** What they say. */
    Verdict decide(Question question) {
        for (Asked asked : of(question.action())) {
            if (asked.holds(question)) {
                return asked.verdict;
            }
        }
        return BY_DEFAULT;
    }

    /** What they say before there is a document: refused where no document could be granted. */
    Verdict possible(Question question) {
        for (Asked asked : of(question.action())) {
            boolean whatever = asked.rule.grants() || asked.rule.documents().equals(Which.EVERY);
            if (whatever && asked.holdsForSubject(question)) {
                return asked.verdict;
            }
        }
        return BY_DEFAULT;
    }

    /** A rule and its verdict where it holds. */
    record Asked(AccessRule rule, Verdict verdict) {

        boolean holds(Question question) {
            for (Condition condition : ALL) {
                if (!condition.holds(rule, question)) {
                    return false;
                }
            }
            return true;
        }

        boolean holdsForSubject(Question question) {
            for (Condition condition : ALL) {
                if (condition.ofSubject() && !condition.holds(rule, question)) {
                    return false;
                }
            }
            return true;
        }
    }
}
