package org.sceau.app.fhir;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.hl7.fhir.r4.model.Enumerations.SearchParamType;
import org.sceau.directory.Directory;
import org.sceau.directory.Entry;
import org.sceau.directory.Names;
import org.sceau.failure.FailureCode;
import org.sceau.failure.Refused;
import org.sceau.index.DocumentCriteria.DateRange;

/** The search parameters of ITI-90 (mCSD 3.90.4.1.2), each as the question whether an entry fits a value. */
final class DirectoryParameters {
    private static final String ORGANIZATION_TYPE = DirectoryResources.HL7 + "organization-type";

    private static final Map<String, Parameter> ORGANIZATION = Map.ofEntries(
            Map.entry("_id", each(DirectoryParameters::id)),
            Map.entry("_lastUpdated", DirectoryParameters::updated),
            Map.entry("active", DirectoryParameters::active),
            Map.entry("identifier", each(DirectoryParameters::identified)),
            Map.entry("name", text(How.BEGINS, DirectoryParameters::organisationName)),
            Map.entry("name:contains", text(How.CONTAINS, DirectoryParameters::organisationName)),
            Map.entry("name:exact", text(How.EXACT, DirectoryParameters::organisationName)),
            Map.entry("type", each(DirectoryParameters::organisationType)));

    private static final Map<String, Parameter> PRACTITIONER = Map.ofEntries(
            Map.entry("_id", each(DirectoryParameters::id)),
            Map.entry("_lastUpdated", DirectoryParameters::updated),
            Map.entry("active", DirectoryParameters::active),
            Map.entry("identifier", each(DirectoryParameters::identified)),
            Map.entry("name", text(How.BEGINS, DirectoryParameters::names)),
            Map.entry("name:contains", text(How.CONTAINS, DirectoryParameters::names)),
            Map.entry("name:exact", text(How.EXACT, DirectoryParameters::names)),
            Map.entry("family", text(How.BEGINS, DirectoryParameters::family)),
            Map.entry("family:contains", text(How.CONTAINS, DirectoryParameters::family)),
            Map.entry("family:exact", text(How.EXACT, DirectoryParameters::family)),
            Map.entry("given", text(How.BEGINS, DirectoryParameters::given)),
            Map.entry("given:contains", text(How.CONTAINS, DirectoryParameters::given)),
            Map.entry("given:exact", text(How.EXACT, DirectoryParameters::given)));

    private static final Map<String, Parameter> ROLE = Map.ofEntries(
            Map.entry("_id", each(DirectoryParameters::id)),
            Map.entry("_lastUpdated", DirectoryParameters::updated),
            Map.entry("active", DirectoryParameters::active),
            Map.entry(
                    "practitioner",
                    each((entry, value, _) ->
                            entry instanceof Entry.Role role && refers(value, "Practitioner", role.practitioner()))),
            Map.entry(
                    "organization",
                    each((entry, value, inForce) -> entry instanceof Entry.Role role
                            && role.organisation()
                                    .map(inForce::idOf)
                                    .filter(id -> refers(value, "Organization", id))
                                    .isPresent())),
            Map.entry(
                    "role",
                    each((entry, value, _) -> entry instanceof Entry.Role role
                            && coded(value, DirectoryResources.PROFESSION, role.profession()))),
            Map.entry(
                    "specialty",
                    each((entry, value, _) -> entry instanceof Entry.Role role
                            && coded(value, DirectoryResources.SPECIALTY, role.specialty()))),
            Map.entry("practitioner.identifier", practitioner(each(DirectoryParameters::identified))),
            Map.entry("practitioner.name", practitioner(text(How.BEGINS, DirectoryParameters::names))),
            Map.entry("practitioner.family", practitioner(text(How.BEGINS, DirectoryParameters::family))),
            Map.entry("practitioner.given", practitioner(text(How.BEGINS, DirectoryParameters::given))),
            Map.entry("organization.identifier", organisation(each(DirectoryParameters::identified))),
            Map.entry("organization.name", organisation(text(How.BEGINS, DirectoryParameters::organisationName))));

    private static final Map<String, Parameter> ENDPOINT = Map.ofEntries(
            Map.entry("_id", each(DirectoryParameters::id)),
            Map.entry("_lastUpdated", DirectoryParameters::updated),
            Map.entry("identifier", each(DirectoryParameters::identified)),
            Map.entry(
                    "organization",
                    each((entry, value, _) -> entry instanceof Entry.Endpoint endpoint
                            && refers(value, "Organization", endpoint.organisation()))),
            Map.entry(
                    "status",
                    each((entry, value, _) ->
                            token(value, "http://hl7.org/fhir/endpoint-status", entry.active() ? "active" : "off"))),
            Map.entry(
                    "connection-type",
                    each((_, value, _) -> token(
                            value, DirectoryResources.HL7 + "endpoint-connection-type", DirectoryResources.REST))),
            Map.entry(
                    "payload-type",
                    each((_, value, _) -> token(value, DirectoryResources.HL7 + "endpoint-payload-type", "any"))));

    /** By kind of resource and name of the parameter. */
    static final Map<String, Map<String, Parameter>> BY_TYPE = Map.of(
            "Organization", ORGANIZATION,
            "Practitioner", PRACTITIONER,
            "PractitionerRole", ROLE,
            "Endpoint", ENDPOINT);

    private DirectoryParameters() {}

    /** The parameters of each kind of resource with their types, for the CapabilityStatement. */
    static Map<String, Map<String, SearchParamType>> types() {
        Map<String, Map<String, SearchParamType>> types = new TreeMap<>();
        BY_TYPE.forEach((kind, tests) -> {
            Map<String, SearchParamType> own = new TreeMap<>();
            tests.keySet().stream().filter(name -> !name.contains(":")).forEach(name -> own.put(name, type(name)));
            types.put(kind, own);
        });
        return types;
    }

    private static SearchParamType type(String name) {
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "_lastUpdated" -> SearchParamType.DATE;
            case "name", "family", "given" -> SearchParamType.STRING;
            case "practitioner", "organization" -> SearchParamType.REFERENCE;
            default -> SearchParamType.TOKEN;
        };
    }

    /** A parameter, once for each value. */
    interface Parameter {
        /** Throws {@link Refused} for a value that is none. */
        Test of(String value);
    }

    /** Whether an entry fits a value; asked of everybody. */
    interface Test {
        boolean fits(Entry entry, Directory.InForce inForce);
    }

    private interface Comparison {
        boolean fits(Entry entry, String value, Directory.InForce inForce);
    }

    private enum How {
        BEGINS,
        CONTAINS,
        EXACT
    }

    /** FHIR R4 3.1.1.4.8: without case and accents, but where the match is to be exact. */
    private static Parameter each(Comparison comparison) {
        return value -> (entry, inForce) -> comparison.fits(entry, value, inForce);
    }

    private static Parameter text(How how, Function<Entry, List<String>> texts) {
        return value -> {
            String plain = Names.plain(value);
            return (entry, _) -> texts.apply(entry).stream().anyMatch(text -> switch (how) {
                case BEGINS -> Names.plain(text).startsWith(plain);
                case CONTAINS -> Names.plain(text).contains(plain);
                case EXACT -> text.equals(value);
            });
        };
    }

    private static Parameter practitioner(Parameter parameter) {
        return value -> {
            Test test = parameter.of(value);
            return (entry, inForce) -> entry instanceof Entry.Role role
                    && inForce.get(role.practitioner())
                            .filter(found -> test.fits(found, inForce))
                            .isPresent();
        };
    }

    private static Parameter organisation(Parameter parameter) {
        return value -> {
            Test test = parameter.of(value);
            return (entry, inForce) -> entry instanceof Entry.Role role
                    && role.organisation()
                            .flatMap(inForce::get)
                            .filter(found -> test.fits(found, inForce))
                            .isPresent();
        };
    }

    private static boolean id(Entry entry, String value, Directory.InForce inForce) {
        return entry.id().equals(value);
    }

    private static Test updated(String value) {
        DateRange range = DateRanges.of("_lastUpdated", value);
        return (entry, inForce) -> {
            Instant asOf = inForce.asOf(entry.id()).orElse(Instant.EPOCH);
            return range.from().map(from -> !asOf.isBefore(from)).orElse(true)
                    && range.to().map(asOf::isBefore).orElse(true);
        };
    }

    private static Test active(String value) {
        return switch (value) {
            case "true" -> (entry, _) -> entry.active();
            case "false" -> (entry, _) -> !entry.active();
            default -> throw new Refused(FailureCode.PARAMETER_INVALID);
        };
    }

    private static boolean identified(Entry entry, String value, Directory.InForce inForce) {
        return entry.identifiers().stream()
                .anyMatch(identifier -> token(value, identifier.system(), identifier.value()));
    }

    private static boolean organisationType(Entry entry, String value, Directory.InForce inForce) {
        return entry instanceof Entry.Organisation organisation
                && organisation
                        .sector()
                        .map(code -> token(value, DirectoryResources.SECTOR, code))
                        .orElseGet(() -> token(value, ORGANIZATION_TYPE, "other"));
    }

    private static boolean coded(String value, String system, Optional<String> code) {
        return code.filter(found -> token(value, system, found)).isPresent();
    }

    /** FHIR R4 3.1.1.4.10: code alone, system and code, system alone, or a code without system, which nothing here is. */
    private static boolean token(String value, String system, String code) {
        int bar = value.indexOf('|');
        if (bar < 0) {
            return value.equals(code);
        }
        String asked = value.substring(bar + 1);
        return value.substring(0, bar).equals(system) && (asked.isEmpty() || asked.equals(code));
    }

    private static boolean refers(String value, String type, String id) {
        return value.equals(id) || value.equals(type + "/" + id) || value.endsWith("/" + type + "/" + id);
    }

    private static List<String> organisationName(Entry entry) {
        return entry instanceof Entry.Organisation organisation ? List.of(organisation.name()) : List.of();
    }

    private static List<String> names(Entry entry) {
        return entry instanceof Entry.Practitioner person ? List.of(person.family(), person.given()) : List.of();
    }

    private static List<String> family(Entry entry) {
        return entry instanceof Entry.Practitioner person ? List.of(person.family()) : List.of();
    }

    private static List<String> given(Entry entry) {
        return entry instanceof Entry.Practitioner person ? List.of(person.given()) : List.of();
    }
}
