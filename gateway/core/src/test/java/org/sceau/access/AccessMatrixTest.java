package org.sceau.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sceau.document.SubmissionFixture.submission;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sceau.consent.Consents;
import org.sceau.document.Coded;
import org.sceau.document.DocumentCodes;
import org.sceau.identity.Acting;
import org.sceau.identity.Caller;
import org.sceau.identity.CardFamily;
import org.sceau.identity.Identification;
import org.sceau.identity.ProfessionalQuality;
import org.sceau.identity.Purpose;
import org.sceau.proof.Digest;
import org.sceau.routing.RouteId;
import org.sceau.routing.configuration.Configuration;
import org.sceau.routing.configuration.NationalQualities;
import org.sceau.routing.configuration.SampleConf;
import org.sceau.routing.rules.AccessRule;
import org.sceau.routing.rules.AccessSettings;
import org.sceau.routing.rules.BreakGlass;
import org.sceau.routing.rules.Which;
import org.sceau.routing.rules.Who;
import org.sceau.transfer.PartnerId;
import org.sceau.transfer.TransferId;
import org.sceau.trust.DevelopmentPki;
import org.sceau.trust.ProfessionalQualities;
import org.sceau.trust.ProvedQuality;
import org.sceau.trust.QualityRule;
import org.sceau.trust.RegisteredRoles;

/**
 * Every subject × action × document × purpose, through the real loader and the real decision point, against
 * {@code matrix/expected.txt}, which was written by hand. That the comparison sees something is shown by changing the rules.
 */
class AccessMatrixTest {
    private static final TransferId TRANSFER = new TransferId(new UUID(0, 1));
    private static final RouteId ROUTE = new RouteId("tout");
    private static final PartnerId LABO = new PartnerId("labo");
    private static final PartnerId HOPITAL = new PartnerId("hopital");
    private static final Instant NOW = SampleConf.NOW;

    private static final Map<String, String> TYPES = Map.of("lab", "11502-2", "letter", "34105-7");
    private static final List<String> CONFIDENTIALITY = List.of("none", "N", "R", "V", "Z");
    private static final List<String> VISIBILITY =
            List.of("none", "MASQUE_PS", "INVISIBLE_PATIENT", "INVISIBLE_REPRESENTANTS_LEGAUX", "NOUVEAU");
    private static final List<String> PURPOSES =
            List.of("unstated", "treat", "etreat", "hpaymt", "hresch", "btg", "btg:vital", "btg:other");

    private static final Map<String, Person> PERSONS = persons();

    @TempDir
    private static Path root;

    private static Configuration configuration;
    private static MatrixTable table;

    /** For whom a partner acts, without the purpose. */
    private record Person(ProfessionalQuality quality, Identification identification, Optional<String> specialty) {}

    @BeforeAll
    static void load() {
        SampleConf conf = SampleConf.in(root)
                .write("access.yaml", resource("matrix/access.yaml"))
                .write("partners/clinique.yaml", """
                        id: clinique
                        name: Clinique de Démonstration
                        may: [find, retrieve]
                        auth-certificates: [certificates/clinique-auth.pem]
                        channel: inbox
                        """)
                .write("routes/tout.yaml", """
                        id: tout
                        description: Everything into the store, and to the hospital where it is addressed to it
                        priority: 200
                        match: {}
                        to: [hebergeur]
                        to-intended: [hopital]
                        mode: custody
                        without-consent: {permit: {legal-basis: "CSP L.1110-4"}}
                        """)
                .replace(
                        "partners/hopital.yaml",
                        "may: [find, retrieve]",
                        "may: [submit, find, retrieve]\nprofiles:\n"
                                + "  - https://profiles.ihe.net/ITI/MHD/StructureDefinition/IHE.MHD.Comprehensive.ProvideBundle");
        configuration = switch (Configuration.load(conf.directory(), InstantSource.fixed(NOW))) {
            case Configuration.Reading.Loaded loaded -> loaded.configuration();
            case Configuration.Reading.Rejected rejected -> throw new AssertionError(rejected.errors());
        };
        table = MatrixTable.read("matrix/expected.txt");
    }

    @Test
    void everyCombinationIsAnsweredAsTheTableSays() {
        List<List<String>> combinations = combinations();

        assertThat(combinations).hasSize(43_350);
        assertThat(differences(configuration.access(), combinations)).isEmpty();
    }

    @Test
    void everyLineOfTheTableSaysSomething() {
        Set<Integer> used = new TreeSet<>();
        for (List<String> combination : combinations()) {
            table.of(combination).ifPresent(line -> used.add(line.number()));
        }

        assertThat(table.lines()).extracting(MatrixTable.Line::number).containsExactlyElementsOf(used);
    }

    /** Each rule taken out, and each condition of a rule taken out, is seen. */
    @Test
    void everyChangeOfTheRulesIsSeen() {
        List<AccessRule> rules = configuration.access().rules();
        List<List<String>> combinations = combinations();
        List<String> unseen = new ArrayList<>();
        int changes = 0;
        for (int i = 0; i < rules.size(); i++) {
            for (Map.Entry<String, Optional<AccessRule>> changed :
                    changed(rules.get(i)).entrySet()) {
                List<AccessRule> others = new ArrayList<>(rules);
                others.remove(i);
                int at = i;
                changed.getValue().ifPresent(rule -> others.add(at, rule));

                if (differences(new AccessSettings(others), combinations).isEmpty()) {
                    unseen.add(rules.get(i).id() + ": " + changed.getKey());
                }
                changes++;
            }
        }
        assertThat(unseen).isEmpty();
        assertThat(changes).isGreaterThan(30);
    }

    private static List<String> differences(AccessSettings access, List<List<String>> combinations) {
        var decide = new Decide(
                configuration.table(),
                new AccessRules(access),
                Consents.none(),
                (certificate, at) -> new CertificateChecker.Standing.Usable(),
                () -> NOW);
        List<String> differences = new ArrayList<>();
        for (List<String> combination : combinations) {
            String expected = table.of(combination)
                    .map(line -> line.answer() + " (line " + line.number() + ")")
                    .orElse("not in the table");
            String found = answer(decide, combination);
            if (!expected.startsWith(found + " (")) {
                differences.add(combination + ": " + found + ", expected " + expected);
            }
            if (differences.size() == 20) {
                break;
            }
        }
        return differences;
    }

    private static List<List<String>> combinations() {
        List<List<String>> all = new ArrayList<>();
        for (String type : List.of("lab", "letter")) {
            for (String confidentiality : CONFIDENTIALITY) {
                for (String visibility : VISIBILITY) {
                    for (String partner : List.of("labo", "hopital", "clinique")) {
                        for (String person : PERSONS.keySet()) {
                            for (String purpose : PURPOSES) {
                                for (String action : List.of("submit", "find", "retrieve")) {
                                    all.add(List.of(
                                            action, partner, person, purpose, type, confidentiality, visibility));
                                }
                            }
                        }
                    }
                    for (String partner : List.of("hopital", "hebergeur", "clinique")) {
                        all.add(List.of(
                                "receive", partner, "organisation", "unstated", type, confidentiality, visibility));
                    }
                }
            }
        }
        return all;
    }

    private static String answer(Decide decide, List<String> combination) {
        PartnerId partner = new PartnerId(combination.get(1));
        Caller caller = caller(partner, combination.get(2), combination.get(3));
        String loinc = Objects.requireNonNull(TYPES.get(combination.get(4)));
        List<Coded> labels = labels(combination.get(5), combination.get(6));
        var codes = new DocumentCodes(List.of(new Coded("http://loinc.org", loinc)), List.of(), labels);
        var held = new Held(TRANSFER, ROUTE, LABO, Set.of(HOPITAL, new PartnerId("hebergeur")), codes);
        return switch (combination.getFirst()) {
            case "submit" ->
                seen(decide.submission(
                        TRANSFER,
                        caller,
                        submission()
                                .document(loinc, labels.toArray(Coded[]::new))
                                .build(),
                        NOW));
            case "receive" ->
                seen(decide.delivery(
                        new Outgoing(TRANSFER, ROUTE, LABO, partner, () -> List.of(codes), Set::of, _ -> true), NOW));
            case "find" -> seen(decide.listed(caller, held));
            default -> seen(decide.retrieval(caller, held));
        };
    }

    private static Caller caller(PartnerId partner, String person, String purpose) {
        Person who = Objects.requireNonNull(PERSONS.get(person));
        Purpose code = switch (purpose) {
            case "unstated" -> Purpose.UNSTATED;
            case "treat" -> Purpose.TREAT;
            case "etreat" -> Purpose.ETREAT;
            case "hpaymt" -> Purpose.HPAYMT;
            case "hresch" -> Purpose.HRESCH;
            default -> Purpose.BTG;
        };
        Optional<String> reason = switch (purpose) {
            case "btg:vital" -> Optional.of("vital-emergency");
            case "btg:other" -> Optional.of("curiosity");
            default -> Optional.empty();
        };
        var acting = new Acting(who.identification(), Optional.empty(), who.specialty(), code, reason, true);
        return new Caller(partner, Digest.sha256(new byte[0]), who.quality(), acting);
    }

    private static List<Coded> labels(String confidentiality, String visibility) {
        List<Coded> labels = new ArrayList<>();
        if (!confidentiality.equals("none")) {
            labels.add(new Coded("http://terminology.hl7.org/CodeSystem/v3-Confidentiality", confidentiality));
        }
        if (!visibility.equals("none")) {
            labels.add(new Coded("urn:oid:1.2.250.1.213.1.1.4.13", visibility));
        }
        return labels;
    }

    private static String seen(AccessDecision decision) {
        return switch (decision) {
            case AccessDecision.Granted(Accepted accepted) -> "grant " + first(accepted.rule());
            case AccessDecision.Refused refused -> "refuse " + first(refused.rule());
        };
    }

    private static String seen(Ruling ruling) {
        return switch (ruling) {
            case Ruling.Permitted permitted when permitted.unnamed() -> "grant-unnamed " + first(permitted.rule());
            case Ruling.Permitted permitted when permitted.brokenGlass() -> "grant-flagged " + first(permitted.rule());
            case Ruling.Permitted permitted -> "grant " + first(permitted.rule());
            case Ruling.Forbidden forbidden -> "refuse " + first(forbidden.rule());
        };
    }

    /** The rule that decided, without the ground that stood behind it. */
    private static String first(String rule) {
        String access = rule.contains("+") ? rule.substring(0, rule.indexOf('+')) : rule;
        return access.endsWith(":refuse") ? access.substring(0, access.length() - ":refuse".length()) : access;
    }

    /** The rule taken out (empty), and the rule without each of its conditions. */
    private static Map<String, Optional<AccessRule>> changed(AccessRule rule) {
        Map<String, Optional<AccessRule>> changed = new LinkedHashMap<>();
        changed.put("taken out", Optional.empty());
        Who who = rule.who();
        Which which = rule.documents();
        if (who.partners().isPresent()) {
            changed.put(
                    "partners",
                    with(
                            rule,
                            new Who(
                                    Optional.empty(),
                                    who.families(),
                                    who.professions(),
                                    who.specialties(),
                                    who.structures(),
                                    who.identified())));
        }
        if (who.families().isPresent()) {
            changed.put(
                    "families",
                    with(
                            rule,
                            new Who(
                                    who.partners(),
                                    Optional.empty(),
                                    who.professions(),
                                    who.specialties(),
                                    who.structures(),
                                    who.identified())));
        }
        if (who.professions().isPresent()) {
            changed.put(
                    "professions",
                    with(
                            rule,
                            new Who(
                                    who.partners(),
                                    who.families(),
                                    Optional.empty(),
                                    who.specialties(),
                                    who.structures(),
                                    who.identified())));
        }
        if (who.specialties().isPresent()) {
            changed.put(
                    "specialties",
                    with(
                            rule,
                            new Who(
                                    who.partners(),
                                    who.families(),
                                    who.professions(),
                                    Optional.empty(),
                                    who.structures(),
                                    who.identified())));
        }
        if (who.structures().isPresent()) {
            changed.put(
                    "structures",
                    with(
                            rule,
                            new Who(
                                    who.partners(),
                                    who.families(),
                                    who.professions(),
                                    who.specialties(),
                                    Optional.empty(),
                                    who.identified())));
        }
        if (who.identified().isPresent()) {
            changed.put(
                    "identified",
                    with(
                            rule,
                            new Who(
                                    who.partners(),
                                    who.families(),
                                    who.professions(),
                                    who.specialties(),
                                    who.structures(),
                                    Optional.empty())));
        }
        if (which.types().isPresent()) {
            changed.put(
                    "types",
                    with(
                            rule,
                            new Which(
                                    Optional.empty(),
                                    which.classes(),
                                    which.confidentiality(),
                                    which.visibility(),
                                    which.relation())));
        }
        if (which.confidentiality().isPresent()) {
            changed.put(
                    "confidentiality",
                    with(
                            rule,
                            new Which(
                                    which.types(),
                                    which.classes(),
                                    Optional.empty(),
                                    which.visibility(),
                                    which.relation())));
        }
        if (which.visibility().isPresent()) {
            changed.put(
                    "visibility",
                    with(
                            rule,
                            new Which(
                                    which.types(),
                                    which.classes(),
                                    which.confidentiality(),
                                    Optional.empty(),
                                    which.relation())));
        }
        if (which.relation().isPresent()) {
            changed.put(
                    "relation",
                    with(
                            rule,
                            new Which(
                                    which.types(),
                                    which.classes(),
                                    which.confidentiality(),
                                    which.visibility(),
                                    Optional.empty())));
        }
        if (rule.purposes().isPresent()) {
            changed.put("purposes", with(rule, who, which, Optional.empty(), rule.breakGlass()));
        }
        if (rule.breakGlass().isPresent()) {
            changed.put("break-glass", with(rule, who, which, rule.purposes(), Optional.empty()));
        }
        return changed;
    }

    private static Optional<AccessRule> with(AccessRule rule, Who who) {
        return with(rule, who, rule.documents(), rule.purposes(), rule.breakGlass());
    }

    private static Optional<AccessRule> with(AccessRule rule, Which which) {
        return with(rule, rule.who(), which, rule.purposes(), rule.breakGlass());
    }

    private static Optional<AccessRule> with(
            AccessRule rule, Who who, Which which, Optional<Set<Purpose>> purposes, Optional<BreakGlass> breakGlass) {
        return Optional.of(new AccessRule(
                rule.id(), rule.why(), rule.grant(), rule.refuse(), who, which, purposes, breakGlass, rule.identity()));
    }

    private static Map<String, Person> persons() {
        Map<String, Person> all = new LinkedHashMap<>();
        all.put("organisation", person(null, "", "", Identification.QUALITY, ""));
        all.put("physician-card", person(CardFamily.CPS, "10", "1750000002", Identification.DIRECT, ""));
        all.put("physician-stated", person(CardFamily.CPS, "10", "", Identification.INDIRECT, ""));
        all.put("cardiologist-stated", person(CardFamily.CPS, "10", "", Identification.INDIRECT, "SM04"));
        all.put("cardiologist-card", registered());
        all.put("physician-unnamed", person(CardFamily.CPS, "10", "", Identification.QUALITY, ""));
        all.put("pharmacist-unnamed", person(CardFamily.CPS, "21", "", Identification.QUALITY, ""));
        all.put("nurse-stated", person(CardFamily.CPS, "60", "", Identification.INDIRECT, ""));
        all.put("trainee-card", card(CardFamily.CPF));
        all.put("employee-stated", person(CardFamily.CPE, "", "", Identification.INDIRECT, ""));
        all.put("director-card", card(CardFamily.CDE));
        all.put("other-stated", person(CardFamily.CPA, "", "", Identification.INDIRECT, ""));
        return all;
    }

    /** As a certificate proves it. */
    private static Person card(CardFamily family) {
        var card = DevelopmentPki.create(InstantSource.fixed(NOW), new SecureRandom())
                .card(new PartnerId("carte"), family)
                .auth()
                .certificate();
        return new Person(NationalQualities.qualities().of(card).unrecorded(), Identification.DIRECT, Optional.empty());
    }

    /** As a card and the directory prove it together. */
    private static Person registered() {
        var card = DevelopmentPki.create(InstantSource.fixed(NOW), new SecureRandom())
                .professional(new PartnerId("carte"), "899900000019", "EXEMPLE", "Ada", "Médecin")
                .auth()
                .certificate();
        var rules = new ProfessionalQualities(List.of(
                rule(new QualityRule.Source.Subject("2.5.4.3"), QualityRule.Part.FAMILY, List.of(CardFamily.CPS)),
                rule(new QualityRule.Source.Directory(), QualityRule.Part.PROFESSION, List.of()),
                rule(new QualityRule.Source.Directory(), QualityRule.Part.SPECIALTY, List.of())));
        RegisteredRoles directory =
                _ -> List.of(new RegisteredRoles.Role(Optional.of("10"), Optional.of("SM04"), Optional.empty()));
        ProvedQuality proved = rules.read(card).by(directory, ProfessionalQuality.NONE);
        return new Person(proved.unrecorded(), Identification.DIRECT, proved.specialty());
    }

    private static QualityRule rule(QualityRule.Source source, QualityRule.Part part, List<CardFamily> families) {
        return new QualityRule(source, part, Pattern.compile(".+"), families, Map.of(), Optional.empty());
    }

    private static Person person(
            @org.jspecify.annotations.Nullable CardFamily family,
            String profession,
            String structure,
            Identification identification,
            String specialty) {
        return new Person(
                new ProfessionalQuality(Optional.ofNullable(family), given(profession), given(structure)),
                identification,
                given(specialty));
    }

    private static Optional<String> given(String text) {
        return Optional.of(text).filter(value -> !value.isEmpty());
    }

    private static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(AccessMatrixTest.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
