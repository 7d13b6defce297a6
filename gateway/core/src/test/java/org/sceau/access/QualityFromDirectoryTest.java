package org.sceau.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sceau.directory.Directory;
import org.sceau.directory.DirectoryRoles;
import org.sceau.directory.Entries;
import org.sceau.directory.Entry;
import org.sceau.directory.Identifier;
import org.sceau.failure.FailureCode;
import org.sceau.failure.Issue;
import org.sceau.identity.Authority;
import org.sceau.identity.Caller;
import org.sceau.identity.CardFamily;
import org.sceau.identity.Purpose;
import org.sceau.identity.Stated;
import org.sceau.ledger.Actors;
import org.sceau.routing.Match;
import org.sceau.routing.Quality;
import org.sceau.routing.Tables;
import org.sceau.trust.DevelopmentPki;
import org.sceau.trust.Issuers;
import org.sceau.trust.ProfessionalQualities;
import org.sceau.trust.QualityRule;

/** A card whose title no rule reads, and what the directory says of its holder. */
class QualityFromDirectoryTest {
    private static final Instant NOW = Instant.parse("2026-06-01T10:00:00Z");
    private static final CertificateChecker GOOD = (_, _) -> new CertificateChecker.Standing.Usable();
    private static final DevelopmentPki PKI = DevelopmentPki.create(InstantSource.fixed(NOW), new SecureRandom());
    private static final String ID = "899900000019";
    private static final X509Certificate CARD = PKI.professional(Tables.LABO, ID, "EXEMPLE", "Ada", "Médecin")
            .auth()
            .certificate();

    /** Roles as profession:specialty:structure; what is ambiguous is not known. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            nullValues = "",
            value = {
                "10:SM04:A            ; CPS/10/1A ; SM04",
                "10:SM04:A 10:SM04:A  ; CPS/10/1A ; SM04",
                "10:SM04:A 10::       ; CPS/10/1A ; SM04",
                "10:SM04:A 10:SM26:A  ; CPS/10/1A ; -",
                "10:SM04:A 10:SM04:B  ; CPS/10/-  ; SM04",
                "10:SM04:A 60::A      ; CPS/-/-   ; -",
                "10:SM04:A 60:SM04:A  ; CPS/-/-   ; -",
                "10::                 ; CPS/10/-  ; -",
                ":SM04:A              ; CPS/-/-   ; -",
                "-                    ; CPS/-/-   ; -",
            })
    void onlyWhatAllRolesOfTheProfessionSayCounts(String roles, String label, String specialty) {
        Caller caller = caller(directory(roles), rules(Optional.empty(), false), Optional.empty());

        assertThat(caller.quality().label()).isEqualTo(label);
        assertThat(caller.acting().specialty().orElse("-")).isEqualTo(specialty);
    }

    @Test
    void rulesAreTriedInTheirOrderAndASpecialtyIsThatOfTheProfessionThatIsProved() {
        Directory directory = directory("10:SM04:A 60:IN01:B");

        Caller titled = caller(directory, rules(Optional.empty(), true), Optional.empty());

        assertThat(titled.quality().label()).isEqualTo("CPS/10/1A");
        assertThat(titled.acting().specialty()).contains("SM04");
        assertThat(titled.provenance().text())
                .isEqualTo("family: certificate, profession: certificate, specialty: directory, structure: directory");
        assertThat(Actors.mutualTls(titled).method()).isEqualTo("mtls-direct+directory");
    }

    @Test
    void whatIsSupposedForAnExplanationIsWhatASessionIs() {
        Identify identify = identify(CARD, directory("10:SM04:A"), rules(Optional.empty(), false), Optional.empty());

        assertThat(identify.supposed(Tables.submitter(CARD, Optional.empty()), CARD))
                .isEqualTo(((Identified.Known) identify.caller(new X509Certificate[] {CARD}, NOW)).caller());
    }

    /** The operator wrote it: what a source says does not take its place, and gives no specialty of another profession. */
    @Test
    void whatIsRecordedGoesBeforeTheDirectory() {
        var nurse = new Quality(Optional.empty(), Optional.of("60"), Optional.empty());

        Caller caller = caller(directory("10:SM04:A"), rules(Optional.empty(), false), Optional.of(nurse));

        assertThat(caller.quality().label()).isEqualTo("CPS/60/-");
        assertThat(caller.acting().specialty()).isEmpty();
        assertThat(caller.provenance().isDirectorys()).isFalse();
        assertThat(Actors.mutualTls(caller).method()).isEqualTo("mtls-direct");
    }

    @Test
    void aDirectoryThatIsTooOldAndAnIssuerThatIsNotBelievedGiveNothing() {
        var late =
                new Directory(entries("10:SM04:A"), List.of("annuaire"), Duration.ofHours(1), InstantSource.fixed(NOW));
        Issuers others = Issuers.of(List.of(PKI.root()));

        assertThat(caller(late, rules(Optional.empty(), false), Optional.empty())
                        .quality()
                        .label())
                .isEqualTo("CPS/-/-");
        assertThat(caller(directory("10:SM04:A"), rules(Optional.of(others), false), Optional.empty())
                        .quality()
                        .label())
                .isEqualTo("CPS/-/-");
    }

    /** What an organisation states of somebody is its own word: the directory adds nothing to it. */
    @Test
    void nobodyWhomAnOrganisationNamesIsLookedUp() {
        X509Certificate house = PKI.organisation(Tables.LABO, "Laboratoire de Démonstration", "1750000001")
                .auth()
                .certificate();
        var stated = new Stated(Optional.of(ID), Optional.empty(), Optional.empty(), Purpose.TREAT, Optional.empty());
        Identified known = identify(house, directory("10:SM04:A"), rules(Optional.empty(), false), Optional.empty())
                .caller(new X509Certificate[] {house}, Authority.stating(Optional.of(stated)), NOW);

        assertThat(known).isInstanceOfSatisfying(Identified.Known.class, found -> {
            assertThat(found.caller().quality().profession()).isEmpty();
            assertThat(found.caller().acting().specialty()).isEmpty();
        });
    }

    @Test
    void aCardStillNamesNobodyElse() {
        var stated =
                new Stated(Optional.empty(), Optional.of("10"), Optional.of("SM26"), Purpose.TREAT, Optional.empty());
        Identified refused = identify(CARD, directory("10:SM04:A"), rules(Optional.empty(), false), Optional.empty())
                .caller(new X509Certificate[] {CARD}, Authority.stating(Optional.of(stated)), NOW);

        assertThat(refused).isEqualTo(new Identified.Refused(Issue.of(FailureCode.STATEMENT_INVALID)));
    }

    private static Caller caller(Directory directory, ProfessionalQualities rules, Optional<Quality> recorded) {
        Identified found = identify(CARD, directory, rules, recorded).caller(new X509Certificate[] {CARD}, NOW);
        return ((Identified.Known) found).caller();
    }

    private static Identify identify(
            X509Certificate registered, Directory directory, ProfessionalQualities rules, Optional<Quality> recorded) {
        return new Identify(
                Tables.table(
                        List.of(Tables.submitter(registered, recorded)),
                        Tables.route("lab", 1, Match.EVERYTHING, List.of(Tables.LABO), List.of())),
                GOOD,
                rules,
                new DirectoryRoles(directory));
    }

    private static ProfessionalQualities rules(Optional<Issuers> believed, boolean titled) {
        var number = new QualityRule.Source.Subject("2.5.4.3");
        var title = new QualityRule.Source.Subject("2.5.4.12");
        var directory = new QualityRule.Source.Directory();
        return new ProfessionalQualities(List.of(
                rule(number, QualityRule.Part.FAMILY, "8.+", List.of(CardFamily.CPS), Map.of(), Optional.empty()),
                rule(
                        titled ? title : directory,
                        QualityRule.Part.PROFESSION,
                        ".+",
                        List.of(),
                        titled ? Map.of("médecin", "10") : Map.of(),
                        believed),
                rule(directory, QualityRule.Part.PROFESSION, ".+", List.of(), Map.of(), believed),
                rule(directory, QualityRule.Part.SPECIALTY, ".+", List.of(), Map.of(), believed),
                rule(directory, QualityRule.Part.ORGANISATION, ".+", List.of(), Map.of(), believed)));
    }

    private static QualityRule rule(
            QualityRule.Source source,
            QualityRule.Part part,
            String pattern,
            List<CardFamily> families,
            Map<String, String> table,
            Optional<Issuers> believed) {
        return new QualityRule(source, part, Pattern.compile(pattern), families, table, believed);
    }

    private static Directory directory(String roles) {
        return new Directory(entries(roles), List.of(), Duration.ZERO, InstantSource.fixed(NOW));
    }

    private static Entries entries(String roles) {
        var entries = new Entries.Builder(100);
        for (String structure : List.of("A", "B")) {
            entries.add(new Entry.Organisation(
                    structure,
                    List.of(new Identifier(Identifier.STRUCTURES, "1" + structure)),
                    true,
                    structure,
                    Optional.empty()));
        }
        for (String id : List.of(ID, "899900000020")) {
            var number = new Identifier(Identifier.PROFESSIONALS, id);
            entries.add(new Entry.Practitioner(
                    Entry.idOf("Practitioner", number.toString()), List.of(number), true, "EXEMPLE", ""));
        }
        entries.add(role("other", "899900000020", List.of("40", "SM99", "A")));
        int count = 0;
        for (String role : roles.equals("-") ? List.<String>of() : Arrays.asList(roles.split(" ", -1))) {
            entries.add(role("role-" + count, ID, Arrays.asList(role.split(":", -1))));
            count++;
        }
        return entries.build();
    }

    private static Entry.Role role(String id, String practitioner, List<String> parts) {
        return new Entry.Role(
                id,
                true,
                Entry.idOf("Practitioner", Identifier.PROFESSIONALS + "|" + practitioner),
                given(parts.get(2)),
                given(parts.get(0)),
                given(parts.get(1)));
    }

    private static Optional<String> given(String text) {
        return Optional.of(text).filter(value -> !value.isEmpty());
    }
}
