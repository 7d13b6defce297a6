package org.sceau.routing.configuration;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.sceau.identity.Identification;
import org.sceau.identity.Purpose;
import org.sceau.routing.Partner;
import org.sceau.routing.rules.AccessRule;
import org.sceau.routing.rules.AccessSettings;
import org.sceau.routing.rules.Action;
import org.sceau.routing.rules.Identity;
import org.sceau.routing.rules.Relation;
import org.sceau.routing.rules.Which;
import org.sceau.routing.rules.Who;
import org.sceau.transfer.PartnerId;

/** What access rules must be in themselves, to each other and to the partners. Not thread-safe. */
final class AccessChecks {
    /** What a person can keep in view, many times over; each is asked for each hit of a search. */
    private static final int MOST_RULES = 200;

    /** A list of partners or codes that is longer is no rule but a directory. */
    private static final int MOST_ITEMS = 200;

    private static final int LONGEST_TEXT = 200;
    private static final int LONGEST_CODE = 60;
    private static final Pattern ID = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?");
    private static final Pattern CODE = Pattern.compile("[\\x21-\\x7e](?:[\\x20-\\x7e]{0,58}[\\x21-\\x7e])?");

    private final Problems problems;
    private final Set<String> partners = new TreeSet<>();
    private final Set<String> unread;
    private final Set<String> ids = new HashSet<>();

    /**
     * Checks against these.
     *
     * @param unread names of partners whose files have errors of their own: known, but not looked into
     */
    AccessChecks(Problems problems, List<Source<Partner>> partners, Set<String> unread) {
        this.problems = problems;
        this.unread = unread;
        partners.forEach(source -> this.partners.add(source.value().id().value()));
    }

    void check(Source<AccessSettings> source) {
        List<AccessRule> rules = source.value().rules();
        if (rules.size() > MOST_RULES) {
            problems.add(source.at("rules"), "rules", rules.size() + " rules", "at most " + MOST_RULES);
            return;
        }
        for (int i = 0; i < rules.size(); i++) {
            new One(source, i, rules.get(i)).check();
        }
    }

    /** One rule. */
    private final class One {
        private final Source<AccessSettings> source;
        private final int index;
        private final AccessRule rule;

        One(Source<AccessSettings> source, int index, AccessRule rule) {
            this.source = source;
            this.index = index;
            this.rule = rule;
        }

        void check() {
            names();
            if (rule.grant().isEmpty() == rule.refuse().isEmpty()) {
                String found = rule.grant().isEmpty() ? "neither grant nor refuse" : "grant and refuse in one rule";
                add(found, "grant: or refuse: with at least one action; two rules for both");
            }
            who();
            which();
            rule.purposes().ifPresent(purposes -> items(purposes, "purposes"));
            breakGlass();
            if (rule.identity() == Identity.WITHHELD && !rule.grants()) {
                add("withheld in a refusal", "it in a rule that grants", "identity");
            }
            if (rule.actions().contains(Action.OPERATE)
                    && !(rule.who().equals(Who.EVERYBODY)
                            && rule.documents().equals(Which.EVERY)
                            && rule.purposes().isEmpty())) {
                add("conditions on operate", "a rule of its own: operators are known by the gateway's account alone");
            }
        }

        private void names() {
            if (!ID.matcher(rule.id()).matches()) {
                add(Value.quote(rule.id()), "1 to 64 lower-case letters, digits and dashes", "id");
            } else if (rule.id().equals("default")) {
                add("the name of what no rule grants", "another id", "id");
            } else if (!ids.add(rule.id())) {
                add("the id of another rule", "an id that no other rule has", "id");
            }
            if (rule.why().codePointCount(0, rule.why().length()) > LONGEST_TEXT) {
                add("a long text", "at most " + LONGEST_TEXT + " characters", "why");
            }
        }

        private void who() {
            Who who = rule.who();
            who.partners().ifPresent(ids -> {
                items(ids, "who", "partners");
                ids.forEach(this::known);
            });
            who.families().ifPresent(families -> items(families, "who", "families"));
            who.identified().ifPresent(identified -> items(identified, "who", "identified"));
            codes(who.professions(), "professions");
            codes(who.specialties(), "specialties");
            codes(who.structures(), "structures");
        }

        private void known(PartnerId id) {
            if (!partners.contains(id.value()) && !unread.contains(id.value())) {
                problems.addUnknown(place("who", "partners"), path("who", "partners"), "partner", id.value(), partners);
            }
        }

        private void codes(Optional<Set<String>> codes, String key) {
            codes.ifPresent(found -> {
                items(found, "who", key);
                if (!found.stream().allMatch(code -> CODE.matcher(code).matches())) {
                    String write = "codes of 1 to " + LONGEST_CODE + " characters without accents";
                    add("a code that no certificate or claim can hold", write, "who", key);
                }
            });
        }

        private void which() {
            Which which = rule.documents();
            which.types().ifPresent(found -> items(found, "documents", "types"));
            which.classes().ifPresent(found -> items(found, "documents", "classes"));
            which.confidentiality().ifPresent(found -> items(found, "documents", "confidentiality"));
            which.visibility().ifPresent(found -> items(found, "documents", "visibility"));
            which.relation().ifPresent(found -> {
                items(found, "documents", "relation");
                if (rule.grants() && rule.breakGlass().isEmpty() && found.contains(Relation.OTHER)) {
                    add("other in a grant without break-glass", "sender, recipient, store", "documents", "relation");
                }
            });
        }

        private void breakGlass() {
            boolean asks =
                    rule.purposes().filter(found -> found.contains(Purpose.BTG)).isPresent();
            if (rule.breakGlass().isEmpty()) {
                if (asks && rule.grants()) {
                    add("btg in a grant without break-glass", "break-glass: with its reasons", "purposes");
                }
                return;
            }
            Set<String> reasons = rule.breakGlass().get().reasons();
            items(reasons, "break-glass", "reasons");
            if (!reasons.stream().allMatch(reason -> ID.matcher(reason).matches())) {
                add("a reason that is no word", "lower-case letters, digits and dashes", "break-glass", "reasons");
            }
            if (!rule.grants() || !EnumSet.of(Action.FIND, Action.RETRIEVE).containsAll(rule.grant())) {
                add("break-glass for another act than reading", "grant: [find, retrieve]", "break-glass");
            }
            if (rule.who().partners().isEmpty()
                    && !rule.who().identified().equals(Optional.of(Set.of(Identification.DIRECT)))) {
                add(
                        "break-glass for whatever any partner states of itself",
                        "who.partners: with those that may, or who.identified: [direct]",
                        "break-glass");
            }
            if (rule.purposes().isPresent() && !asks) {
                add("purposes without btg", "no purposes: break-glass is one", "purposes");
            }
            if (rule.identity() == Identity.WITHHELD) {
                add("withheld where the glass is broken", "shown: the patient is told who it was", "identity");
            }
        }

        private void items(Collection<?> found, String... keys) {
            if (found.isEmpty()) {
                add("an empty list", "at least one, or no such key: then every one is meant", keys);
            } else if (found.size() > MOST_ITEMS) {
                add(found.size() + " items", "at most " + MOST_ITEMS, keys);
            }
        }

        private void add(String found, String write, String... keys) {
            problems.add(place(keys), path(keys), found, write);
        }

        private Place place(String... keys) {
            List<String> steps = new ArrayList<>(List.of("rules", String.valueOf(index)));
            steps.addAll(List.of(keys));
            return source.at(steps.toArray(String[]::new));
        }

        private String path(String... keys) {
            String at = "rules[" + index + "]";
            return keys.length == 0 ? at : at + "." + String.join(".", keys);
        }
    }
}
