package org.sceau.access;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.sceau.failure.FailureCode;
import org.sceau.failure.Issue;
import org.sceau.identity.Caller;
import org.sceau.proof.CanonicalJson;
import org.sceau.proof.JsonValue;
import org.sceau.proof.JsonValue.JsonArray;
import org.sceau.proof.JsonValue.JsonBoolean;
import org.sceau.proof.JsonValue.JsonObject;
import org.sceau.proof.JsonValue.JsonString;
import org.sceau.routing.Partner;
import org.sceau.routing.Plan;

/**
 * What would become of a submission, for {@code sceau explain}: the same rules as for a real one, nothing recorded. Names
 * settings and codes, never a value of the submission.
 *
 * @param partner who would hand it in
 * @param certificate SHA-256 of the certificate, hexadecimal
 * @param quality the professional quality
 * @param whence whose word each part of it is, in English
 * @param profile whose rules it keeps
 * @param tried the routes that were looked at, each with why it does not match, or that it does
 * @param granted whether it would be accepted
 * @param rule that decides
 * @param decision in English
 * @param recipients whom it would go to
 * @param codes of the refusal, and of warnings
 * @param access how the access rules answer, for each document and, once a route takes it, each recipient
 */
public record Explanation(
        String partner,
        String certificate,
        String quality,
        String whence,
        String profile,
        List<Plan.Tried> tried,
        boolean granted,
        String rule,
        String decision,
        List<String> recipients,
        List<FailureCode> codes,
        List<Derivation> access) {

    /** Copies its lists. */
    public Explanation {
        tried = List.copyOf(tried);
        recipients = List.copyOf(recipients);
        codes = List.copyOf(codes);
        access = List.copyOf(access);
    }

    static Explanation of(Caller caller, String profile, Plan plan, AccessDecision decision, List<Derivation> access) {
        Outcome outcome = outcome(decision);
        return new Explanation(
                caller.partner().value(),
                caller.thumbprint().hex(),
                caller.quality().label(),
                caller.provenance().text(),
                profile,
                plan.tried(),
                outcome.granted,
                outcome.rule,
                outcome.decision,
                outcome.recipients.stream().map(partner -> partner.id().value()).toList(),
                outcome.issues.stream().map(Issue::code).toList(),
                access);
    }

    /** For a terminal: several lines, each ended by a line feed. */
    public String text() {
        StringBuilder text = new StringBuilder();
        line(text, "sender", partner + " (quality " + quality + ")");
        if (!whence.isEmpty()) {
            line(text, "quality by", whence);
        }
        line(text, "certificate", certificate);
        line(text, "profile", profile);
        tried.forEach(one -> line(text, "route " + one.route(), one.whyNot().orElse("matches")));
        line(text, granted ? "accepted" : "refused", decision);
        line(text, "rule", rule);
        recipients.forEach(recipient -> line(text, "goes to", recipient));
        codes.forEach(code -> line(text, granted ? "warning" : "reason", code.code() + " " + code.name()));
        return text.toString();
    }

    /** One JSON object, in canonical form. */
    public String json() {
        Map<String, JsonValue> members = new TreeMap<>();
        members.put("partner", new JsonString(partner));
        members.put("certificate", new JsonString(certificate));
        members.put("quality", new JsonString(quality));
        if (!whence.isEmpty()) {
            members.put("quality-by", new JsonString(whence));
        }
        members.put("profile", new JsonString(profile));
        members.put("granted", new JsonBoolean(granted));
        members.put("rule", new JsonString(rule));
        members.put("decision", new JsonString(decision));
        members.put("recipients", JsonArray.ofTexts(recipients));
        members.put(
                "codes", JsonArray.ofTexts(codes.stream().map(FailureCode::code).toList()));
        members.put(
                "access", new JsonArray(access.stream().map(Derivation::json).toList()));
        members.put("tried", new JsonArray(tried.stream().map(Explanation::json).toList()));
        return new String(CanonicalJson.encode(new JsonObject(members)), StandardCharsets.UTF_8);
    }

    private static JsonValue json(Plan.Tried tried) {
        Map<String, JsonValue> members = new TreeMap<>();
        members.put("route", new JsonString(tried.route().value()));
        members.put("matches", new JsonBoolean(tried.whyNot().isEmpty()));
        tried.whyNot().ifPresent(why -> members.put("why-not", new JsonString(why)));
        return new JsonObject(members);
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append(name).append(": ").append(value).append('\n');
    }

    private static Outcome outcome(AccessDecision decision) {
        return switch (decision) {
            case AccessDecision.Granted(Accepted accepted) ->
                new Outcome(true, accepted.rule(), accepted.decision(), accepted.recipients(), accepted.warnings());
            case AccessDecision.Refused refused ->
                new Outcome(false, refused.rule(), refused.decision(), List.of(), refused.issues());
        };
    }

    private record Outcome(
            boolean granted, String rule, String decision, List<Partner> recipients, List<Issue> issues) {}
}
