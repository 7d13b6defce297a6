package org.sceau.app.fhir;

import ca.uhn.fhir.rest.annotation.Metadata;
import ca.uhn.fhir.rest.server.RestfulServer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementKind;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.RestfulCapabilityMode;
import org.hl7.fhir.r4.model.CapabilityStatement.SystemRestfulInteraction;
import org.hl7.fhir.r4.model.CapabilityStatement.TypeRestfulInteraction;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Enumerations.FHIRVersion;
import org.hl7.fhir.r4.model.Enumerations.PublicationStatus;
import org.hl7.fhir.r4.model.Enumerations.SearchParamType;

/**
 * The CapabilityStatement. It claims {@code DocumentRecipient.Comprehensive} only where no partner may send Minimal: a
 * recipient that declares Comprehensive rejects Minimal (MHD 4.2.4, 33.2).
 */
public final class Conformance {
    private static final String MHD = "https://profiles.ihe.net/ITI/MHD/CapabilityStatement/IHE.MHD.";

    private static final Map<String, SearchParamType> DOCUMENT_PARAMETERS = Map.ofEntries(
            Map.entry("_id", SearchParamType.TOKEN),
            Map.entry("_lastUpdated", SearchParamType.DATE),
            Map.entry("author.family", SearchParamType.STRING),
            Map.entry("author.given", SearchParamType.STRING),
            Map.entry("category", SearchParamType.TOKEN),
            Map.entry("creation", SearchParamType.DATE),
            Map.entry("date", SearchParamType.DATE),
            Map.entry("event", SearchParamType.TOKEN),
            Map.entry("facility", SearchParamType.TOKEN),
            Map.entry("format", SearchParamType.TOKEN),
            Map.entry("identifier", SearchParamType.TOKEN),
            Map.entry("patient", SearchParamType.REFERENCE),
            Map.entry("patient.identifier", SearchParamType.TOKEN),
            Map.entry("period", SearchParamType.DATE),
            Map.entry("related", SearchParamType.REFERENCE),
            Map.entry("security-label", SearchParamType.TOKEN),
            Map.entry("setting", SearchParamType.TOKEN),
            Map.entry("status", SearchParamType.TOKEN),
            Map.entry("type", SearchParamType.TOKEN));

    private static final Map<String, SearchParamType> LIST_PARAMETERS = Map.ofEntries(
            Map.entry("_id", SearchParamType.TOKEN),
            Map.entry("_lastUpdated", SearchParamType.DATE),
            Map.entry("code", SearchParamType.TOKEN),
            Map.entry("date", SearchParamType.DATE),
            Map.entry("designationType", SearchParamType.TOKEN),
            Map.entry("identifier", SearchParamType.TOKEN),
            Map.entry("patient", SearchParamType.REFERENCE),
            Map.entry("patient.identifier", SearchParamType.TOKEN),
            Map.entry("source.family", SearchParamType.STRING),
            Map.entry("source.given", SearchParamType.STRING),
            Map.entry("sourceId", SearchParamType.TOKEN),
            Map.entry("status", SearchParamType.TOKEN));

    private static final String IUA = "http://profiles.ihe.net/fhir/ihe.securityTypes/CodeSystem/securityTypes";
    private static final String SMART = "http://terminology.hl7.org/CodeSystem/restful-security-service";

    private final boolean comprehensiveOnly;
    private final boolean tokens;
    private final Instant since;

    /**
     * A statement as of the start of the gateway.
     *
     * @param comprehensiveOnly no partner may send another profile than Comprehensive
     * @param tokens access tokens count here (IUA Rev 2.4; SMART App Launch 2.2)
     */
    public Conformance(boolean comprehensiveOnly, boolean tokens, Instant since) {
        this.tokens = tokens;
        this.comprehensiveOnly = comprehensiveOnly;
        this.since = since;
    }

    /** Called by HAPI, which warns where a provider has no such method; nothing of it is needed. */
    public void setRestfulServer(RestfulServer server) {
        // the statement is made of settings, not of HAPI's bindings
    }

    /** {@code GET [base]/metadata}; called by HAPI. */
    @Metadata
    public CapabilityStatement statement() {
        var statement = new CapabilityStatement();
        statement.setStatus(PublicationStatus.ACTIVE);
        statement.setDateElement(new DateTimeType(since.toString()));
        statement.setKind(CapabilityStatementKind.INSTANCE);
        statement.setFhirVersion(FHIRVersion._4_0_1);
        statement.addFormat("application/fhir+json");
        statement.addFormat("application/fhir+xml");
        statement.getSoftware().setName("Sceau");
        statement.getImplementation().setDescription("Document-exchange gateway");
        instantiates().forEach(statement::addInstantiates);
        statement.addRest(rest());
        return statement;
    }

    private List<String> instantiates() {
        return List.of(
                MHD + (comprehensiveOnly ? "DocumentRecipient.Comprehensive" : "DocumentRecipient"),
                MHD + "DocumentRecipient.Simplified",
                MHD + "DocumentRecipient.Fdoc",
                MHD + "DocumentResponder");
    }

    private CapabilityStatementRestComponent rest() {
        var rest = new CapabilityStatementRestComponent();
        rest.setMode(RestfulCapabilityMode.SERVER);
        rest.getSecurity().setDescription("TLS with the client certificate of a registered organisation");
        if (tokens) {
            rest.getSecurity().addService().addCoding().setSystem(IUA).setCode("IUA");
            rest.getSecurity().addService().addCoding().setSystem(SMART).setCode("SMART-on-FHIR");
        }
        rest.addInteraction().setCode(SystemRestfulInteraction.TRANSACTION);
        addResource(rest, "DocumentReference", DOCUMENT_PARAMETERS, TypeRestfulInteraction.CREATE);
        addResource(rest, "List", LIST_PARAMETERS, TypeRestfulInteraction.READ);
        addResource(rest, "Binary", Map.of(), TypeRestfulInteraction.READ);
        addResource(rest, "Bundle", Map.of(), TypeRestfulInteraction.CREATE, TypeRestfulInteraction.READ);
        DirectoryParameters.types().forEach((type, parameters) -> {
            addResource(rest, type, parameters, TypeRestfulInteraction.READ);
            DirectoryEndpoint.includes(type).forEach(rest.getResource().getLast()::addSearchInclude);
        });
        return rest;
    }

    private static void addResource(
            CapabilityStatementRestComponent rest,
            String type,
            Map<String, SearchParamType> parameters,
            TypeRestfulInteraction... interactions) {
        var resource = rest.addResource();
        resource.setType(type);
        for (TypeRestfulInteraction interaction : interactions) {
            resource.addInteraction().setCode(interaction);
        }
        if (!parameters.isEmpty()) {
            resource.addInteraction().setCode(TypeRestfulInteraction.SEARCHTYPE);
        }
        parameters.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(parameter ->
                        resource.addSearchParam().setName(parameter.getKey()).setType(parameter.getValue()));
    }
}
