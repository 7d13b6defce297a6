package org.sceau.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.sceau.document.Coded;
import org.sceau.document.DocumentCodes;
import org.sceau.identity.Acting;
import org.sceau.identity.CardFamily;
import org.sceau.identity.Identification;
import org.sceau.identity.ProfessionalQuality;
import org.sceau.identity.Purpose;
import org.sceau.routing.rules.AccessRule;
import org.sceau.routing.rules.AccessSettings;
import org.sceau.routing.rules.Action;
import org.sceau.routing.rules.BreakGlass;
import org.sceau.routing.rules.Confidentiality;
import org.sceau.routing.rules.Identity;
import org.sceau.routing.rules.Relation;
import org.sceau.routing.rules.Shown;
import org.sceau.routing.rules.Which;
import org.sceau.routing.rules.Who;
import org.sceau.transfer.PartnerId;

/** What holds for any set of rules and any question. */
class AccessRulesTest {
    private static final String CONFIDENTIALITY = "http://terminology.hl7.org/CodeSystem/v3-Confidentiality";
    private static final String TRE_A07 = "urn:oid:1.2.250.1.213.1.1.4.13";
    private static final List<PartnerId> PARTNERS = List.of(new PartnerId("labo"), new PartnerId("hopital"));
    private static final List<String> PROFESSIONS = List.of("10", "21", "60");
    private static final List<Coded> TYPES =
            List.of(new Coded("http://loinc.org", "11502-2"), new Coded("http://loinc.org", "34105-7"));
    private static final List<String> REASONS = List.of("vital", "curiosity");
    /** Known and unknown labels. */
    private static final List<Coded> LABELS = List.of(
            new Coded(CONFIDENTIALITY, "N"),
            new Coded(CONFIDENTIALITY, "R"),
            new Coded(CONFIDENTIALITY, "V"),
            new Coded(CONFIDENTIALITY, "Z"),
            new Coded(TRE_A07, "MASQUE_PS"),
            new Coded(TRE_A07, "INVISIBLE_PATIENT"),
            new Coded(TRE_A07, "NOUVEAU"),
            new Coded("urn:other", "whatever"));

    @Property
    void oneMoreRefusalNeverGrantsMore(
            @ForAll("rules") List<AccessRule> rules,
            @ForAll("rule") AccessRule more,
            @ForAll("questions") Question asked) {
        List<AccessRule> longer = new ArrayList<>(rules);
        longer.add(asRefusal(more));

        assertThat(granted(rules, asked) || !granted(longer, asked)).isTrue();
    }

    @Property
    void oneGrantLessNeverGrantsMore(
            @ForAll("rules") List<AccessRule> rules, @ForAll int which, @ForAll("questions") Question asked) {
        List<AccessRule> grants = rules.stream().filter(AccessRule::grants).toList();
        List<AccessRule> fewer = new ArrayList<>(rules);
        if (!grants.isEmpty()) {
            fewer.remove(grants.get(Math.floorMod(which, grants.size())));
        }

        assertThat(granted(rules, asked) || !granted(fewer, asked)).isTrue();
    }

    @Property
    void theOrderOfRulesDoesNotCount(@ForAll("rules") List<AccessRule> rules, @ForAll("questions") Question asked) {
        assertThat(granted(rules.reversed(), asked)).isEqualTo(granted(rules, asked));
        assertThat(identity(rules.reversed(), asked)).isEqualTo(identity(rules, asked));
    }

    private static Optional<Identity> identity(List<AccessRule> rules, Question asked) {
        return verdict(rules, asked) instanceof Verdict.Granted granted
                ? Optional.of(granted.rule().identity())
                : Optional.empty();
    }

    @Property
    void whoIsRefusedBeforeThereIsADocumentIsGrantedNone(
            @ForAll("rules") List<AccessRule> rules, @ForAll("questions") Question asked) {
        AccessRules compiled = new AccessRules(new AccessSettings(rules));

        boolean possible = compiled.possible(asked) instanceof Verdict.Granted;

        assertThat(possible || !granted(rules, asked)).isTrue();
    }

    @Property
    void aLabelThatIsNotKnownIsGrantedToItsSenderAndAStoreAlone(
            @ForAll("rules") List<AccessRule> rules, @ForAll("questions") Question asked) {
        if (!asked.document().understood() && granted(rules, asked)) {
            assertThat(asked.relation()).isIn(Relation.SENDER, Relation.STORE);
        }
    }

    @Property
    void whoIsNamedWithoutAProfessionGetsAroundNoRefusalOfOne(
            @ForAll("rule") AccessRule rule, @ForAll("questions") Question asked) {
        if (asked.quality().profession().isEmpty() && asked.acting().identification() == Identification.INDIRECT) {
            assertThat(Condition.PROFESSIONS.holds(asRefusal(rule), asked)).isTrue();
        }
    }

    @Property
    void whoBreaksTheGlassIsGrantedByARuleForItAndForItsReasonAlone(
            @ForAll("rules") List<AccessRule> rules, @ForAll("questions") Question asked) {
        if (verdict(rules, asked) instanceof Verdict.Granted granted) {
            boolean breaks = asked.acting().purpose() == Purpose.BTG;
            Optional<BreakGlass> rule = granted.rule().breakGlass();

            assertThat(rule.isPresent()).isEqualTo(breaks);
            rule.ifPresent(found -> assertThat(found.reasons())
                    .contains(asked.acting().breakGlass().orElseThrow()));
        }
    }

    /** The same answer as a plain reading of the words: some grant holds, no refusal does. */
    @Property
    void theCompiledFormSaysWhatTheRulesSay(
            @ForAll("rules") List<AccessRule> rules, @ForAll("questions") Question asked) {
        boolean refused = rules.stream().anyMatch(rule -> holds(rule, rule.refuse(), asked));
        boolean granted = rules.stream().anyMatch(rule -> holds(rule, rule.grant(), asked));

        assertThat(granted(rules, asked)).isEqualTo(granted && !refused);
    }

    @Example
    void whatNoRuleGrantsIsRefusedUnderAName() {
        var asked = new Question(
                Action.FIND,
                PARTNERS.getFirst(),
                ProfessionalQuality.NONE,
                Acting.ORGANISATION,
                Relation.SENDER,
                DocumentFacts.NONE);

        assertThat(verdict(List.of(), asked))
                .isInstanceOfSatisfying(
                        Verdict.Refused.class,
                        refused -> assertThat(refused.name()).isEqualTo("access/default:refuse"));
    }

    private static boolean holds(AccessRule rule, Set<Action> actions, Question asked) {
        return actions.contains(asked.action())
                && Stream.of(Condition.values()).allMatch(condition -> condition.holds(rule, asked));
    }

    private static boolean granted(List<AccessRule> rules, Question asked) {
        return verdict(rules, asked) instanceof Verdict.Granted;
    }

    private static Verdict verdict(List<AccessRule> rules, Question asked) {
        return new AccessRules(new AccessSettings(rules)).decide(asked);
    }

    private static AccessRule asRefusal(AccessRule rule) {
        return new AccessRule(
                rule.id(),
                rule.why(),
                Set.of(),
                rule.actions(),
                rule.who(),
                rule.documents(),
                rule.purposes(),
                Optional.empty(),
                Identity.SHOWN);
    }

    @Provide
    Arbitrary<List<AccessRule>> rules() {
        return rule().list().ofMaxSize(5);
    }

    @Provide
    Arbitrary<AccessRule> rule() {
        Arbitrary<Optional<BreakGlass>> glass = some(REASONS).map(reasons -> reasons.map(BreakGlass::new));
        return Combinators.combine(
                        Arbitraries.of(true, false),
                        Arbitraries.of(Action.values()).set().ofMinSize(1).ofMaxSize(4),
                        who(),
                        which(),
                        some(List.of(Purpose.values())),
                        glass,
                        Arbitraries.of(Identity.values()))
                .as((grant, actions, who, which, purposes, broken, identity) -> new AccessRule(
                        "rule",
                        "for tests",
                        grant ? actions : Set.of(),
                        grant ? Set.of() : actions,
                        who,
                        which,
                        purposes,
                        grant ? broken : Optional.empty(),
                        grant && broken.isEmpty() ? identity : Identity.SHOWN));
    }

    private static Arbitrary<Who> who() {
        return Combinators.combine(
                        some(PARTNERS),
                        some(List.of(CardFamily.values())),
                        some(PROFESSIONS),
                        some(List.of("SM26")),
                        some(List.of("1750000002")),
                        some(List.of(Identification.values())))
                .as(Who::new);
    }

    private static Arbitrary<Which> which() {
        return Combinators.combine(
                        some(TYPES),
                        some(TYPES),
                        some(List.of(Confidentiality.values())),
                        some(List.of(Shown.values())),
                        some(List.of(Relation.values())))
                .as(Which::new);
    }

    /** Mostly not written, or few things would ever hold. */
    private static <T> Arbitrary<Optional<Set<T>>> some(List<T> values) {
        Arbitrary<Optional<Set<T>>> written =
                Arbitraries.of(values).set().ofMinSize(1).map(Optional::of);
        return Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(4, Arbitraries.just(Optional.empty())), net.jqwik.api.Tuple.of(1, written));
    }

    @Provide
    Arbitrary<Question> questions() {
        Arbitrary<ProfessionalQuality> qualities = Combinators.combine(
                        maybe(List.of(CardFamily.values())), maybe(PROFESSIONS), maybe(List.of("1750000002", "1")))
                .as(ProfessionalQuality::new);
        Arbitrary<Acting> acting = Combinators.combine(
                        Arbitraries.of(Identification.values()),
                        Arbitraries.just(Optional.<String>empty()),
                        maybe(List.of("SM26", "SM04")),
                        Arbitraries.of(Purpose.values()),
                        maybe(REASONS),
                        Arbitraries.just(true))
                .as(Acting::new);
        Arbitrary<DocumentFacts> documents = Combinators.combine(
                        Arbitraries.of(TYPES).list().ofMaxSize(1),
                        Arbitraries.of(LABELS).list().ofMaxSize(3))
                .as((types, labels) -> DocumentFacts.of(new DocumentCodes(types, types, labels)));
        return Combinators.combine(
                        Arbitraries.of(Action.values()),
                        Arbitraries.of(PARTNERS),
                        qualities,
                        acting,
                        Arbitraries.of(Relation.values()),
                        documents)
                .as(Question::new);
    }

    private static <T> Arbitrary<Optional<T>> maybe(List<T> values) {
        return Arbitraries.of(values).optional();
    }
}
