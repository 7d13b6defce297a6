package org.sceau.access;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.sceau.document.DocumentCodes;
import org.sceau.document.DocumentEntry;
import org.sceau.document.Submission;
import org.sceau.identity.Caller;
import org.sceau.proof.JsonValue;
import org.sceau.proof.JsonValue.JsonArray;
import org.sceau.proof.JsonValue.JsonBoolean;
import org.sceau.proof.JsonValue.JsonObject;
import org.sceau.proof.JsonValue.JsonString;
import org.sceau.routing.Partner;
import org.sceau.routing.Plan;
import org.sceau.routing.rules.AccessRule;
import org.sceau.routing.rules.Action;
import org.sceau.routing.rules.Relation;

/**
 * How the access rules come to their answer: every rule of the action in the order in which it is asked, and all that keeps
 * it from holding. Names rules and settings, never a value of a document or of a person.
 *
 * @param action asked for
 * @param subject the partner
 * @param relation what the document is to the partner
 * @param steps the rules, refusals first
 * @param granted what they answer
 * @param rule as it stands in entries
 */
public record Derivation(
        String action, String subject, String relation, List<Step> steps, boolean granted, String rule) {

    /** Copies its list. */
    public Derivation {
        steps = List.copyOf(steps);
    }

    /**
     * One rule.
     *
     * @param rule its id
     * @param grants whether it grants or refuses
     * @param why for operators
     * @param failed the conditions that do not hold; empty when the rule holds
     * @param decides whether it is the one that decides
     */
    public record Step(String rule, boolean grants, String why, List<String> failed, boolean decides) {

        /** Copies its list. */
        public Step {
            failed = List.copyOf(failed);
        }
    }

    static Derivation of(AccessRules rules, Question question) {
        Verdict verdict = rules.decide(question);
        boolean decided = false;
        List<Step> steps = new ArrayList<>();
        for (AccessRules.Asked asked : rules.of(question.action())) {
            List<String> failed = failed(asked.rule(), question);
            boolean decides = failed.isEmpty() && !decided;
            decided |= decides;
            AccessRule rule = asked.rule();
            steps.add(new Step(rule.id(), rule.grants(), rule.why(), failed, decides));
        }
        String name = switch (verdict) {
            case Verdict.Granted granted -> granted.name();
            case Verdict.Refused refused -> refused.name();
        };
        return new Derivation(
                word(question.action()),
                question.partner().value(),
                word(question.relation()),
                steps,
                verdict instanceof Verdict.Granted,
                name);
    }

    /** Of handing in each document of a submission, and of each recipient's receiving it. */
    static List<Derivation> all(AccessRules rules, Caller caller, Submission submission, Plan plan) {
        List<Partner> served = plan instanceof Plan.Planned planned ? planned.recipients() : List.of();
        List<Derivation> derivations = new ArrayList<>();
        for (DocumentEntry entry : submission.documents()) {
            var facts = DocumentFacts.of(DocumentCodes.of(entry));
            derivations.add(of(rules, Question.of(Action.SUBMIT, caller, Relation.SENDER, facts)));
            served.forEach(recipient -> derivations.add(of(rules, Question.received(recipient, facts))));
        }
        return derivations;
    }

    /** As part of a JSON document. */
    public JsonValue json() {
        Map<String, JsonValue> members = new TreeMap<>();
        members.put("action", new JsonString(action));
        members.put("subject", new JsonString(subject));
        members.put("relation", new JsonString(relation));
        members.put("granted", new JsonBoolean(granted));
        members.put("rule", new JsonString(rule));
        members.put("rules", new JsonArray(steps.stream().map(Derivation::json).toList()));
        return new JsonObject(members);
    }

    private static JsonValue json(Step step) {
        Map<String, JsonValue> members = new TreeMap<>();
        members.put("rule", new JsonString(step.rule()));
        members.put("effect", new JsonString(step.grants() ? "grant" : "refuse"));
        members.put("why", new JsonString(step.why()));
        members.put("holds", new JsonBoolean(step.failed().isEmpty()));
        members.put("failed", JsonArray.ofTexts(step.failed()));
        members.put("decides", new JsonBoolean(step.decides()));
        return new JsonObject(members);
    }

    private static List<String> failed(AccessRule rule, Question question) {
        List<String> failed = new ArrayList<>();
        for (Condition condition : Condition.values()) {
            if (!condition.holds(rule, question)) {
                failed.add(condition.path());
            }
        }
        return failed;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
