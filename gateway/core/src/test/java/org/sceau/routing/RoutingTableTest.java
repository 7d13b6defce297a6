package org.sceau.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sceau.document.SubmissionFixture.submission;
import static org.sceau.routing.Tables.HEBERGEUR;
import static org.sceau.routing.Tables.HOPITAL;
import static org.sceau.routing.Tables.HOPITAL_IDENTIFIER;
import static org.sceau.routing.Tables.LABO;
import static org.sceau.routing.Tables.LAB_REPORT;
import static org.sceau.routing.Tables.route;
import static org.sceau.routing.Tables.table;

import java.util.List;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sceau.document.Submission;
import org.sceau.failure.FailureCode;
import org.sceau.failure.Issue;
import org.sceau.identity.Caller;
import org.sceau.identity.ProfessionalQuality;
import org.sceau.transfer.PartnerId;

class RoutingTableTest {
    private static final String FACILITY = "urn:oid:1.2.250.1.71.4.2.2|1750000009";
    private static final String AT_FACILITY = """
            {"custodian": {"identifier": {"system": "urn:oid:1.2.250.1.71.4.2.2", "value": "1750000009"}}}""";

    /** Which of four routes, one for each part of a match, takes which submission: - is no route. */
    @ParameterizedTest
    @CsvSource({
        "labo,    11502-2, no,  no,  by-type",
        "labo,    34133-9, no,  no,  -",
        "labo,    34133-9, yes, no,  by-intended",
        "labo,    34133-9, no,  yes, by-facility",
        "labo,    11502-2, yes, yes, by-facility",
        "labo,    11502-2, yes, no,  by-type",
        "hopital, 11502-2, no,  no,  by-sender",
        "hopital, 34133-9, yes, yes, by-sender",
    })
    void theMatchingRouteWithTheHighestPriorityIsTaken(
            String sender, String loinc, String intended, String facility, String expected) {
        var from = new Match(List.of(HOPITAL), List.of(), List.of(), List.of());
        var facilities = new Match(List.of(), List.of(), List.of(), List.of(FACILITY));
        var types = new Match(List.of(LABO), List.of(), List.of(LAB_REPORT), List.of());
        var named = new Match(List.of(), List.of(HOPITAL), List.of(), List.of());
        RoutingTable table = table(
                route("by-intended", 10, named, List.of(HOPITAL), List.of()),
                route("by-sender", 40, from, List.of(HOPITAL), List.of()),
                route("by-type", 20, types, List.of(HEBERGEUR), List.of(HOPITAL)),
                route("by-facility", 30, facilities, List.of(HOPITAL), List.of()));
        var fixture = submission().document(loinc, facility.equals("yes") ? AT_FACILITY : "{}");
        Submission submission =
                intended.equals("yes") ? fixture.intendedFor(HOPITAL_IDENTIFIER).build() : fixture.build();

        Plan plan = table.plan(caller(sender), submission);

        assertThat(plan instanceof Plan.Planned planned ? planned.route().id().value() : "-")
                .isEqualTo(expected);
    }

    @Test
    void aRouteByTypeTakesASubmissionOnlyWhenEveryDocumentHasTheType() {
        var match = new Match(List.of(), List.of(), List.of(LAB_REPORT), List.of());
        RoutingTable table = table(route("lab", 1, match, List.of(HOPITAL), List.of()));
        Submission mixed = submission().document("11502-2").document("34133-9").build();

        Plan plan = table.plan(caller("labo"), mixed);

        assertThat(plan).isInstanceOfSatisfying(Plan.Unroutable.class, none -> {
            assertThat(none.rule()).isEqualTo("routing:none");
            assertThat(none.issues()).containsExactly(Issue.of(FailureCode.NO_ROUTE));
            assertThat(none.revisions()).isEqualTo(Revisions.of(Tables.CONFIGURATION));
        });
    }

    @Test
    void intendedRecipientsAreAddedToThoseWhoAlwaysGetIt() {
        RoutingTable table = table(route("lab", 1, Match.EVERYTHING, List.of(HEBERGEUR), List.of(HOPITAL)));

        Plan alone = table.plan(caller("labo"), submission().document("1").build());
        Plan addressed = table.plan(
                caller("labo"),
                submission().document("1").intendedFor(HOPITAL_IDENTIFIER).build());

        assertThat(recipients(alone)).containsExactly(HEBERGEUR);
        assertThat(recipients(addressed)).containsExactly(HEBERGEUR, HOPITAL);
    }

    @Test
    void anIntendedRecipientThatTheRouteDoesNotServeRefusesTheWholeSubmission() {
        RoutingTable table = table(route("lab", 1, Match.EVERYTHING, List.of(HEBERGEUR), List.of(HOPITAL)));

        Plan plan = table.plan(
                caller("labo"),
                submission().document("1").intendedFor("urn:x|nobody").build());

        assertThat(plan).isInstanceOfSatisfying(Plan.Unroutable.class, none -> {
            assertThat(none.rule()).isEqualTo("route:lab/recipients");
            assertThat(none.issues()).extracting(Issue::code).containsExactly(FailureCode.RECIPIENT_UNKNOWN);
            assertThat(none.toString()).doesNotContain("nobody");
        });
    }

    @Test
    void aRouteMayWarnInsteadOfAnIntendedRecipientThatItDoesNotServe() {
        RoutingTable table = table(route(
                "lab", 1, Match.EVERYTHING, List.of(HEBERGEUR), List.of(), UnknownRecipients.WARN, Tables.PERMIT));

        Plan plan = table.plan(
                caller("labo"),
                submission().document("1").intendedFor("urn:x|nobody").build());

        assertThat(plan).isInstanceOfSatisfying(Plan.Planned.class, planned -> {
            assertThat(planned.warnings()).extracting(Issue::code).containsExactly(FailureCode.RECIPIENT_UNKNOWN);
            assertThat(recipients(planned)).containsExactly(HEBERGEUR);
        });
    }

    @Test
    void aRouteThatComesToNobodyIsNoRoute() {
        RoutingTable table = table(route("lab", 1, Match.EVERYTHING, List.of(), List.of(HOPITAL)));

        Plan plan = table.plan(caller("labo"), submission().document("1").build());

        assertThat(plan)
                .asInstanceOf(InstanceOfAssertFactories.type(Plan.Unroutable.class))
                .extracting(Plan.Unroutable::issues)
                .isEqualTo(List.of(Issue.of(FailureCode.NO_ROUTE)));
    }

    @Test
    void everyRouteTriedSaysWhyItDoesNotMatch() {
        var match = new Match(List.of(HOPITAL), List.of(), List.of(), List.of());
        RoutingTable table = table(
                route("first", 9, match, List.of(HOPITAL), List.of()),
                route("second", 5, Match.EVERYTHING, List.of(HOPITAL), List.of()),
                route("third", 1, Match.EVERYTHING, List.of(HOPITAL), List.of()));

        Plan plan = table.plan(caller("labo"), submission().document("1").build());

        assertThat(plan.tried())
                .containsExactly(
                        new Plan.Tried(
                                new RouteId("first"),
                                Optional.of("match.from: the sender labo is not among [hopital]")),
                        new Plan.Tried(new RouteId("second"), Optional.empty()));
    }

    @Test
    void aPlanCarriesTheRevisionsOfRouteAndConfiguration() {
        RoutingTable table = table(route("lab", 1, Match.EVERYTHING, List.of(HOPITAL), List.of()));

        Plan plan = table.plan(caller("labo"), submission().document("1").build());

        assertThat(plan.revisions().digests())
                .containsEntry("route", Tables.ROUTE_FILE)
                .containsEntry("configuration", Tables.CONFIGURATION);
    }

    private static List<PartnerId> recipients(Plan plan) {
        return plan instanceof Plan.Planned planned
                ? planned.recipients().stream().map(Partner::id).toList()
                : List.of();
    }

    private static Caller caller(String id) {
        return new Caller(new PartnerId(id), Tables.CONFIGURATION, ProfessionalQuality.NONE);
    }
}
