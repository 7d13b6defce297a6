package org.sceau.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.sceau.routing.Right;

class ScopesTest {
    /** By hand: what each scope covers, alone or together. */
    private static final Map<String, Set<Transaction>> COVERED = Map.ofEntries(
            Map.entry("ITI-65", Set.of(Transaction.PROVIDE, Transaction.DOCUMENT, Transaction.RECEIPT)),
            Map.entry("ITI-105", Set.of(Transaction.PUBLISH, Transaction.RECEIPT)),
            Map.entry("ITI-66", Set.of(Transaction.FIND_LISTS, Transaction.RECEIPT)),
            Map.entry("ITI-67", Set.of(Transaction.FIND_DOCUMENTS, Transaction.READ_METADATA, Transaction.RECEIPT)),
            Map.entry("ITI-68", Set.of(Transaction.RETRIEVE, Transaction.EVIDENCE, Transaction.RECEIPT)),
            Map.entry("system/DocumentReference.s", Set.of(Transaction.FIND_DOCUMENTS)),
            Map.entry("system/DocumentReference.rs", Set.of(Transaction.FIND_DOCUMENTS, Transaction.READ_METADATA)),
            Map.entry(
                    "system/DocumentReference.cruds",
                    Set.of(Transaction.PUBLISH, Transaction.FIND_DOCUMENTS, Transaction.READ_METADATA)),
            Map.entry("system/DocumentReference.c system/List.c", Set.of(Transaction.PUBLISH)),
            Map.entry(
                    "system/DocumentReference.cu system/List.cu system/Binary.c",
                    Set.of(Transaction.PROVIDE, Transaction.PUBLISH)),
            Map.entry("system/List.rs", Set.of(Transaction.FIND_LISTS)),
            Map.entry("system/Binary.r", Set.of(Transaction.RETRIEVE, Transaction.EVIDENCE)),
            Map.entry("system/Bundle.r", Set.of(Transaction.RECEIPT)),
            Map.entry("system/Bundle.c", Set.of(Transaction.DOCUMENT)),
            Map.entry(
                    "ITI-90",
                    Stream.of(Transaction.values())
                            .filter(one -> one.right() == Right.DIRECTORY)
                            .collect(Collectors.toSet())),
            Map.entry("system/Organization.s", Set.of(Transaction.FIND_ORGANIZATION)),
            Map.entry(
                    "system/PractitionerRole.rs system/Practitioner.r",
                    Set.of(
                            Transaction.FIND_PRACTITIONER_ROLE,
                            Transaction.READ_PRACTITIONER_ROLE,
                            Transaction.READ_PRACTITIONER)),
            Map.entry("system/*.cruds", EnumSet.allOf(Transaction.class)),
            Map.entry(
                    "system/*.r",
                    Set.of(
                            Transaction.READ_METADATA,
                            Transaction.RETRIEVE,
                            Transaction.EVIDENCE,
                            Transaction.RECEIPT,
                            Transaction.READ_ORGANIZATION,
                            Transaction.READ_PRACTITIONER,
                            Transaction.READ_PRACTITIONER_ROLE,
                            Transaction.READ_ENDPOINT)));

    @Example
    void eachScopeCoversWhatItSaysAndNothingElse() {
        COVERED.forEach((scope, covered) ->
                assertThat(covered(Scopes.of(scope))).as(scope).isEqualTo(covered));
    }

    @Example
    void whatIsNotKnownCoversNothing() {
        for (String unknown : List.of(
                "",
                " ",
                "ITI-64",
                "iti-65",
                "ITI-65,ITI-66",
                "system/Patient.rs",
                "system/DocumentReference.sr",
                "system/DocumentReference.",
                "system/DocumentReference.d",
                "system/DocumentReference.read",
                "system/DocumentReference.*",
                "system/DocumentReference.rs?patient=1",
                "system/DocumentReference",
                "system/*",
                "user/DocumentReference.rs",
                "patient/DocumentReference.rs",
                "DocumentReference.s",
                "openid",
                "x".repeat(2_000))) {
            Scopes scopes = Scopes.of(unknown);
            assertThat(scopes.isEmpty()).as(unknown).isTrue();
            assertThat(scopes.areAllKnown()).as(unknown).isFalse();
            assertThat(covered(scopes)).as(unknown).isEmpty();
        }
        assertThat(Scopes.of("ITI-67 openid").areAllKnown()).isFalse();
        assertThat(Scopes.of("ITI-67 openid").text()).isEqualTo("ITI-67");
    }

    @Example
    void rightsNarrowAndNeverWiden() {
        for (Right right : Right.values()) {
            Set<Transaction> left = covered(Scopes.all().within(Set.of(right)));

            left.remove(Transaction.RECEIPT);
            assertThat(left).as(right.name()).allMatch(transaction -> transaction.right() == right);
            assertThat(left.isEmpty()).as(right.name()).isEqualTo(right == Right.INTROSPECT);
        }
        assertThat(Scopes.all().within(Set.of()).isEmpty()).isTrue();
        assertThat(covered(Scopes.all().within(EnumSet.allOf(Right.class))))
                .isEqualTo(EnumSet.allOf(Transaction.class));
    }

    @Example
    void aCeilingLeavesWhatStandsInItLetterByLetter() {
        Scopes ceiling = Scopes.of("ITI-67 system/*.r");

        assertThat(Scopes.of("ITI-67 ITI-68 system/Binary.r system/DocumentReference.rs")
                        .within(ceiling)
                        .text())
                .isEqualTo("ITI-67 system/Binary.r system/DocumentReference.r");
        assertThat(Scopes.of("system/DocumentReference.s").within(ceiling).isEmpty())
                .as("though ITI-67 covers the same")
                .isTrue();
        assertThat(Scopes.of("ITI-67 openid").within(ceiling).areAllKnown()).isFalse();
        assertThat(Scopes.all().within(Scopes.all()).text())
                .isEqualTo(Scopes.all().text());
    }

    /** Where reading needs a token, who may only submit still gets the receipts of what it did, by either name. */
    @Example
    void whoMaySubmitMayHaveItsReceipts() {
        for (Right right : Right.values()) {
            Scopes granted = Scopes.of("system/Bundle.r system/Binary.r").within(Set.of(right));

            assertThat(covered(granted).contains(Transaction.RECEIPT))
                    .as(right.name())
                    .isEqualTo(right != Right.INTROSPECT);
            assertThat(covered(granted).contains(Transaction.EVIDENCE))
                    .as(right.name())
                    .isEqualTo(right == Right.RETRIEVE);
        }
    }

    @Property
    void whatOpensATransactionIsSaidExactlyWhereItIsCovered(@ForAll Set<Integer> some) {
        Scopes scopes = Scopes.of(named(List.of(Scopes.all().text().split(" ", -1)), some.stream()));

        for (Transaction transaction : Transaction.values()) {
            List<String> opening = scopes.opening(transaction);
            assertThat(opening.isEmpty()).isNotEqualTo(scopes.cover(transaction));
            assertThat(opening)
                    .allMatch(words -> Scopes.of(words).areAllKnown())
                    .allMatch(words -> Scopes.of(words).cover(transaction));
        }
    }

    @Example
    void whatOpensATransactionIsOneNameOrAllOfSmartsTogether() {
        assertThat(Transaction.PROVIDE.alternatives())
                .containsExactly("ITI-65", "system/DocumentReference.c system/List.c system/Binary.c");
        assertThat(Scopes.of("ITI-65 system/DocumentReference.c system/List.c").opening(Transaction.PROVIDE))
                .containsExactly("ITI-65");
        assertThat(Scopes.of("system/*.c").opening(Transaction.PROVIDE))
                .containsExactly("system/DocumentReference.c system/List.c system/Binary.c");
    }

    @Property
    void moreScopesNeverCoverLess(@ForAll Set<Integer> some, @ForAll Set<Integer> more) {
        List<String> all = List.of(Scopes.all().text().split(" ", -1));
        String few = named(all, some.stream());
        String many = named(all, Stream.concat(some.stream(), more.stream()));

        assertThat(covered(Scopes.of(many))).containsAll(covered(Scopes.of(few)));
    }

    private static String named(List<String> all, Stream<Integer> places) {
        return places.map(place -> all.get(Math.floorMod(place, all.size())))
                .distinct()
                .collect(Collectors.joining(" "));
    }

    private static Set<Transaction> covered(Scopes scopes) {
        return Stream.of(Transaction.values())
                .filter(transaction -> scopes.cover(transaction))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Transaction.class)));
    }
}
