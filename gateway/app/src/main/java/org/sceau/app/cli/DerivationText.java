package org.sceau.app.cli;

import org.sceau.access.Derivation;

/** How the access rules come to an answer, in the user's language: one line for each rule, then the answer. */
final class DerivationText {
    private DerivationText() {}

    static String of(Derivation derivation, Words words) {
        StringBuilder text = new StringBuilder();
        line(text, words.say("derivation-asked", derivation.subject(), derivation.action(), derivation.relation()));
        for (Derivation.Step step : derivation.steps()) {
            String effect = words.say(step.grants() ? "derivation-grants" : "derivation-refuses");
            String outcome = step.failed().isEmpty()
                    ? words.say(step.decides() ? "derivation-decides" : "derivation-holds")
                    : words.say("derivation-fails", String.join(", ", step.failed()));
            line(text, words.say("derivation-rule", step.rule(), effect, outcome, step.why()));
        }
        String answer = derivation.granted() ? "derivation-granted" : "derivation-refused";
        line(text, words.say(answer, derivation.rule()));
        return text.toString();
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append('\n');
    }
}
