package org.sceau.app.fhir;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import org.sceau.directory.Directory;
import org.sceau.directory.Entry;
import org.sceau.directory.Identifier;

/** Entries of the directory as FHIR R4 resources (mCSD), with the codes of the national nomenclatures. */
final class DirectoryResources {
    /** TRE_G15. */
    static final String PROFESSION = "urn:oid:1.2.250.1.71.1.2.7";
    /** TRE_R01. */
    static final String SPECIALTY = "urn:oid:1.2.250.1.71.4.2.5";
    /** TRE_R02. */
    static final String SECTOR = "urn:oid:1.2.250.1.71.4.2.4";

    static final String HL7 = "http://terminology.hl7.org/CodeSystem/";
    static final String REST = "hl7-fhir-rest";

    private DirectoryResources() {}

    /** The name of the kind of resource. */
    static String type(Entry entry) {
        return switch (entry) {
            case Entry.Organisation _ -> "Organization";
            case Entry.Practitioner _ -> "Practitioner";
            case Entry.Role _ -> "PractitionerRole";
            case Entry.Endpoint _ -> "Endpoint";
        };
    }

    static ObjectNode resource(Entry entry, Directory.InForce inForce) {
        ObjectNode resource = JsonNodeFactory.instance
                .objectNode()
                .put("resourceType", type(entry))
                .put("id", entry.id());
        resource.putObject("meta")
                .put(
                        "lastUpdated",
                        inForce.asOf(entry.id()).orElse(Instant.EPOCH).toString());
        identifiers(resource, entry.identifiers());
        switch (entry) {
            case Entry.Organisation organisation -> organisation(resource, organisation, inForce);
            case Entry.Practitioner practitioner -> practitioner(resource, practitioner);
            case Entry.Role role -> role(resource, role, inForce);
            case Entry.Endpoint endpoint -> endpoint(resource, endpoint);
        }
        return resource;
    }

    private static void organisation(ObjectNode resource, Entry.Organisation organisation, Directory.InForce inForce) {
        resource.put("active", organisation.active());
        organisation
                .sector()
                .ifPresentOrElse(
                        code -> concept(resource.putArray("type"), SECTOR, code),
                        () -> concept(resource.putArray("type"), HL7 + "organization-type", "other"));
        resource.put("name", organisation.name());
        inForce.endpointOf(organisation.id())
                .ifPresent(endpoint ->
                        resource.putArray("endpoint").addObject().put("reference", "Endpoint/" + endpoint.id()));
    }

    private static void practitioner(ObjectNode resource, Entry.Practitioner practitioner) {
        resource.put("active", practitioner.active());
        ObjectNode name = resource.putArray("name").addObject().put("family", practitioner.family());
        if (!practitioner.given().isEmpty()) {
            name.putArray("given").add(practitioner.given());
        }
    }

    private static void role(ObjectNode resource, Entry.Role role, Directory.InForce inForce) {
        resource.put("active", role.active());
        resource.putObject("practitioner").put("reference", "Practitioner/" + role.practitioner());
        role.organisation()
                .map(inForce::idOf)
                .ifPresent(id -> resource.putObject("organization").put("reference", "Organization/" + id));
        role.profession().ifPresent(code -> concept(resource.putArray("code"), PROFESSION, code));
        role.specialty().ifPresent(code -> concept(resource.putArray("specialty"), SPECIALTY, code));
    }

    private static void endpoint(ObjectNode resource, Entry.Endpoint endpoint) {
        resource.put("status", endpoint.active() ? "active" : "off");
        resource.putObject("connectionType")
                .put("system", HL7 + "endpoint-connection-type")
                .put("code", REST);
        resource.putObject("managingOrganization").put("reference", "Organization/" + endpoint.organisation());
        concept(resource.putArray("payloadType"), HL7 + "endpoint-payload-type", "any");
        resource.put("address", endpoint.address().toString());
    }

    private static void identifiers(ObjectNode resource, List<Identifier> identifiers) {
        if (!identifiers.isEmpty()) {
            ArrayNode list = resource.putArray("identifier");
            identifiers.forEach(identifier ->
                    list.addObject().put("system", identifier.system()).put("value", identifier.value()));
        }
    }

    private static void concept(ArrayNode list, String system, String code) {
        list.addObject().putArray("coding").addObject().put("system", system).put("code", code);
    }
}
