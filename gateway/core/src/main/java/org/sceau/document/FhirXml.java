package org.sceau.document;

import ca.uhn.fhir.context.FhirContext;
import org.hl7.fhir.instance.model.api.IBaseResource;

/** Turns the gateway's own answers from JSON into XML, through HAPI's model of R4. */
final class FhirXml {
    private FhirXml() {}

    static String ofJson(String json) {
        FhirContext context = FhirContext.forR4Cached();
        IBaseResource resource = context.newJsonParser().parseResource(json);
        return context.newXmlParser().encodeResourceToString(resource);
    }
}
