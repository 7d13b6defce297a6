package org.sceau.routing.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Mistakes in {@code access.yaml}, each with the words that an operator gets. */
class AccessChecksTest {
    private static final String FILE = "access.yaml";

    @TempDir
    private Path root;

    @ParameterizedTest(name = "{0}")
    @MethodSource({"rules", "conditions", "breakGlass"})
    void aMistakeIsNamedWithWhatToWrite(String name, String content, String error) {
        SampleConf sample = SampleConf.in(root).write(FILE, content);

        assertThat(sample.errors())
                .singleElement()
                .satisfies(found -> assertThat(found).startsWith(FILE + ":").endsWith(" " + error));
    }

    @Test
    void everyMistakeIsNamedAtItsPlaceInOnePass() {
        SampleConf sample = SampleConf.in(root).write(FILE, """
                        rules:
                          - id: Submit
                            why: w
                            grant: [submit]
                          - id: readers
                            why: w
                            refuse: [find]
                            who: {partners: [hospital], structures: []}
                        """);

        assertThat(sample.errors())
                .containsExactly(
                        "access.yaml:2:9 rules[0].id: found \"Submit\"; write 1 to 64 lower-case letters, digits and"
                                + " dashes",
                        "access.yaml:8:21 rules[1].who.partners: found the unknown partner \"hospital\"; write one of"
                                + " hebergeur, hopital, labo (nearest: hopital)",
                        "access.yaml:8:45 rules[1].who.structures: found an empty list; write at least one, or no such"
                                + " key: then every one is meant");
    }

    /** The rules name a partner whose own file is broken: that is one mistake, not two. */
    @Test
    void aPartnerThatCannotBeReadIsKnownAllTheSame() {
        SampleConf sample = SampleConf.in(root)
                .write(FILE, "rules: [{id: a, why: w, grant: [find], who: {partners: [labo]}}]")
                .replace("partners/labo.yaml", "may: [submit", "may: [sumbit");

        assertThat(sample.errors()).noneMatch(error -> error.startsWith(FILE));
    }

    static Stream<Arguments> rules() {
        return Stream.of(
                bad(
                        "no rules",
                        "{}",
                        "rules: found no such key; write rules: [{id: recipients-read, why: Recipients read, grant: [find, retrieve]}]"),
                one(
                        "id: Submit, why: w, grant: [submit]",
                        "rules[0].id: found \"Submit\"; write 1 to 64 lower-case letters, digits and dashes"),
                one(
                        "id: default, why: w, grant: [submit]",
                        "rules[0].id: found the name of what no rule grants; write another id"),
                bad(
                        "an id twice",
                        "rules:\n- {id: a, why: w, grant: [submit]}\n- {id: a, why: w, refuse: [submit]}\n",
                        "rules[1].id: found the id of another rule; write an id that no other rule has"),
                one(
                        "id: a, why: w",
                        "rules[0]: found neither grant nor refuse; write grant: or refuse: with at least one action; two rules for both"),
                one(
                        "id: a, why: w, grant: [find], refuse: [find]",
                        "rules[0]: found grant and refuse in one rule; write grant: or refuse: with at least one action; two rules for both"),
                one(
                        "id: a, why: w, grant: [sumbit]",
                        "rules[0].grant[0]: found the unknown word \"sumbit\"; write one of submit, receive, find, retrieve, consent, operate (nearest: submit)"),
                one(
                        "id: a, why: w, grant: [find], whom: {}",
                        "rules[0].whom: found the unknown key \"whom\"; write one of id, why, grant, refuse, who, documents, purposes, break-glass, identity (nearest: who)"),
                one(
                        "id: a, why: " + "w".repeat(201) + ", grant: [find]",
                        "rules[0].why: found a long text; write at most 200 characters"),
                bad(
                        "too many rules",
                        "rules:\n"
                                + IntStream.range(0, 201)
                                        .mapToObj(i -> "- {id: r" + i + ", why: w, grant: [find]}\n")
                                        .reduce("", String::concat),
                        "rules: found 201 rules; write at most 200"));
    }

    static Stream<Arguments> conditions() {
        return Stream.of(
                one(
                        "id: a, why: w, grant: [find], who: {partners: [hospital]}",
                        "rules[0].who.partners: found the unknown partner \"hospital\"; write one of hebergeur, hopital, labo (nearest: hopital)"),
                one(
                        "id: a, why: w, grant: [find], who: {partners: []}",
                        "rules[0].who.partners: found an empty list; write at least one, or no such key: then every one is meant"),
                one(
                        "id: a, why: w, grant: [find], who: {professions: [10]}",
                        "rules[0].who.professions[0]: found the number \"10\"; write a text, in quotes"),
                one(
                        "id: a, why: w, grant: [find], who: {professions: [\"médecin\"]}",
                        "rules[0].who.professions: found a code that no certificate or claim can hold; write codes of 1 to 60 characters without accents"),
                one(
                        "id: a, why: w, grant: [find], who: {families: [cpx]}",
                        "rules[0].who.families[0]: found the unknown word \"cpx\"; write one of cps, cpf, cde, cpe, cda, cpa (nearest: cpa)"),
                one(
                        "id: a, why: w, grant: [find], documents: {types: [11502-2]}",
                        "rules[0].documents.types[0]: found the text \"11502-2\"; write system|code, such as \"http://loinc.org|11502-2\""),
                one(
                        "id: a, why: w, grant: [find], documents: {confidentiality: [N]}",
                        "rules[0].documents.confidentiality[0]: found the unknown word \"N\"; write one of unrestricted, low, moderate, normal, restricted, very-restricted, unlabelled"),
                one(
                        "id: a, why: w, grant: [find], documents: {visibility: []}",
                        "rules[0].documents.visibility: found an empty list; write at least one, or no such key: then every one is meant"),
                one(
                        "id: a, why: w, grant: [find], documents: {relation: [other]}",
                        "rules[0].documents.relation: found other in a grant without break-glass; write sender, recipient, store"),
                one(
                        "id: a, why: w, grant: [operate], purposes: [treat]",
                        "rules[0]: found conditions on operate; write a rule of its own: operators are known by the gateway's account alone"),
                one(
                        "id: a, why: w, grant: [operate], who: {partners: [labo]}",
                        "rules[0]: found conditions on operate; write a rule of its own: operators are known by the gateway's account alone"),
                one(
                        "id: a, why: w, refuse: [find], identity: withheld",
                        "rules[0].identity: found withheld in a refusal; write it in a rule that grants"));
    }

    static Stream<Arguments> breakGlass() {
        return Stream.of(
                one(
                        "id: a, why: w, grant: [find], who: {identified: [indirect]}, break-glass: {reasons: [vital]}",
                        "rules[0].break-glass: found break-glass for whatever any partner states of itself;"
                                + " write who.partners: with those that may, or who.identified: [direct]"),
                one(
                        "id: a, why: w, grant: [find], purposes: [btg]",
                        "rules[0].purposes: found btg in a grant without break-glass; write break-glass: with its reasons"),
                one(
                        "id: a, why: w, grant: [find], who: {partners: [labo]}, break-glass: {reasons: []}",
                        "rules[0].break-glass.reasons: found an empty list; write at least one, or no such key: then every one is meant"),
                one(
                        "id: a, why: w, grant: [find], who: {partners: [labo]}, break-glass: {reasons: [Because I must]}",
                        "rules[0].break-glass.reasons: found a reason that is no word; write lower-case letters, digits and dashes"),
                one(
                        "id: a, why: w, grant: [submit], who: {partners: [labo]}, break-glass: {reasons: [vital]}",
                        "rules[0].break-glass: found break-glass for another act than reading; write grant: [find, retrieve]"),
                one(
                        "id: a, why: w, refuse: [find], who: {partners: [labo]}, break-glass: {reasons: [vital]}",
                        "rules[0].break-glass: found break-glass for another act than reading; write grant: [find, retrieve]"),
                one(
                        "id: a, why: w, grant: [find], purposes: [treat], who: {partners: [labo]}, break-glass: {reasons: [vital]}",
                        "rules[0].purposes: found purposes without btg; write no purposes: break-glass is one"),
                one(
                        "id: a, why: w, grant: [find], identity: withheld, who: {partners: [labo]}, break-glass: {reasons: [vital]}",
                        "rules[0].identity: found withheld where the glass is broken; write shown: the patient is told who it was"));
    }

    /** One rule. */
    private static Arguments one(String rule, String error) {
        return bad(rule, "rules:\n- {" + rule + "}\n", error);
    }

    private static Arguments bad(String name, String content, String error) {
        return arguments(name, content, error);
    }
}
